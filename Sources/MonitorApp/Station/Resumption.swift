public import InfusionCore
public import Quantities
public import SessionJournal
public import SessionRecord
public import SessionRuns
public import SystemClocks

/// A session taken up again: its state, its clock, its record, and the entries that tell of the gap.
public struct ResumedSession<Clock: RunClock> {
  public let session: Session
  public let plan: SessionPlan
  public let clock: Clock
  public let recorder: Recorder
  /// The last thing that the record has from before.
  public let recordedUntil: SessionTime
  /// The wall clock then.
  public let recordedWall: WallTime
  /// How many entries the disk has, or can be made again of those that it has.
  public let keptEntries: Int
  /// The gap, as the first input; under a source's own clock it ends with the first record.
  public let first: [StampedInput]
  /// What was recorded before, for the trends and the alarm log.
  public let earlier: [JournalEntry]

  /// The same for inputs that are given again from the beginning.
  public var recordedEnd: RecordedEnd {
    let watched = earlier.reversed().drop { $0.content.preparesResume }
    let last = watched.prefix { $0.time == recordedUntil }.reversed()
    return RecordedEnd(
      recordedUntil,
      inputs: last.compactMap { if case .input(let input) = $0.content { input } else { nil } })
  }

  private init(
    _ reopened: ReopenedSession, after earlier: [JournalEntry], in archive: SessionArchive, clock: Clock,
    at time: SessionTime, first: [StampedInput]
  ) {
    session = reopened.session
    plan = reopened.journal.header.plan
    self.clock = clock
    recorder = Recorder(reopened.journal, after: earlier, in: archive, clock: clock)
    recordedUntil = reopened.lastTime
    recordedWall = reopened.lastWall
    keptEntries = reopened.journal.lastNumber + reopened.missingEvents.count
    self.first = first
    self.earlier = earlier
    for event in reopened.missingEvents { recorder.told(event, by: session) }
    if let tail = reopened.recovered { recorder.record(.recovered(tail), at: time, of: session) }
  }
}

extension ResumedSession<LiveClock> {
  /// - Parameters:
  ///   - reason: why nobody watched: a crash with its signal, or "stopped".
  ///   - inNewSegment: what is in its last file, or the file itself, is suspected.
  ///   - speed: seconds of the session in a second from now on.
  ///   - machine: whose clocks run on.
  ///   - scribe: who writes the record from now on.
  public static func open(
    _ unsealed: UnsealedSession, in archive: SessionArchive, reason: String, inNewSegment: Bool = false,
    speed: Int = 1, on machine: MachineClock = .ofThisMachine, by scribe: Scribe = .thread
  ) throws(ReopenError) -> ResumedSession {
    let earlier = unsealed.entries
    let reopened = try SessionJournal.reopen(unsealed.folder, inNewSegment: inNewSegment, by: scribe)
    let bootNow = machine.bootMilliseconds
    let wallNow = LiveClock.wallNow(on: machine)
    // No time passed while the drill was frozen: there is no gap, and nothing counts as missed.
    let isFrozen = earlier.endFrozen
    let (time, isEstimated) =
      isFrozen
      ? (reopened.lastTime, false)
      : reopened.time(boot: machine.bootID ?? "", bootMilliseconds: bootNow, wall: wallNow)
    let reckoned = unsealed.reckonedWall(at: time, goingOnAt: speed, now: wallNow)
    let clock = LiveClock(
      at: time, boot: bootNow, speed: speed, isFrozen: isFrozen, wall: reckoned, on: machine)
    let gap = Input.gap(from: reopened.lastTime, reason: reason, isEstimated: isEstimated)
    let resumed = ResumedSession(
      reopened, after: earlier, in: archive, clock: clock, at: time,
      first: isFrozen ? [] : [StampedInput(gap, at: time)])
    let why = isFrozen ? ClockAnchor.resumedFrozen(reason) : ClockAnchor.resumed
    resumed.recorder.record(.anchor(clock.anchor(because: why)), at: time, of: resumed.session)
    return resumed
  }
}

extension ResumedSession<ReckonedClock> {
  /// Under a source's own clock the session goes on with the source's first record after those that it has.
  public static func open(
    _ unsealed: UnsealedSession, in archive: SessionArchive, by scribe: Scribe = .thread
  ) throws(ReopenError) -> ResumedSession {
    let earlier = unsealed.entries
    let reopened = try SessionJournal.reopen(unsealed.folder, by: scribe)
    let clock = ReckonedClock(begins: unsealed.header.anchorWall)
    return ResumedSession(
      reopened, after: earlier, in: archive, clock: clock, at: reopened.lastTime, first: [])
  }
}

extension [JournalEntry] {
  /// Whether a drill's time stood still when its record ended: an instructor froze it, and did not let it go
  /// on.
  var endFrozen: Bool {
    for case .input(.instruction(let instruction)) in lazy.map(\.content).reversed() {
      switch instruction {
      case .freeze: return true
      case .goOn, .again: return false
      case .patient: continue
      }
    }
    return false
  }
}
