import InfusionCore
import Quantities

/// One objective in the course of a drill.
struct RunningObjective: Hashable, Sendable {
  let objective: Objective
  /// From when on it calls; nil if it has not called.
  private(set) var onset: SessionTime?
  /// When somebody or something answered it; nil if nothing has.
  private(set) var settledAt: SessionTime?
  /// Whether its only answer is a pause.
  private var isOnlyPaused = false
  /// The pause or stop that answers it while nobody has looked at the patient; nil if somebody has.
  private var unseen: UnseenHalt?
  /// The pauses and stops that were no answer because nobody had looked, and the deeds done in rounds.
  private(set) var noLooks: [TimedNoLook] = []
  private var harmedAt: SessionTime?
  /// When what it asks for came about because of an instructor.
  private var setAt: SessionTime?

  /// How long before the call help may come and still count, if its reason could be seen then.
  private static let lookBack = TimeSpan.minutes(10)

  init(_ objective: Objective) { self.objective = objective }

  mutating func look(at situation: Situation) {
    if onset == nil, objective.when.holds(in: situation) {
      onset = situation.now
      let early = situation.deeds.last {
        $0.isWarranted && objective.deeds.contains($0.deed) && $0.at + Self.lookBack >= situation.now
      }
      if let early { settle(by: early, at: situation.now, in: situation) }
    }
    if let unseen, situation.phase != .closed, unseen.isOver(at: situation.now) { retract(unseen) }
    guard onset != nil, settledAt == nil, let reach = objective.reach else { return }
    guard reach.holds(in: situation) else { return }
    if situation.isInHand(reach) {
      setAt = setAt ?? situation.now
    } else {
      settledAt = situation.now
    }
  }

  /// Judges a deed. Returns the harm that it does by this objective; nil if it does none.
  mutating func judge(_ done: DoneDeed, in situation: Situation) -> HarmfulAct? {
    if objective.never.contains(done.deed), objective.when.holds(in: situation) {
      harmedAt = harmedAt ?? done.at
      return .forbidden(objective: objective.id, deed: done.deed.name)
    }
    guard done.counts, !done.harms, onset != nil else { return nil }
    if done.isLook { unseen = nil }
    unsettle(by: done.deed, in: situation)
    if settledAt == nil, done.noLook == nil, objective.deeds.contains(done.deed) {
      if let late = tooLateForRounds(done) {
        noLooks.append(late)
      } else {
        settle(by: done, at: done.at, in: situation)
      }
    }
    return nil
  }

  private func tooLateForRounds(_ done: DoneDeed) -> TimedNoLook? {
    guard let before = done.rounds, let onset, done.at - onset > objective.prompt else { return nil }
    let why = NoLook.rounds(deed: done.deed.words, before: before, prompt: objective.prompt)
    return TimedNoLook(why: why, at: done.at)
  }

  /// Whether it calls, and this deed would answer it in time or late.
  func awaits(_ deed: Deed, at now: SessionTime) -> Bool {
    guard let onset, settledAt == nil else { return false }
    return objective.deeds.contains(deed) && now - onset <= objective.late
  }

  private mutating func settle(by done: DoneDeed, at time: SessionTime, in situation: Situation) {
    settledAt = time
    isOnlyPaused = done.deed == .word(.pause)
    // What is written wrongly is corrected at the desk.
    let isOfThePatient = objective.when.readsThePatient
    unseen = isOfThePatient ? UnseenHalt(done.deed, at: done.at, in: situation) : nil
  }

  private mutating func retract(_ halt: UnseenHalt) {
    noLooks.append(halt.told)
    (settledAt, unseen, isOnlyPaused) = (nil, nil, false)
  }

  /// A pause gives time to bring about what is asked for. Resuming without it undoes the answer; another rate
  /// is an answer of its own.
  private mutating func unsettle(by deed: Deed, in situation: Situation) {
    if deed == .word(.rate) { isOnlyPaused = false }
    if deed == .word(.resume), let unseen { return retract(unseen) }
    guard deed == .word(.resume), isOnlyPaused, let reach = objective.reach, !reach.holds(in: situation)
    else { return }
    settledAt = nil
    isOnlyPaused = false
  }

  /// - Parameter keeper: what kept it from calling; not used if it called.
  func entry(keptBy keeper: ScenarioScore.Keeper?) -> ScenarioScore.Entry {
    let isUncalled = onset == nil && asksForSomething
    let keeper = isUncalled ? keeper : nil
    let (result, at) = result(keeper)
    let isByInstructor = result == .missed && isSetInTime
    return ScenarioScore.Entry(
      id: objective.id, result: result, at: isByInstructor ? setAt : at, since: onset,
      isUncalled: isUncalled, isByInstructor: isByInstructor, keeper: keeper)
  }

  /// Whether an instructor brought it about while somebody at the chair still could have.
  private var isSetInTime: Bool {
    guard let onset, let setAt else { return false }
    return setAt - onset <= objective.late
  }

  private func result(_ keeper: ScenarioScore.Keeper?) -> (ScenarioScore.Result, SessionTime?) {
    if let harmedAt { return (.harmful, harmedAt) }
    guard asksForSomething else { return (.met, nil) }
    guard let onset else { return keeper?.hadReason == true ? (.met, keeper?.at) : (.missed, nil) }
    guard let settledAt else { return (.missed, nil) }
    let taken = settledAt - onset
    if taken <= objective.within { return (.met, settledAt) }
    return (taken <= objective.late ? .late : .missed, settledAt)
  }

  /// Whether it called, and somebody or something answered it, perhaps late.
  var isAnswered: Bool {
    guard onset != nil, asksForSomething else { return false }
    return [.met, .late].contains(result(nil).0)
  }

  /// Whether it called and has no answer, or had one too late.
  var isOpen: Bool { onset != nil && asksForSomething && !isAnswered }

  /// Whether it called, has no answer, and would be missed even if somebody came now.
  func isTooLate(at now: SessionTime) -> Bool {
    guard let onset, isOpen, settledAt == nil, !isSetInTime else { return false }
    return now - onset > objective.late
  }

  /// Whether it asks for something, and does not only forbid.
  var asksForSomething: Bool { !objective.deeds.isEmpty || objective.reach != nil }

  /// Whether it called because of how the patient or a device is.
  var hasCalledOfThePatient: Bool { onset != nil && objective.when.readsThePatient }

  /// Whether the scenario allows ending the infusion, now that the patient has called.
  var callsForAnEnd: Bool {
    hasCalledOfThePatient
      && (objective.deeds.contains(.word(.pause)) || objective.deeds.contains(.word(.stop)))
  }
}

extension Condition {
  /// Whether it asks how the patient or a device is, and not only how far the session has come.
  var readsThePatient: Bool {
    switch self {
    case .alarm: true
    case .is(let subject, _, _): subject.isOfThePatient
    case .not(let condition): condition.readsThePatient
    case .all(let conditions), .any(let conditions): conditions.contains(where: \.readsThePatient)
    case .always, .phase, .started, .stopped, .done, .escortIsHere: false
    }
  }
}

extension Condition.Subject {
  fileprivate var isOfThePatient: Bool {
    switch self {
    case .effect, .plasma, .spo2, .hr, .sys, .dia, .rr, .sedation, .anxiety, .nausea: true
    case .minute, .delivered, .weightError, .concentrationError: false
    }
  }
}
