public import Quantities

/// One patient's time in the chair, as a fold over stamped inputs.
///
/// `receive` takes an input with its session time, `advance` lets time pass; both return what happened.
/// Nothing here reads a clock: deadlines are part of the state and fire at their exact time, so the same
/// inputs give the same events whatever the rate at which the session is advanced.
public struct Session: Sendable {
  public let setup: SessionPlan
  public internal(set) var phase: Phase = .preparation
  public internal(set) var phaseStartedAt: SessionTime = .start
  public internal(set) var patient: String?
  public internal(set) var weight: Kilograms?
  /// The plan in force; `Plan.unchosen` until one is chosen.
  public internal(set) var plan: Plan
  /// The rate set before the start, if another than the plan's.
  public internal(set) var rateBeforeStart: MillilitresPerHour?
  public internal(set) var startedAt: SessionTime?
  public internal(set) var infusion: Infusion?
  public internal(set) var observation: ObservationWindow?
  public internal(set) var baseline: [Vital: BaselineValue] = [:]
  public internal(set) var checklist: [String: ChecklistAnswer] = [:]
  public internal(set) var marks: [Mark] = []
  public internal(set) var awayUntil: SessionTime?
  /// What is known of this patient's earlier treatments; nil before anybody has looked.
  public internal(set) var history: PatientHistory?
  public internal(set) var board = AlarmBoard()
  public internal(set) var outcome: Outcome?
  /// What the discharge asked for and what was found then; empty without one.
  public internal(set) var review: [ReviewedCriterion] = []
  public internal(set) var cuff = CuffWatch()
  public internal(set) var pump = PumpWatch()
  public internal(set) var devices: DeviceWatch
  public internal(set) var recorder: RecorderState = .safe
  public internal(set) var sound: SoundState = .working("")
  /// How many entries its record has: every input, every event, and what the recorder adds of its own.
  public private(set) var entries = 0

  var vitals: [VitalWatch]
  var checks = IntervalWatch()
  var holds: HoldWatch
  /// The instant that is being told; `advance` closes it.
  public internal(set) var now: SessionTime = .start
  var isInstantClosed = false
  var otherDeadline = OtherDeadline.open
  /// A reading or another limit moved a condition, and that is not told yet.
  var hasLimitNews = false
  /// Something changed that a technical condition may depend on.
  var needsTechnicalLook = false
  var told: [StampedEvent] = []

  public init(plan setup: SessionPlan) {
    self.setup = setup
    patient = setup.patient
    weight = setup.weight
    plan = setup.plan.flatMap(setup.configuration.plan(named:)) ?? .unchosen
    devices = DeviceWatch(setup.sources)
    vitals = Vital.allCases.map { VitalWatch($0, setup.configuration) }
    holds = HoldWatch(setup.configuration.clinic.holdRules)
  }

  /// The first words of a session.
  public mutating func begin() -> [StampedEvent] {
    enter(.preparation)
    return takeTold()
  }

  /// Takes an input. Deadlines before its time fire first. An input for an instant that is closed is taken a
  /// millisecond after it; the time it was taken at is returned with the events.
  public mutating func receive(_ input: Input, at time: SessionTime) -> (
    at: SessionTime, events: [StampedEvent]
  ) {
    let stamp = isInstantClosed ? max(time, now + .milliseconds(1)) : max(time, now)
    if case .gap(let from, let reason, let isEstimated) = input, phase != .closed {
      entries += 1
      bridgeGap(from: from, to: stamp, reason: reason, isEstimated: isEstimated)
    } else {
      fireDeadlines(before: stamp)
      open(stamp)
      entries += 1
      apply(input)
    }
    return (stamp, takeTold())
  }

  /// Lets time pass up to and including `time`, and closes that instant.
  public mutating func advance(to time: SessionTime) -> [StampedEvent] {
    fireDeadlines(before: time + .milliseconds(1))
    if time > now { open(time) }
    if time >= now { isInstantClosed = true }
    return takeTold()
  }

  /// Entries that are neither inputs nor events: the record's own, such as a clock's anchor.
  public mutating func noteEntries(_ count: Int) { entries += count }

  /// The earliest time at which an input can still be taken.
  public var openInstant: SessionTime { isInstantClosed ? now + .milliseconds(1) : now }

  /// When something will happen by itself if no input comes first.
  public var nextDeadline: SessionTime? { earliestDeadline.map { max($0, now) } }

  /// The same, though it may lie behind us: an input can bring a deadline forward to before its own time.
  private var earliestDeadline: SessionTime? {
    guard phase != .closed else { return nil }
    var next = otherDeadline.known ?? deadlineBesideVitals
    let cuffStaleAfter = cuffStaleAfter
    for index in vitals.indices {
      next = earliest(next, vitals[index].deadline(cuffStaleAfter: cuffStaleAfter))
    }
    return next
  }

  /// Everything that falls due by itself but the vitals.
  private var deadlineBesideVitals: SessionTime? {
    var next = phase == .observing ? observation?.completionDeadline : nil
    next = earliest(next, board.reminderDeadline)
    next = earliest(next, board.audioPause?.until)
    for index in vitals.indices { next = earliest(next, vitals[index].offReminderAt) }
    next = earliest(next, awayUntil)
    return earliest(next, technicalDeadline)
  }
}

/// The earliest deadline beside the vitals, kept because a reading, which comes every second, seldom moves
/// it.
enum OtherDeadline: Hashable, Sendable {
  /// Something happened that may have moved it.
  case open
  case settled(SessionTime?)

  var known: SessionTime?? {
    switch self {
    case .open: nil
    case .settled(let time): .some(time)
    }
  }
}

// MARK: - Time

extension Session {
  private mutating func open(_ time: SessionTime) {
    if time > now { isInstantClosed = false }
    now = time
  }

  private mutating func fireDeadlines(before end: SessionTime) {
    // A deadline that became due behind us (a limit changed, a phase began) fires now, never in the past, and
    // only once every input of this instant is in.
    if otherDeadline == .open { otherDeadline = .settled(deadlineBesideVitals) }
    while let deadline = earliestDeadline, max(deadline, now) < end {
      open(max(deadline, now))
      fireDue()
      // The phase that begins last in an instant may make a value too old in that very instant.
      if earliestDeadline == deadline { fireDue() }
      if earliestDeadline == deadline { break }
    }
  }

  /// Once for an instant, in the order of the contract: losses; ends and falls; onsets and rises; technical
  /// conditions; phase and observation; reminders and the end of an audio pause.
  mutating func fireDue() {
    otherDeadline = .open
    loseDueValues()
    for index in vitals.indices { completeEnds(index) }
    for index in vitals.indices { completeOnsets(index) }
    endAwayIfDue()
    lookAtTechnicalConditions(upTo: now)
    updateObservation()
    remindDue()
    endAudioPauseIfDue()
  }

  private mutating func bridgeGap(from: SessionTime, to end: SessionTime, reason: String, isEstimated: Bool) {
    fireDeadlines(before: from + .milliseconds(1))
    open(end)
    tell(.gap(from: from, reason: reason, isEstimated: isEstimated))
    infusion?.bridgeGap(from: from, to: end)
    fireDue()
  }

  mutating func tell(_ event: Event) {
    otherDeadline = .open
    entries += 1
    told.append(StampedEvent(event, at: now))
  }

  private mutating func takeTold() -> [StampedEvent] {
    if told.isEmpty { return [] }
    defer { told.removeAll(keepingCapacity: true) }
    return told
  }
}

// MARK: - Inputs

extension Session {
  private mutating func apply(_ input: Input) {
    guard phase != .closed else {
      if case .action(let action, _) = input { refuse(action, .wrongPhase(.closed)) }
      return
    }
    if case .reading(let reading) = input {
      take(reading)
    } else {
      otherDeadline = .open
      take(input)
    }
    settleHolds(by: input.by)
    guard needsTechnicalLook, phase != .closed else { return }
    let horizon = now - .milliseconds(1)
    lookAtTechnicalConditions(upTo: horizon)
    updateReopening(upTo: horizon)
  }

  private mutating func take(_ input: Input) {
    switch input {
    case .reading: break  // `apply` has taken it.
    case .link(let source, let link): take(link, of: source)
    case .action(let action, let by): perform(action, by: by)
    case .annotation(let text, let source):
      marks.append(Mark(at: now, what: .annotation(text, source), by: nil, entry: entries))
    case .recorder(let state): take(state)
    case .sound(let state): take(state)
    case .clockStepped: tellMomentary(.clockStepped, .low)
    case .gap: break  // `receive` has bridged it.
    case .history(let found): if found.patient == patient { history = found }
    }
  }
}

extension Input {
  /// Who did it, if a person did.
  fileprivate var by: String? { if case .action(_, let by) = self { by } else { nil } }
}

/// Something a person or the data remarked, kept for the screen and the trend.
public struct Mark: Hashable, Sendable {
  public enum What: Hashable, Sendable {
    case action(Action)
    case annotation(String, SourceID)
  }
  public var at: SessionTime
  public var what: What
  public var by: String?
  /// The number of its entry, which a correction cites.
  public var entry: Int
}
