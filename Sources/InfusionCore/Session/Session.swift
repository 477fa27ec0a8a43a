public import Quantities

/// One patient's time in the chair, as a fold over stamped inputs.
///
/// `receive` takes an input with its session time and the number of its entry in the record, `advance` lets
/// time pass; both return what happened. Nothing here reads a clock: deadlines are part of the state and fire
/// at their exact time, so the same inputs give the same events whatever the rate at which the session is
/// advanced.
///
///     var session = Session(plan: plan)
///     var told = session.begin()
///     told += session.receive(.reading(reading), at: .seconds(1), entry: 3).events
///     told += session.advance(to: .seconds(60))
///
/// Its state lies in parts, values with private state and their own rules: `Alarms` (limits, board,
/// answers), `Treatment` (phase, order, infusion, pump), `Observation` (window, checks, readings that are
/// due, absence), `HoldWatch`, `DeviceWatch` (the sources), `CuffWatch`, `Admission` (who sits there),
/// `Equipment` (record and sound), `Chart`. The session hands them what an input says, tells what came of it,
/// and carries on what one part's news mean for another: the extensions beside the parts do that.
public struct Session: Sendable {
  private let given: Given
  public private(set) var chart = Chart()
  public internal(set) var outcome: Outcome?
  /// What the discharge asked for and what was found then; empty without one.
  public internal(set) var review: [ReviewedCriterion] = []
  public internal(set) var cuff = CuffWatch()
  public internal(set) var devices: DeviceWatch
  /// Times were reckoned over another start of the machine, and nobody has said yet that they are right.
  public internal(set) var hasUnconfirmedGap = false
  /// What counted of the last input's reading, for listeners that follow the values without deciding them.
  public internal(set) var heard: HeardReading?

  // The parts.
  var alarms: Alarms
  var treatment: Treatment
  var watch = Observation()
  var admission: Admission
  var equipment = Equipment()
  var holds: HoldWatch
  /// The instant that is being told; `advance` closes it.
  public private(set) var now: SessionTime = .start
  /// The entry of the input that is being taken.
  private(set) var entry = 0
  private var isInstantClosed = false
  /// The input has moved something that a technical condition, the observation or a deadline depends on: they
  /// are looked at again before it is done.
  var isUnsettled = false
  /// The next instant at which something happens by itself beside the alarms. Kept, because a reading,
  /// which comes every second, seldom moves it.
  private var dueBesideAlarms: SessionTime?
  private var told: [StampedEvent] = []

  public init(plan setup: SessionPlan) {
    given = Given(setup)
    devices = DeviceWatch(setup.sources)
    alarms = Alarms(given)
    treatment = Treatment(given)
    admission = Admission(given)
    holds = HoldWatch(setup.configuration.clinic.holdRules)
    setCuffAge()
  }

  /// A copy of all of it. Code that runs at every input asks `rulesVersion` or `isBySecondRules` instead.
  public var setup: SessionPlan { given.setup }
  public var rulesVersion: Int { given.setup.rulesVersion }
  public var isBySecondRules: Bool { given.isBySecondRules }

  /// Begins the session and returns its first events.
  public mutating func begin() -> [StampedEvent] {
    enter(.preparation)
    doubtTheWeight()
    isUnsettled = true
    settle()
    return popTold()
  }
}

// MARK: - Taking inputs

extension Session {
  /// What a session made of an input.
  public struct Step: Hashable, Sendable {
    /// When it was taken.
    public var at: SessionTime
    /// What fell due before it: it stands before the input in the record.
    public var due: [StampedEvent]
    /// What came of it.
    public var own: [StampedEvent]

    public var events: [StampedEvent] { due + own }
  }

  /// Takes an input. Deadlines before its time fire first. An input for an instant that is closed is taken a
  /// millisecond after it; the time it was taken at is returned with the events.
  ///
  /// - Parameter entry: the number of the input's entry in the record, which corrections cite.
  @discardableResult
  public mutating func receive(_ input: Input, at time: SessionTime, entry: Int = 0) -> Step {
    let (stamp, due) = makeWay(for: input, at: time)
    return Step(at: stamp, due: due, own: take(input, entry: entry))
  }

  /// Lets everything happen that is due before an input, for a caller that must write that down before the
  /// input gets its number. Call `take` next.
  public mutating func makeWay(for input: Input, at time: SessionTime) -> (
    at: SessionTime, due: [StampedEvent]
  ) {
    let stamp = isInstantClosed ? max(time, now + .milliseconds(1)) : max(time, now)
    if case .gap(let from, _, _) = input, phase != .closed {
      // What falls due in a gap happens at its end.
      fireDeadlines(before: from + .milliseconds(1))
    } else {
      fireDeadlines(before: stamp)
    }
    open(stamp)
    return (stamp, popTold())
  }

  /// Takes the input that `makeWay` has made way for.
  public mutating func take(_ input: Input, entry: Int) -> [StampedEvent] {
    self.entry = entry
    heard = nil
    apply(input)
    return popTold()
  }

  /// Lets time pass up to and including `time`, and closes that instant.
  public mutating func advance(to time: SessionTime) -> [StampedEvent] {
    fireDeadlines(before: time + .milliseconds(1))
    if time > now { open(time) }
    if time >= now { isInstantClosed = true }
    return popTold()
  }

  /// The earliest time at which an input can still be taken.
  public var openInstant: SessionTime { isInstantClosed ? now + .milliseconds(1) : now }

  /// When something will happen by itself if no input comes first.
  public var nextDeadline: SessionTime? { earliestDeadline.map { max($0, now) } }

  mutating func tell(_ event: Event) {
    let stamped = StampedEvent(event, at: now)
    told.append(stamped)
    chart.take(stamped)
  }

  private mutating func popTold() -> [StampedEvent] {
    if told.isEmpty { return [] }
    defer { told.removeAll(keepingCapacity: true) }
    return told
  }

  private mutating func apply(_ input: Input) {
    guard phase != .closed else {
      if case .action(let action, _) = input { refuse(action, .wrongPhase(.closed)) }
      return
    }
    isUnsettled = false
    take(input)
    if isUnsettled { tellDoses() }
    settleHolds(by: input.by)
    if phase != .closed { settle() }
  }

  private mutating func take(_ input: Input) {
    switch input {
    case .reading(let reading): return take(reading)
    case .action(let action, let by):
      isUnsettled = perform(action, by: by)
      return
    case .annotation(let text, let source): return tell(.remarked(text, source, entry: entry))
    case .link(let source, let link): take(link, of: source)
    case .identity(let source, let identity): identify(source, as: identity)
    case .conduct(let source, let conduct): take(conduct, of: source)
    case .recorder(let state): equipment.take(state, at: now)
    case .sound(let state): equipment.take(state)
    case .publication(let state): equipment.take(state)
    case .clockStepped:
      alarms.raiseMomentarily(.clockStepped, .low, at: now)
      tellAlarms()
    case .gap(let from, let reason, let isEstimated):
      bridgeGap(from: from, reason: reason, isEstimated: isEstimated)
    case .history(let found): hear(found)
    case .instruction(let instruction): return heed(instruction)
    }
    isUnsettled = true
  }

  /// An instructor's hand changes nothing here, except that taking a drill again ends it.
  private mutating func heed(_ instruction: Instruction) {
    switch instruction {
    case .patient, .freeze, .goOn: return
    case .again(let time):
      guard setup.origin == .drill else { return }
      close(.abandoned, reason: "the drill was taken again from \(time.sinceStart.clock)")
    }
  }

  /// Looks again at what may have moved. After an input only deadlines before it count: one that is due at
  /// the same instant waits for the instant's end, because a later input of that instant may still prevent
  /// it.
  private mutating func settle() {
    guard isUnsettled else { return }
    let horizon = now - .milliseconds(1)
    lookAtTechnicalConditions(upTo: horizon)
    updateReopening(upTo: horizon)
    dueBesideAlarms = deadlineBesideAlarms
  }

  private mutating func bridgeGap(from: SessionTime, reason: String, isEstimated: Bool) {
    tell(.gap(from: from, reason: reason, isEstimated: isEstimated))
    hasUnconfirmedGap = hasUnconfirmedGap || isEstimated && setup.isBySecondRules
    treatment.bridgeGap(from: from, to: now)
    fireDue()
  }
}

extension Input {
  /// Who did it, if a person did.
  fileprivate var by: String? { if case .action(_, let by) = self { by } else { nil } }
}

// MARK: - Time

extension Session {
  private mutating func open(_ time: SessionTime) {
    if time > now { isInstantClosed = false }
    now = time
  }

  /// May lie in the past: an input can bring a deadline forward to before the input's own time.
  private var earliestDeadline: SessionTime? {
    guard phase != .closed else { return nil }
    return earliest(dueBesideAlarms, alarms.deadline)
  }

  /// Everything that falls due by itself beside what the alarms have.
  private var deadlineBesideAlarms: SessionTime? {
    earliest(earliest(watch.deadline(in: phase), treatment.deadline), technicalDeadline)
  }

  private mutating func fireDeadlines(before end: SessionTime) {
    // A deadline that became due behind us (a limit changed, a phase began) fires now, never in the past, and
    // only once every input of this instant is in.
    while let deadline = earliestDeadline, max(deadline, now) < end {
      open(max(deadline, now))
      fireDue()
      // A phase that begins in this instant may make a value too old in the same instant.
      if earliestDeadline == deadline { fireDue() }
      if earliestDeadline == deadline { break }
    }
  }

  /// Once for an instant, in the order of the contract: losses; ends and falls; onsets and rises; technical
  /// conditions; phase and observation; reminders and the end of an audio pause.
  private mutating func fireDue() {
    loseDueValues()
    alarms.completeInstant(at: now)
    tellAlarms()
    advanceDose()
    watch.endAwayIfDue(at: now)
    endForgoingIfDue()
    lookAtTechnicalConditions(upTo: now)
    updateObservation()
    alarms.remindDue(at: now)
    alarms.endAudioPauseIfDue(at: now)
    tellAlarms()
    dueBesideAlarms = deadlineBesideAlarms
  }
}
