import InfusionCore
import Quantities

/// Watches a drill and keeps what came of it. It asks what is true of the patient, never what stands on a
/// screen; the state of disk, sound and host is nothing to it.
struct ScenarioScorer: Hashable, Sendable {
  private let scenario: Scenario
  private var running: [RunningObjective]
  private var acts: [TimedAct] = []
  private var tooMuchHarmAt: SessionTime?
  /// Something of the patient's has called for somebody.
  private var hasCalled = false

  init(_ scenario: Scenario) {
    self.scenario = scenario
    running = scenario.objectives.map { RunningObjective($0) }
  }

  mutating func follow(_ situation: Situation) {
    for index in running.indices { running[index].look(at: situation) }
    if situation.alarms.contains(where: \.isPhysiological) { hasCalled = true }
    if tooMuchHarmAt == nil, situation.harm * 1000 > Double(scenario.mostHarm.milliseconds) {
      tooMuchHarmAt = situation.now
    }
  }

  /// Somebody did something, or tried to.
  mutating func judge(_ action: Action, _ deeds: [DoneDeed], isAccepted: Bool, in situation: Situation) {
    if let act = HarmfulAct(action, isAccepted: isAccepted, in: situation) {
      acts.append(TimedAct(act: act, at: situation.now, wasRefused: !isAccepted))
    }
    for index in running.indices {
      for deed in deeds {
        guard let forbidden = running[index].judge(deed, in: situation) else { continue }
        acts.append(TimedAct(act: forbidden, at: situation.now, wasRefused: !isAccepted))
      }
    }
  }

  func score(_ situation: Situation) -> ScenarioScore {
    let own = running.map { $0.entry(at: situation) }
    let harmful = ScenarioScore.Entry(
      id: "no-harmful-act", result: acts.isEmpty ? .met : .harmful, at: acts.first?.at)
    let unharmed = ScenarioScore.Entry(
      id: "unharmed", result: tooMuchHarmAt == nil ? .met : .missed, at: tooMuchHarmAt)
    return ScenarioScore(
      objectives: own + [treatment(situation), harmful, unharmed],
      harm: .milliseconds(Int64(situation.harm * 1000)), harmfulActs: acts)
  }

  /// The treatment was begun, and not given up without a reason: a drill is not passed by sending the patient
  /// home untreated.
  private func treatment(_ situation: Situation) -> ScenarioScore.Entry {
    let ordered = situation.orderedVolume ?? .zero
    let given = situation.delivered / situation.concentration
    let isGivenUp =
      situation.stoppedAt != nil && given < ordered * 0.5 && !hasCalled
      && running.allSatisfy { $0.onset == nil }
    let isBegun = situation.startedAt != nil && !isGivenUp
    return ScenarioScore.Entry(
      id: "treatment-given", result: isBegun ? .met : .missed, at: situation.startedAt)
  }
}

/// One objective on its way.
struct RunningObjective: Hashable, Sendable {
  let objective: Objective
  private(set) var onset: SessionTime?
  private var settledAt: SessionTime?
  private var harmedAt: SessionTime?

  /// Help that came shortly before its reason counts.
  private static let lookBack = TimeSpan.minutes(10)

  init(_ objective: Objective) { self.objective = objective }

  mutating func look(at situation: Situation) {
    if onset == nil, objective.when.holds(in: situation) {
      onset = situation.now
      let early = situation.deeds.last {
        $0.isAccepted && $0.deed.isHelp && objective.deeds.contains($0.deed)
          && $0.at + Self.lookBack >= situation.now
      }
      if early != nil { settledAt = situation.now }
    }
    guard onset != nil, settledAt == nil, let reach = objective.reach else { return }
    if reach.holds(in: situation) { settledAt = situation.now }
  }

  /// Returns what is harmful about it.
  mutating func judge(_ done: DoneDeed, in situation: Situation) -> HarmfulAct? {
    if objective.never.contains(done.deed), objective.when.holds(in: situation) {
      harmedAt = harmedAt ?? done.at
      return .forbidden(objective: objective.id, deed: done.deed.name)
    }
    if done.isAccepted, onset != nil, settledAt == nil, objective.deeds.contains(done.deed) {
      settledAt = done.at
    }
    return nil
  }

  func entry(at situation: Situation) -> ScenarioScore.Entry {
    let (result, at) = result(situation)
    return ScenarioScore.Entry(id: objective.id, result: result, at: at, since: onset)
  }

  private func result(_ situation: Situation) -> (ScenarioScore.Result, SessionTime?) {
    if let harmedAt { return (.harmful, harmedAt) }
    guard let onset else { return (isPrevented(situation) ? .met : .missed, nil) }
    guard let settledAt else { return (isOnlyForbidding ? .met : .missed, nil) }
    let taken = settledAt - onset
    if taken <= objective.within { return (.met, settledAt) }
    return (taken <= objective.late ? .late : .missed, settledAt)
  }

  /// It asks for nothing, and only says what must not be done.
  private var isOnlyForbidding: Bool { objective.deeds.isEmpty && objective.reach == nil }

  /// It never came to that: because somebody did what helps before, or ended the infusion.
  private func isPrevented(_ situation: Situation) -> Bool {
    if isOnlyForbidding { return true }
    if objective.deeds.isEmpty { return situation.startedAt != nil }
    let wasHelped = situation.deeds.contains { $0.isAccepted && objective.deeds.contains($0.deed) }
    return situation.startedAt != nil && (wasHelped || situation.stoppedAt != nil)
  }
}
