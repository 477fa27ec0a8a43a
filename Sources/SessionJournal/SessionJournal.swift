import Glibc
public import InfusionCore
public import Quantities
public import SessionRecord

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
  private var watch = RecorderWatch()
  private var vitals: VitalsTable
  private var observation: ObservationTable
  private var isEnding = false

  /// As many bytes as may wait for a writer that is stuck: hours of a session.
  private static let waitingLimit = 1 << 26

  init(
    folder: SessionFolder, encoder: JournalEncoder, mailbox: WriterMailbox, vitals: VitalsTable,
    observation: ObservationTable
  ) {
    self.folder = folder
    header = encoder.header
    self.encoder = encoder
    self.mailbox = mailbox
    self.vitals = vitals
    self.observation = observation
  }

  deinit { if !isEnding { mailbox.end(with: []) } }

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
    watch.add(number, happenedAt: bootMilliseconds)
    tabulate(JournalEntry(number: number, time: time, wall: wall, content: content))
    return number
  }

  /// Records an input with the events that it gave: those that were due before it stand before it.
  public func append(
    _ input: Input, at time: SessionTime, events: [StampedEvent], wall: WallTime, bootMilliseconds: Int64
  ) {
    for event in events where event.time < time { append(event, from: time, wall, bootMilliseconds) }
    append(.input(input), at: time, wall: wall, bootMilliseconds: bootMilliseconds)
    for event in events where event.time >= time { append(event, from: time, wall, bootMilliseconds) }
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

  private func tabulate(_ entry: JournalEntry) {
    vitals.take(entry)
    observation.take(entry)
    let rows = observation.takeRows()
    if !rows.isEmpty { mailbox.post(rows: rows) }
  }

  // MARK: Whether it is safe

  /// Readable when `changes` may have something to say.
  public var descriptor: Int32 { mailbox.toStation }

  /// When `changes` must be asked although `descriptor` is silent, by CLOCK_BOOTTIME.
  public var changesDue: Int64? { watch.due }
  public var state: RecorderState { watch.state }

  /// The recorder's new states since the last time, in order: inputs of the session.
  public func changes(bootMilliseconds: Int64) -> [RecorderState] {
    watch.look(at: bootMilliseconds, mailbox.takeReport())
  }

  // MARK: The end

  /// Seals the journal and puts the tables and the summary beside it. Returns at once; `waitUntilWritten`
  /// waits.
  ///
  /// - Parameter summary: the report's text, given the hash of the seal: whoever keeps that page can tell
  ///   later whether the whole journal is still the one that was sealed.
  public func seal(
    at time: SessionTime, wall: WallTime, bootMilliseconds: Int64, summary: (RunningHash) -> String
  ) {
    let seal = Seal(entries: encoder.lastNumber, segments: mailbox.segment)
    append(.seal(seal), at: time, wall: wall, bootMilliseconds: bootMilliseconds)
    end(with: [
      (SessionFolder.vitals, vitals.finished()), (SessionFolder.observation, observation.finished()),
      (SessionFolder.summary, Array(summary(lastHash).utf8)),
    ])
  }

  public func seal(at time: SessionTime, wall: WallTime, bootMilliseconds: Int64, summary: String) {
    seal(at: time, wall: wall, bootMilliseconds: bootMilliseconds) { _ in summary }
  }

  /// Writes out what there is and leaves the session open for a resume.
  public func leaveOpen() { end(with: []) }

  private func end(with files: [(name: String, bytes: [UInt8])]) {
    guard !isEnding else { return }
    isEnding = true
    mailbox.end(with: files)
  }

  /// Whether all is on disk within this time, after `seal` or `leaveOpen`.
  public func waitUntilWritten(milliseconds: Int64) -> Bool { mailbox.waitForEnd(milliseconds: milliseconds) }
}
