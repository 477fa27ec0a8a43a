import InfusionCore
import Quantities

/// Watches a drill and keeps what came of it. It asks what is true of the patient, never what stands on a
/// screen; the state of disk, sound and host is nothing to it.
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
  /// Something of the patient's has called for somebody.
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

  /// To end the infusion is right: an objective has called that names it, or the patient is unwell of what
  /// has called.
  private func callsForAnEnd(_ situation: Situation) -> Bool {
    running.contains(where: \.callsForAnEnd)
      || running.contains(where: \.hasCalledOfThePatient) && situation.isUnwell
  }

  /// Somebody did something, or tried to. Returns what that amounts to.
  mutating func judge(_ action: Action, isAccepted: Bool, in situation: Situation) -> [DoneDeed] {
    // What harms as it stands says more than that nothing asked for it.
    let needless = given.judge(action, wanted: wanted, in: situation)
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

  /// Why it was done without a look at this patient, where that shows.
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

  /// What would have been an answer, had it been a look, is told; and so is whom nobody saw sleep.
  private mutating func note(_ deeds: [DoneDeed]) {
    for done in deeds {
      guard let why = done.noLook else { continue }
      let isAwaited = running.contains { $0.awaits(done.deed, at: done.at) }
      if isAwaited || done.deed == .word(.score) { noLooks.append(TimedNoLook(why: why, at: done.at)) }
    }
  }

  /// The chart wants it whatever the patient's state is.
  private func isOrdered(_ deed: Deed) -> Bool { scenario.chart.orders.contains(deed) }

  /// What the objectives ask for that have called, and what the chart orders.
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

  /// In the order of time; what several objectives tell is one.
  private var allNoLooks: [TimedNoLook] {
    let unseen = Set(running.flatMap(\.noLooks)).subtracting(noLooks)
    return (noLooks + unseen).sorted { ($0.at, $0.why.sentence) < ($1.at, $1.why.sentence) }
  }

  /// The objectives that called, and that nothing answers in time any more.
  func tooLate(_ situation: Situation) -> Set<String> {
    Set(running.filter { $0.isTooLate(at: situation.now) }.map(\.objective.id))
  }

  /// What the scenario names and kept an objective from calling: the answer to another one, or help of those
  /// that its objectives ask for.
  ///
  /// It is a merit where the danger had come and something asked for that help then, or the chart orders it.
  /// That nothing ever came is none: who ends the infusion at once is not called, and who gives oxygen for no
  /// reason has averted nothing. Where no danger came nothing kept it away, and nothing is named: without an
  /// infusion there is no drug that oxygen could have hidden.
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
