import Quantities

/// What people watch at times: the window after the infusion, the checks at the patient, the readings that
/// the plan wants at times of their own, and a patient who is away from the chair.
///
/// It tells nothing itself: the session tells what became of it.
///
///     observation.begin(ObservationWindow(at: now, ...))
///     _ = observation.note(counts: true, at: now)
///     if observation.completeIfDue(at: now) { ... }
struct Observation: Sendable {
  private(set) var window: ObservationWindow?
  private(set) var checks = IntervalWatch()
  private(set) var due = DueWatch()
  private(set) var awayUntil: SessionTime?
  /// Since when the checks of the infusion count, through its pauses.
  private var infusingSince = SessionTime.start

  /// When the window is complete, or the patient is to be back.
  func deadline(in phase: Phase) -> SessionTime? {
    earliest(phase == .observing ? window?.completionDeadline : nil, awayUntil)
  }
}

// MARK: - The window

extension Observation {
  mutating func begin(_ begun: ObservationWindow) { window = begun }

  /// The infusion goes on: the window, what counts from the stop, and an absence are over.
  mutating func withdraw() {
    window = nil
    due.withdraw(from: .stop)
    awayUntil = nil
  }

  /// Notes whether readings count from now on. Returns whether that changed.
  mutating func note(counts: Bool, at now: SessionTime) -> Bool {
    window?.note(counts: counts, at: now) ?? false
  }
  mutating func lose(at lostAt: SessionTime) { window?.set(counts: false, at: lostAt) }

  mutating func holdByHigh() { window?.holdByHigh() }
  mutating func endHigh(at now: SessionTime, isStillHeld: Bool) {
    window?.highEnded(at: now, isStillHeld: isStillHeld)
  }

  /// Returns whether it is complete by that.
  mutating func completeIfDue(at now: SessionTime) -> Bool {
    guard let due = window?.completionDeadline, due <= now else { return false }
    window?.complete(at: now)
    return true
  }

  mutating func reopen(counts: Bool, adding more: TimeSpan = .zero, at now: SessionTime) {
    window?.reopen(at: now, counts: counts, adding: more)
  }

  /// What ran in after the stop begins the counted time anew. Returns whether that is news.
  mutating func restart(from time: SessionTime, counts: Bool) -> Bool {
    guard let restartedAt = window.map(\.restartedAt), restartedAt.map({ time > $0 }) ?? true else {
      return false
    }
    window?.restart(at: time, counts: counts)
    return true
  }

  /// What ran in was no drug.
  mutating func forgetRun() { window?.forgetRun() }
}

// MARK: - Checks, readings at times of their own, an absence

extension Observation {
  var isAway: Bool { awayUntil != nil }

  /// The checks of a phase count from its beginning; one without an interval has none.
  mutating func beginChecks(every interval: TimeSpan?, from start: SessionTime) {
    checks.enter(at: start, interval: interval)
  }
  /// The infusion begins: its checks count from now.
  mutating func beginInfusion(at now: SessionTime) { infusingSince = now }
  /// It goes on after a pause, and so do its checks: two seconds without a flow put none off.
  mutating func goOnWithChecks(at now: SessionTime) { checks.goOn(from: infusingSince, at: now) }
  mutating func takeCheck(at now: SessionTime) { checks.done(at: now) }

  mutating func begin(_ readings: [DueReading], from now: SessionTime) { due.begin(readings, from: now) }

  /// Takes a reading for every wanted one that it can be, and returns what became of each.
  mutating func take(_ what: DueReading.What, at time: SessionTime, entry: Int) -> [DueWatch.Item] {
    due.take(what, at: time, entry: entry)
  }
  mutating func reopen(takenBy entry: Int) -> Bool { due.reopen(takenBy: entry) }

  /// The readings whose time is over and that nobody took; they are missed for good.
  mutating func giveUp(at now: SessionTime) -> [DueWatch.Item] {
    let missed = due.missed(at: now)
    due.miss(missed)
    return missed
  }

  /// An absence of no length is none.
  mutating func leave(for span: TimeSpan, at now: SessionTime) {
    awayUntil = span > .zero ? now + span : nil
  }
  mutating func comeBack() { awayUntil = nil }
  mutating func endAwayIfDue(at now: SessionTime) {
    if let awayUntil, awayUntil <= now { comeBack() }
  }
}
