import InfusionCore
import Quantities

/// Watches a drill and keeps what came of it. It asks what is true of the patient, never what stands on a
/// screen; the state of disk, sound and host is nothing to it.
struct ScenarioScorer: Hashable, Sendable {
  private let scenario: Scenario
  private var running: [RunningObjective]
  private var treatment = TreatmentWatch()
  private var given = GivenHelp()
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
    treatment.follow(situation, reason: hasCalled || running.contains(where: \.callsForAnEnd))
    given.follow(situation)
    if tooMuchHarmAt == nil, situation.harm * 1000 > Double(scenario.mostHarm.milliseconds) {
      tooMuchHarmAt = situation.now
    }
  }

  /// Somebody did something, or tried to.
  mutating func judge(_ action: Action, _ deeds: [DoneDeed], isAccepted: Bool, in situation: Situation) {
    // What harms as it stands says more than that nothing asked for it.
    let needless = given.judge(action, wanted: wanted, in: situation)
    if let act = HarmfulAct(action, isAccepted: isAccepted, in: situation) ?? needless {
      acts.append(TimedAct(act: act, at: situation.now, wasRefused: !isAccepted))
    }
    for index in running.indices {
      for deed in deeds {
        guard let forbidden = running[index].judge(deed, in: situation) else { continue }
        acts.append(TimedAct(act: forbidden, at: situation.now, wasRefused: !isAccepted))
      }
    }
  }

  /// What the objectives ask for that have called.
  private var wanted: Set<Deed> {
    running.filter { $0.onset != nil }.reduce(into: []) { $0.formUnion($1.objective.deeds) }
  }

  func score(_ situation: Situation) -> ScenarioScore {
    let own = running.map { $0.entry(isAverted: isAverted($0, in: situation)) }
    let harmful = ScenarioScore.Entry(
      id: "no-harmful-act", result: acts.isEmpty ? .met : .harmful, at: acts.first?.at)
    let unharmed = ScenarioScore.Entry(
      id: "unharmed", result: tooMuchHarmAt == nil ? .met : .missed, at: tooMuchHarmAt)
    return ScenarioScore(
      objectives: own + [treatment.entry(situation), carriedThrough(situation), harmful, unharmed],
      harm: .milliseconds(Int64(situation.harm * 1000)), harmfulActs: acts)
  }

  /// The danger came, and something that the scenario names kept it from calling: what was done of what its
  /// objectives ask for, or the answer to another one of them. That nothing ever came is no merit: who ends
  /// the infusion at once is not called, and has averted nothing.
  private func isAverted(_ objective: RunningObjective, in situation: Situation) -> Bool {
    guard objective.onset == nil, !running.contains(where: \.isOpen) else { return false }
    if running.contains(where: \.isAnswered) { return true }
    let asked = Set(running.flatMap(\.objective.deeds))
    return situation.dangerCameAt != nil
      && situation.deeds.contains { $0.isAccepted && $0.deed.isHelp && asked.contains($0.deed) }
  }

  /// Somebody ended the session, or as much time has passed as it has. Whoever leaves a drill before has not
  /// shown what the rest asks for.
  private func carriedThrough(_ situation: Situation) -> ScenarioScore.Entry {
    let isOver = situation.courseEndsAt.map { situation.now >= $0 } ?? false
    return ScenarioScore.Entry(
      id: "carried-through", result: situation.outcome != nil || isOver ? .met : .missed, at: nil)
  }
}
