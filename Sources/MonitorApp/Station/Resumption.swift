import Glibc
public import InfusionCore
public import Quantities
public import SessionJournal
public import SessionRecord

/// A session that was left open on this chair, and what it takes to go on with it.
public struct UnsealedSession {
  public let folder: SessionFolder
  public let header: SessionHeader
  /// Who sat there, the phase, and how long ago its last entry was written.
  public let patient: String?
  public let phase: Phase
  public let age: TimeSpan

  /// Older than this, or another patient's, it is never resumed without being asked for.
  static let longestByDefault = TimeSpan.hours(12)

  /// The newest session of a chair that is not sealed and that can be read.
  public static func newest(chair: String, in archive: SessionArchive) -> UnsealedSession? {
    for folder in archive.unsealed(chair: chair) {
      if let found = UnsealedSession(folder) { return found }
    }
    return nil
  }

  private init?(_ folder: SessionFolder) {
    guard let segments = try? folder.read() else { return nil }
    var reader = JournalReader(segments, checksHashes: false)
    guard let header = reader.header else { return nil }
    var digest = PhaseDigest(patient: header.plan.patient, wall: header.anchorWall)
    while let entry = reader.next() { digest.take(entry) }
    guard digest.phase != .closed else { return nil }
    self.folder = folder
    self.header = header
    patient = digest.patient
    phase = digest.phase
    age = TimeSpan(milliseconds: LiveClock.wallNow.unixMilliseconds - digest.wall.unixMilliseconds)
  }

  public func isResumedByDefault(for patient: String?) -> Bool {
    age <= Self.longestByDefault && (patient == nil || patient == self.patient)
  }

  private struct PhaseDigest {
    var patient: String?
    var wall: WallTime
    var phase = Phase.preparation

    mutating func take(_ entry: JournalEntry) {
      wall = entry.wall
      switch entry.content {
      case .event(.phase(let next)): phase = next
      case .input(.action(.setup(let setup), _)): patient = setup.patient ?? patient
      case .header, .input, .event, .anchor, .recovered, .seal, .other: break
      }
    }
  }
}

/// A session taken up again: its state, its clock, its record, and the entries that tell of the gap.
public struct ResumedSession {
  public let session: Session
  public let clock: LiveClock
  public let recorder: Recorder
  /// The gap, as the first input.
  public let first: [StampedInput]
  /// What was recorded before, for the trends and the alarm log.
  public let earlier: [JournalEntry]

  /// - Parameter reason: why nobody watched: a crash with its signal, or "stopped".
  public static func open(
    _ unsealed: UnsealedSession, in archive: SessionArchive, reason: String
  ) throws(ReopenError) -> ResumedSession {
    let earlier = Self.entries(of: unsealed.folder)
    let reopened = try SessionJournal.reopen(unsealed.folder)
    let boot = SystemClock.bootID ?? ""
    let bootNow = SystemClock.bootMilliseconds
    let (time, isEstimated) = reopened.time(boot: boot, bootMilliseconds: bootNow, wall: LiveClock.wallNow)
    let clock = LiveClock(anchorBoot: bootNow - time.milliseconds)
    let recorder = Recorder(reopened.journal, after: earlier, in: archive, clock: clock)
    for event in reopened.missingEvents { recorder.told(event) }
    if let tail = reopened.recovered { recorder.record(.recovered(tail), at: time) }
    recorder.record(.anchor(clock.anchor(because: "resumed")), at: time)
    let gap = Input.gap(from: reopened.lastTime, reason: reason, isEstimated: isEstimated)
    return ResumedSession(
      session: reopened.session, clock: clock, recorder: recorder, first: [StampedInput(gap, at: time)],
      earlier: earlier)
  }

  private static func entries(of folder: SessionFolder) -> [JournalEntry] {
    guard let segments = try? folder.read() else { return [] }
    var reader = JournalReader(segments, checksHashes: false)
    var entries: [JournalEntry] = []
    while let entry = reader.next() { entries.append(entry) }
    return entries
  }
}
