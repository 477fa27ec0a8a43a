import InfusionCore
import Quantities

/// Tells silence, and bytes that never come to an end, from a device that can be heard. Bytes that turn out
/// not to be frames are left to the `GarbleWatch`, so that one trouble gives one alarm.
struct LinkWatch: Sendable {
  private enum State { case heard, silent, noFrames }

  /// No byte for so long, and a streaming device is lost.
  let silence: TimeSpan
  /// Bytes for so long without one good frame.
  let patience: TimeSpan
  let line: String

  private var state = State.heard
  /// Whether it was told that the bytes make no frames.
  var hearsNoFrames: Bool { state == .noFrames }
  private var isOpen = false
  private var lastByte = SessionTime.start
  private var unreadableSince: SessionTime?
  private var unreadableBytes = 0

  /// A plug that is pushed in makes a few bytes of noise; so many are evidence, as of a garbled source.
  private static let evidenceBytes = 64

  init(nominalInterval: TimeSpan, line: String) {
    let enough = nominalInterval * 5 / 2
    silence = max(.seconds(10), enough)
    patience = max(.seconds(3), enough)
    self.line = line
  }

  /// When silence becomes a loss; nil while no loss can come.
  var deadline: SessionTime? { isOpen && state != .silent ? lastByte + silence : nil }

  mutating func opened(at time: SessionTime) {
    state = .heard
    isOpen = true
    lastByte = time
    forgetUnreadable()
  }

  mutating func closed() { isOpen = false }

  /// - Parameter isGarbled: whether that is said already.
  mutating func heard(
    bytes: Int, framesAmongThem: Bool, isGarbled: Bool, at time: SessionTime
  ) -> Link? {
    lastByte = time
    if framesAmongThem {
      forgetUnreadable()
      defer { state = .heard }
      return state == .heard ? nil : .connected
    }
    unreadableBytes += bytes
    let since = unreadableSince ?? time
    unreadableSince = since
    if isGarbled, state != .heard {
      state = .heard
      return .connected
    }
    let isEndless = time - since >= patience && unreadableBytes >= Self.evidenceBytes
    guard isEndless, !isGarbled, state != .noFrames else { return nil }
    state = .noFrames
    return .lost(.noFrames(line: line))
  }

  mutating func fellSilent() -> Link {
    state = .silent
    forgetUnreadable()
    return .lost(.silent(silence))
  }

  private mutating func forgetUnreadable() {
    unreadableSince = nil
    unreadableBytes = 0
  }
}
