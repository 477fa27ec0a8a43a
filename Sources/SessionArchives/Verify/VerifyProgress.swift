import SessionJournal

/// How far a verification is, and how long the rest will take at this pace.
public struct VerifyProgress: Hashable, Sendable {
  public private(set) var sessions = 0
  public let allSessions: Int
  public private(set) var bytes = 0
  public let allBytes: Int

  init(of folders: [SessionFolder]) {
    let sizes = Workers.map(folders, \.journalBytes)
    self.init(allSessions: folders.count, allBytes: sizes.reduce(0, +))
  }

  public init(allSessions: Int, allBytes: Int) {
    self.allSessions = allSessions
    self.allBytes = allBytes
  }

  mutating func pass(_ look: Result<AuditedSession, SystemError>) {
    if case .success(let session) = look { pass(session.bytes) } else { pass(0) }
  }

  /// Counts one session more as done, whose journal has so many bytes.
  public mutating func pass(_ count: Int) {
    sessions += 1
    bytes += count
  }

  /// `1200 of 10000 sessions, 94 MB/s, 2 min 10 s left`; the time left is estimated from the bytes, because
  /// sessions differ in length.
  public func line(after milliseconds: Int64) -> String {
    let done = "\(sessions) of \(allSessions) sessions"
    guard milliseconds > 0, bytes > 0 else { return done }
    let rate = Int64(bytes) * 1000 / milliseconds
    let left = (Int64(max(0, allBytes - bytes)) * milliseconds / Int64(bytes) + 500) / 1000
    let time = left < 60 ? "\(left) s" : "\(left / 60) min \(left % 60) s"
    return "\(done), \(rate / 1_000_000) MB/s, \(time) left"
  }
}
