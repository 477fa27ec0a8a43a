import InfusionCore
import Quantities

/// Watches a drill and keeps its score. It goes by what is true of the patient, never by what a screen shows;
/// the state of disk, sound and host does not matter to it.
struct ScenarioScorer: Hashable, Sendable {
  private let scenario: Scenario
  private var running: [RunningObjective]
  private var treatment: TreatmentWatch
  private var given = GivenHelp()
  private var routine = Routine()
  private var rounds = Rounds()
  private var pressures = PressureMemory()
  private var course: CourseWatch
  private var acts: [TimedAct] = []
  private var noLooks: [TimedNoLook] = []
  private var tooMuchHarmAt: SessionTime?
  /// Whether something about the patient has called.
  private var hasCalled = false

  init(_ scenario: Scenario) {
    self.scenario = scenario
    course = CourseWatch(scenario.ending)
    treatment = TreatmentWatch(tellsTooMuch: !scenario.asksForTheTruth)
    running = scenario.objectives.map { RunningObjective($0) }
  }

  mutating func follow(_ situation: Situation) {
    for index in running.indices { running[index].look(at: situation) }
    if situation.alarms.contains(where: \.isPhysiological) { hasCalled = true }
    treatment.follow(situation, reason: hasCalled || callsForAnEnd(situation))
    given.follow(situation)
    pressures.follow(situation)
    course.follow(situation)
    let own = situation.harm - situation.harmByInstructor
    if tooMuchHarmAt == nil, own * 1000 > Double(scenario.mostHarm.milliseconds) {
      tooMuchHarmAt = situation.now
    }
  }

  /// Whether ending the infusion is right: an objective that names it has called, or the patient is unwell
  /// with something that has called.
  private func callsForAnEnd(_ situation: Situation) -> Bool {
    running.contains(where: \.callsForAnEnd)
      || running.contains(where: \.hasCalledOfThePatient) && situation.isUnwell
  }

  /// Judges what somebody did or tried. Returns the deeds that it amounts to.
  mutating func judge(_ action: Action, isAccepted: Bool, in situation: Situation) -> [DoneDeed] {
    // Harm in the deed itself says more than that nothing asked for it.
    let needless = given.judge(action, isAccepted: isAccepted, wanted: wanted, in: situation)
    let act = HarmfulAct(action, isAccepted: isAccepted, in: situation) ?? needless
    if let act { acts.append(TimedAct(act: act, at: situation.now, wasRefused: !isAccepted)) }
    let deeds = Deed.all(of: action).map { deed in
      var done = DoneDeed(
        deed: deed, at: situation.now, isAccepted: isAccepted,
        hasReason: isOrdered(deed) || situation.hasReason(for: deed), harms: act != nil && deed.isGiven,
        isHelp: deed.isHelp && (deed.isGiven || !situation.isAllIn))
      if done.counts {
        done.rounds = rounds(deed, in: situation)
        done.noLook = noLook(deed, action, in: situation)
      }
      return done
    }
    note(deeds)
    for index in running.indices {
      for deed in deeds {
        guard let forbidden = running[index].judge(deed, in: situation) else { continue }
        acts.append(TimedAct(act: forbidden, at: situation.now, wasRefused: !isAccepted))
      }
    }
    return deeds
  }

  private mutating func rounds(_ deed: Deed, in situation: Situation) -> Int? {
    let isCalledFor =
      wanted.contains(deed) || given.isAskedFor(deed, in: situation) || given.isCalled(in: situation)
    return rounds.judge(deed, isNeedless: !isCalledFor, at: situation.now)
  }

  /// Why the deed was no look at this patient; nil if it may have been one.
  private mutating func noLook(_ deed: Deed, _ action: Action, in situation: Situation) -> NoLook? {
    let isAskedFor = wanted.contains(deed) || given.isAskedFor(deed, in: situation)
    let before = routine.judge(deed, isAskedFor: isAskedFor)
    if case .bloodPressure(let pressure) = action {
      let typed = ArmPressure(pressure)
      if !pressures.has(typed) { return .untrue(typed: typed, truth: ArmPressure(situation.signs)) }
    }
    if case .score(let score) = action, situation.belies(score) { return .asleep(score: score.value) }
    return before.map { .routine(deed: deed.words, before: $0) }
  }

  /// Notes deeds that would have answered something if they had been a look, and scores that call a sleeper
  /// awake.
  private mutating func note(_ deeds: [DoneDeed]) {
    for done in deeds {
      guard let why = done.noLook else { continue }
      let isAwaited = running.contains { $0.awaits(done.deed, at: done.at) }
      if isAwaited || done.deed == .word(.score) { noLooks.append(TimedNoLook(why: why, at: done.at)) }
    }
  }

  /// Whether the chart wants it whatever the patient's state.
  private func isOrdered(_ deed: Deed) -> Bool { scenario.chart.orders.contains(deed) }

  /// The deeds that called objectives ask for, and those that the chart orders.
  private var wanted: Set<Deed> {
    let called = running.filter { $0.onset != nil }
    return called.reduce(into: Set(scenario.chart.orders)) { $0.formUnion($1.objective.deeds) }
  }

  func score(_ situation: Situation) -> ScenarioScore {
    let own = running.map { $0.entry(keptBy: keeper(of: $0, in: situation)) }
    let harmful = ScenarioScore.Entry(
      id: "no-harmful-act", result: acts.isEmpty ? .met : .harmful, at: acts.first?.at)
    let unharmed = ScenarioScore.Entry(
      id: "unharmed", result: tooMuchHarmAt == nil ? .met : .missed, at: tooMuchHarmAt)
    return ScenarioScore(
      objectives: own + [treatment.entry(situation), course.entry, harmful, unharmed],
      harm: .milliseconds(Int64(situation.harm * 1000)),
      harmByInstructor: .milliseconds(Int64(situation.harmByInstructor * 1000)), harmfulActs: acts,
      noLooks: allNoLooks)
  }

  /// In the order of time; what several objectives report is listed once.
  private var allNoLooks: [TimedNoLook] {
    let unseen = Set(running.flatMap(\.noLooks)).subtracting(noLooks)
    return (noLooks + unseen).sorted { ($0.at, $0.why.sentence) < ($1.at, $1.why.sentence) }
  }

  /// The ids of the objectives that called and that nothing can answer in time any more.
  func tooLate(_ situation: Situation) -> Set<String> {
    Set(running.filter { $0.isTooLate(at: situation.now) }.map(\.objective.id))
  }

  /// What kept an objective from calling, as far as the scenario names it: the answer to another objective,
  /// or help that the scenario's objectives ask for. Nil if nothing did.
  ///
  /// It is a merit if the danger had come and something asked for that help then, or if the chart orders it.
  /// That no call came is no merit by itself: one who ends the infusion at once is not called, and one who
  /// gives oxygen for no reason averts nothing. If no danger came, nothing kept it away, and nothing is
  /// named: without an infusion there is no drug whose effect oxygen could have hidden.
  private func keeper(of objective: RunningObjective, in situation: Situation) -> ScenarioScore.Keeper? {
    guard objective.onset == nil else { return nil }
    let isOpen = running.contains(where: \.isOpen)
    if !isOpen, let answered = running.first(where: \.isAnswered), let at = answered.settledAt {
      return ScenarioScore.Keeper(name: answered.objective.id, at: at, hadReason: true)
    }
    let asked = Set(running.flatMap(\.objective.deeds))
    let helps = situation.deeds.filter { $0.isAccepted && $0.isHelp && asked.contains($0.deed) }
    let averting = isOpen ? [] : helps.filter { averts($0, in: situation) }
    let own = { (helps: [DoneDeed]) in
      helps.first { objective.objective.deeds.contains($0.deed) } ?? helps.first
    }
    let keeper = own(averting) ?? (situation.dangerCameAt == nil ? nil : own(helps))
    return keeper.map {
      ScenarioScore.Keeper(name: $0.deed.name, at: $0.at, hadReason: !averting.isEmpty)
    }
  }

  private func averts(_ done: DoneDeed, in situation: Situation) -> Bool {
    guard let danger = situation.dangerCameAt, done.isWarranted else { return false }
    if done.deed.isHalt, !UnseenHalt.isSeen(done.at, in: situation) { return false }
    return done.at >= danger || isOrdered(done.deed)
  }
}
