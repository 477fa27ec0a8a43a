import Glibc
public import InfusionCore
public import Quantities
public import SessionRecord
import SystemClocks

/// The record of one running session: the station hands entries over and never waits for a disk.
///
/// One thread may use it. `descriptor` becomes readable when `changes` has something to say; `changesDue` is
/// when it has to be asked in any case.
public final class SessionJournal {
  public let folder: SessionFolder
  public let header: SessionHeader
  /// The chain's end: what the printed report carries.
  public var lastHash: RunningHash { encoder.lastHash }
  public var lastNumber: Int { encoder.lastNumber }
  private var encoder: JournalEncoder
  private let mailbox: WriterMailbox
  private let scribe: Scribe
  /// The disk was too slow to wait for, and has not caught up since.
  private var isBehind = false
  private var watch = RecorderWatch()
  private var isEnding = false

  /// As many bytes as may wait for a writer that is stuck: hours of a session.
  private static let waitingLimit = 1 << 26

  init(
    folder: SessionFolder, encoder: JournalEncoder, mailbox: WriterMailbox,
    scribe: Scribe
  ) {
    self.folder = folder
    header = encoder.header
    self.encoder = encoder
    self.mailbox = mailbox
    self.scribe = scribe
  }

  deinit { if !isEnding { mailbox.end(with: nil) } }

  // MARK: What happens

  /// Records one thing. Its number; nil if the memory for what waits is full, or the journal is ending.
  ///
  /// - Parameter bootMilliseconds: when it happened by CLOCK_BOOTTIME, from which its way to the disk is
  ///   measured.
  @discardableResult
  public func append(
    _ content: EntryContent, at time: SessionTime, wall: WallTime, bootMilliseconds: Int64
  ) -> Int? {
    guard !isEnding, mailbox.waitingBytes < Self.waitingLimit else { return nil }
    let bytes = encoder.line(content, at: time, wall: wall)
    let number = encoder.lastNumber
    mailbox.post(
      KeptLine(
        number: number, bytes: bytes, hash: encoder.lastHash, time: time, wall: wall,
        happenedAt: bootMilliseconds, isUrgent: content.isUrgent))
    if watch.count >= RecorderWatch.most { watch.forget(safe: mailbox.safeNumber) }
    watch.add(number, happenedAt: bootMilliseconds)
    scribe.handedOver(mailbox)
    return number
  }

  /// Records events that time alone gave.
  public func append(_ events: [StampedEvent], now time: SessionTime, wall: WallTime, bootMilliseconds: Int64)
  {
    for event in events { append(event, from: time, wall, bootMilliseconds) }
  }

  private func append(_ event: StampedEvent, from now: SessionTime, _ wall: WallTime, _ boot: Int64) {
    let ago = (now - event.time).milliseconds
    append(
      .event(event.event), at: event.time, wall: wall.advanced(byMilliseconds: -ago), bootMilliseconds: boot)
  }

  /// Adds rows to a table beside the journal.
  public func add(_ piece: TablePiece) { if !isEnding { mailbox.post(piece) } }

  // MARK: Whether it is safe

  /// Readable when `changes` may have something to say.
  public var descriptor: Int32 { mailbox.toStation.descriptor }

  /// When `changes` must be asked although `descriptor` is silent, by CLOCK_BOOTTIME.
  public var changesDue: Int64? { watch.due }
  public var state: RecorderState { watch.state }
  /// Entries up to this one are on the disk.
  public var writtenThrough: Int { mailbox.safeNumber }
  /// What keeps entries from the disk now; nil if nothing is known to.
  public var trouble: String? { mailbox.trouble }

  /// The recorder's new states since the last time, in order: inputs of the session.
  public func changes(bootMilliseconds: Int64) -> [RecorderState] {
    watch.look(at: bootMilliseconds, mailbox.drainReport())
  }

  /// Waits a moment for the last entry to be safe. A slow disk is waited for once, and not again until it has
  /// caught up, so that no alarm is delayed by it.
  public func keepUp(milliseconds: Int64) {
    let number = encoder.lastNumber
    if isBehind { isBehind = mailbox.safeNumber < number }
    if !isBehind { isBehind = !scribe.keepUp(mailbox, number, milliseconds) }
  }

  // MARK: The end

  /// Seals the journal. Returns at once; `waitUntilWritten` waits.
  ///
  /// - Parameters:
  ///   - key: signs it; nil for a station that has none.
  ///   - files: makes the files that stand beside a sealed journal, from what is on disk then: what
  ///     the tables and the summary tell is what the record tells. Called on the writer's thread once every
  ///     line is safe.
  public func seal(
    by key: StationKey? = nil, at time: SessionTime, wall: WallTime, bootMilliseconds: Int64,
    files: @escaping @Sendable ([SegmentBytes]) -> [BesideFile]
  ) {
    let seal = Seal(
      entries: encoder.lastNumber, segments: mailbox.segment,
      signature: key?.sign(sealBehind: encoder.lastHash))
    append(.seal(seal), at: time, wall: wall, bootMilliseconds: bootMilliseconds)
    end(with: files)
  }

  /// Writes out what there is and leaves the session open for a resume.
  public func leaveOpen() { end(with: nil) }

  private func end(with files: (@Sendable ([SegmentBytes]) -> [BesideFile])?) {
    guard !isEnding else { return }
    isEnding = true
    mailbox.end(with: files)
  }

  /// Why files beside the journal could not be written, each by its name; nil if all were.
  public var besideTrouble: String? { mailbox.besideTrouble }

  /// Whether all is on disk within this time, after `seal` or `leaveOpen`.
  public func waitUntilWritten(milliseconds: Int64) -> Bool { scribe.wait(mailbox, milliseconds) }
}

/// A file that is made from a sealed journal and stands beside it.
public struct BesideFile: Hashable, Sendable {
  public var name: String
  public var bytes: [UInt8]

  public init(_ name: String, _ bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}
