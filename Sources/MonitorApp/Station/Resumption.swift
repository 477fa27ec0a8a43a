public import InfusionCore
public import Quantities
public import SessionJournal
public import SessionRecord

/// A session that is not sealed on this chair, and what it takes to go on with it.
public struct UnsealedSession {
  public let folder: SessionFolder
  public let header: SessionHeader
  /// Who sat there, the phase, and how long ago its last entry was written. A closed one only lacks its seal.
  public let patient: String?
  public let phase: Phase
  public let age: TimeSpan
  /// The clocks when somebody last began or went on with it.
  private let anchor: ClockAnchor

  /// Older than this, or another patient's, it is never resumed without being asked for.
  static let longestByDefault = TimeSpan.hours(12)

  /// The sessions of a chair that are not sealed and can be read, newest first. Those of another origin are
  /// not among them: a simulated patient's readings do not belong into a person's record, nor the other way.
  public static func all(
    chair: String, origin: Origin, in archive: SessionArchive
  ) -> some Sequence<UnsealedSession> {
    archive.unsealed(chair: chair).lazy.compactMap { UnsealedSession($0) }
      .filter { $0.header.plan.origin == origin }
  }

  /// The newest of any origin that can be gone on with: whose session would be ended?
  public static func newestOpen(chair: String, in archive: SessionArchive) -> UnsealedSession? {
    archive.unsealed(chair: chair).lazy.compactMap { UnsealedSession($0) }.first { $0.phase != .closed }
  }

  private init?(_ folder: SessionFolder) {
    guard let segments = try? folder.read() else { return nil }
    var reader = JournalReader(segments, checksHashes: false)
    guard let header = reader.header else { return nil }
    var digest = PhaseDigest(header)
    while let entry = reader.next() { digest.take(entry) }
    self.folder = folder
    self.header = header
    patient = digest.patient
    phase = digest.phase
    anchor = digest.anchor
    age = TimeSpan(milliseconds: LiveClock.wallNow.unixMilliseconds - digest.wall.unixMilliseconds)
  }

  public func isResumedByDefault(for patient: String?) -> Bool {
    age <= Self.longestByDefault && (patient == nil || patient == self.patient)
  }

  /// By the wall clock.
  var sinceBeginning: TimeSpan {
    TimeSpan(milliseconds: LiveClock.wallNow.unixMilliseconds - header.anchorWall.unixMilliseconds)
  }

  /// Whether this run of the machine knows how long ago it was.
  public var isOfThisBoot: Bool { anchor.boot == SystemClock.bootID }

  /// Whether somebody began it, or went on with it, since then in this run of the machine.
  public func ran(since bootMilliseconds: Int64) -> Bool {
    isOfThisBoot && anchor.bootMilliseconds >= bootMilliseconds
  }

  private struct PhaseDigest {
    var patient: String?
    var wall: WallTime
    var anchor: ClockAnchor
    var phase = Phase.preparation

    init(_ header: SessionHeader) {
      patient = header.plan.patient
      wall = header.anchorWall
      anchor = ClockAnchor(
        boot: header.boot, bootMilliseconds: header.anchorBootMilliseconds, reason: "begun")
    }

    mutating func take(_ entry: JournalEntry) {
      wall = entry.wall
      switch entry.content {
      case .event(.phase(let next)): phase = next
      case .input(.action(.setup(let setup), _)): patient = setup.patient ?? patient
      case .anchor(let next): anchor = next
      case .header, .input, .event, .recovered, .seal, .other: break
      }
    }
  }
}

/// A session taken up again: its state, its clock, its record, and the entries that tell of the gap.
public struct ResumedSession<Clock: RunClock> {
  public private(set) var session: Session
  public let plan: SessionPlan
  public let clock: Clock
  public let recorder: Recorder
  /// The last thing that the record has from before.
  public let recordedUntil: SessionTime
  /// The gap, as the first input; under a source's own clock it ends with the first record.
  public let first: [StampedInput]
  /// What was recorded before, for the trends and the alarm log.
  public let earlier: [JournalEntry]

  private init(
    _ reopened: ReopenedSession, after earlier: [JournalEntry], in archive: SessionArchive, clock: Clock,
    at time: SessionTime, first: [StampedInput]
  ) {
    session = reopened.session
    plan = reopened.journal.header.plan
    self.clock = clock
    recorder = Recorder(reopened.journal, after: earlier, in: archive, clock: clock)
    recordedUntil = reopened.lastTime
    self.first = first
    self.earlier = earlier
    for event in reopened.missingEvents { recorder.told(event) }
    if let tail = reopened.recovered {
      recorder.record(.recovered(tail), at: time)
      session.noteEntries(1)
    }
  }
}

extension ResumedSession<LiveClock> {
  /// - Parameters:
  ///   - reason: why nobody watched: a crash with its signal, or "stopped".
  ///   - speed: seconds of the session in a second from now on.
  public static func open(
    _ unsealed: UnsealedSession, in archive: SessionArchive, reason: String, speed: Int = 1
  ) throws(ReopenError) -> ResumedSession {
    let earlier = unsealed.entries
    let reopened = try SessionJournal.reopen(unsealed.folder)
    let bootNow = SystemClock.bootMilliseconds
    let (time, isEstimated) = reopened.time(
      boot: SystemClock.bootID ?? "", bootMilliseconds: bootNow, wall: LiveClock.wallNow)
    let clock = LiveClock(at: time, boot: bootNow, speed: speed)
    let gap = Input.gap(from: reopened.lastTime, reason: reason, isEstimated: isEstimated)
    var resumed = ResumedSession(
      reopened, after: earlier, in: archive, clock: clock, at: time, first: [StampedInput(gap, at: time)])
    resumed.recorder.record(.anchor(clock.anchor(because: "resumed")), at: time)
    resumed.session.noteEntries(1)
    return resumed
  }
}

extension ResumedSession<ReckonedClock> {
  /// Under a source's own clock the session goes on with the first record behind what it has.
  public static func open(
    _ unsealed: UnsealedSession, in archive: SessionArchive
  ) throws(ReopenError) -> ResumedSession {
    let earlier = unsealed.entries
    let reopened = try SessionJournal.reopen(unsealed.folder)
    let clock = ReckonedClock(begins: unsealed.header.anchorWall)
    return ResumedSession(
      reopened, after: earlier, in: archive, clock: clock, at: reopened.lastTime, first: [])
  }
}

extension UnsealedSession {
  /// Seals a session that was closed when its monitor died before it could.
  public func seal(in archive: SessionArchive) throws(ReopenError) {
    let resumed = try ResumedSession<ReckonedClock>.open(self, in: archive)
    _ = resumed.recorder.seal(resumed.session)
  }

  fileprivate var entries: [JournalEntry] {
    guard let segments = try? folder.read() else { return [] }
    var reader = JournalReader(segments, checksHashes: false)
    var entries: [JournalEntry] = []
    while let entry = reader.next() { entries.append(entry) }
    return entries
  }
}
