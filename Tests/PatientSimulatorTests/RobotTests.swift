import InfusionCore
import OperatorLanguage
import PatientSimulator
import Quantities
import Testing

/// Rule-based trainees in every scenario with a danger: only the one that sees to the patient passes, and
/// each of the others fails for what it lacks.
@Suite struct RobotTests {
  /// The answer that each scenario is about.
  static let dangers: [(scenario: String, answer: String)] = [
    ("hypertension", "pressure-treated"),
    ("desaturation", "airway-opened"),
    ("probe-off", "patient-looked-at"),
    ("vomiting", "airway-kept"),
    ("bradycardia", "pulse-raised"),
    ("panic", "calmed"),
    ("cuff-failure", "pressure-by-hand"),
    ("unplug", "patient-looked-at"),
    ("pump-occlusion", "line-freed"),
    ("pounds", "dose-corrected"),
    ("tenfold", "dose-corrected"),
    ("over-sedation", "roused"),
    ("no-escort", "escort-seen-to"),
  ]

  /// The objective that each of them fails, in every scenario; nil means the scenario's own answer. A drill
  /// is played until the failure shows.
  static let robots: [(kind: Trainee.Kind, lacking: String?, result: ScenarioScore.Result)] = [
    (.nobody, nil, .missed), (.acknowledging, nil, .missed), (.late, nil, .missed),
    (.mistaken, nil, .missed),
    (.unwilling, "treatment-given", .missed), (.leaving, "treatment-given", .missed),
    (.scattering, "no-harmful-act", .harmful), (.sweeping, "no-harmful-act", .harmful),
    (.early, nil, .missed),
  ]

  /// Until something calls, these all only acknowledge, so they are played together up to the call and part
  /// there. From then on `nobody` stays away.
  private static let partingWhenItCalls: Set<Trainee.Kind> = [.nobody, .acknowledging, .late, .mistaken]

  @Test(arguments: dangers)
  func noneOfThemPasses(scenario: String, answer: String) throws {
    let scenario = try #require(Scenario.named(scenario))
    let together = Self.untilItCalls(scenario, answer)
    for robot in Self.robots where Self.canMatter(robot.kind, in: scenario) {
      var play =
        Self.partingWhenItCalls.contains(robot.kind)
        ? together.goingOn(as: robot.kind) : EnginePlay(scenario, robot.kind)
      let lacking = robot.lacking ?? answer
      let late = scenario.objectives.first { $0.id == lacking }?.late ?? .zero
      play.run(until: .minutes(robot.lacking == nil ? 110 : 6)) { play in
        let entry = play.score.objectives.first { $0.id == lacking }
        guard let since = entry?.since else { return entry?.result == .harmful || play.hasPassed(late) }
        // Who is late has done it by then.
        return robot.kind == .late ? entry?.at != nil : play.situation.now > since + late
      }
      #expect(play.result(lacking) == robot.result, "\(robot.kind): \(play.score.objectives)")
      #expect(!play.score.passed, "\(robot.kind)")
    }
  }

  /// To the last minute in which nothing had called yet.
  private static func untilItCalls(_ scenario: Scenario, _ answer: String) -> EnginePlay {
    var play = EnginePlay(scenario, .acknowledging)
    var before = play
    play.run { play in
      let hasCalled = play.score.objectives.contains { $0.since != nil }
      if !hasCalled { before = play }
      return hasCalled
    }
    return before
  }

  /// Whether a scenario can show more of a trainee. Blind oxygen answers and averts only what needs oxygen,
  /// and cures no equipment. A trainee who does nothing behaves alike everywhere, so one scenario of each
  /// sort suffices: patient, equipment, mistake. At the wait for an escort, late and wrong are the same.
  private static func canMatter(_ kind: Trainee.Kind, in scenario: Scenario) -> Bool {
    switch kind {
    case .early: scenario.objectives.contains { $0.deeds.contains(.measure(.oxygen)) }
    case .nobody, .unwilling, .leaving: ["desaturation", "pump-occlusion", "pounds"].contains(scenario.name)
    case .late, .mistaken: scenario.name != "no-escort"
    case .acknowledging, .good, .harmful, .scattering, .sweeping, .clockwork, .pausing, .flooding: true
    }
  }

  /// Once, a play that went on had its session in preparation again, and every trainee failed from there on.
  @Test func aPlayGoesOnWhereItStood() {
    var play = EnginePlay(.uneventful, .acknowledging)
    play.run(until: .minutes(6))
    let started = play.session.startedAt
    play = play.goingOn(as: .good)
    play.run(until: .minutes(7))
    #expect(play.session.phase == .infusing && started != nil && play.session.startedAt == started)
  }

  @Test func everyDangerIsThere() {
    #expect(Self.dangers.map(\.scenario) == Scenario.shipped.filter(\.hasDanger).map(\.name))
    let testedApart: Set<Trainee.Kind> = [.good, .clockwork, .pausing, .flooding, .harmful]
    #expect(Set(Self.robots.map(\.kind)).union(testedApart) == Set(Trainee.Kind.allCases))
  }

  /// With the measures alone, and with every medicine besides.
  @Test func everyMedicineEveryTwoMinutesHarms() {
    let rounds = stride(from: Int64(600), to: 960, by: 120).flatMap { second in
      Medicine.all.map { medicine in
        ScriptedAction(
          second,
          .medication(
            name: medicine.name, dose: "\(Fixed(rounding: medicine.usualMilligrams)) mg", route: "IV"))
      }
    }
    var play = EnginePlay(.uneventful, .nobody, script: rounds)
    play.run(until: .minutes(17))
    #expect(play.result("no-harmful-act") == .harmful)
  }
}

/// What the rules of scoring say of single deeds and of what was left undone.
@Suite struct RubricTests {
  private func play(
    _ scenario: String, _ kind: Trainee.Kind = .nobody, until end: SessionTime,
    _ script: [ScriptedAction] = []
  ) throws -> EnginePlay {
    var play = EnginePlay(try #require(Scenario.byTheClock(scenario)), kind, script: script)
    play.run(until: end)
    return play
  }

  /// When the observation is over, to somebody.
  private func handedOver(_ second: Int64) -> ScriptedAction {
    ScriptedAction(second, .close(reason: "stays with the clinic"))
  }

  private func telling(_ id: String, in play: EnginePlay) -> String? {
    play.score.objectives.first { $0.id == id }?.telling
  }

  private func keeper(_ id: String, in play: EnginePlay) -> ScenarioScore.Keeper? {
    play.score.objectives.first { $0.id == id }?.keeper
  }

  /// A trainee who ends the infusion at once is never called, which is no merit.
  @Test func whatNeverCameIsNotCalledAndNoPass() throws {
    let play = try play("desaturation", .leaving, until: .minutes(30))
    #expect(telling("airway-opened", in: play) == "not called")
    #expect(play.result("airway-opened") == .missed)
  }

  private static let given = ScriptedAction(
    1200, .medication(name: "ondansetron", dose: "4 mg", route: "IV"))

  /// Nausea that calls when it is grave, so that what prevents it can avert the call.
  private func graveNausea(orders: [Deed]) throws -> Scenario {
    var scenario = try #require(Scenario.byTheClock("vomiting"))
    scenario.chart.orders = orders
    scenario.objectives[0].when = .is(.nausea, .above, try #require(Fixed("0.5")))
    return scenario
  }

  /// What prevents nausea, given before it as the chart orders, averts what comes of it: so the score says.
  @Test func whatThePlanOrdersAverts() throws {
    let orders = [try #require(Deed("ondansetron"))]
    var play = EnginePlay(try graveNausea(orders: orders), .acknowledging, script: [Self.given])
    play.run(until: .minutes(110))
    #expect(telling("airway-kept", in: play) == "averted")
    #expect(telling("saturation-back", in: play) == "averted")
    #expect(
      keeper("airway-kept", in: play) == .init(name: "ondansetron", at: .seconds(1200), hadReason: true))
    #expect(play.score.passed, "\(play.score.objectives)")
  }

  /// A medicine that neither the plan nor the patient asked for averts nothing.
  @Test func whatNobodyOrderedAndNothingAskedForAvertsNothing() throws {
    var play = EnginePlay(try graveNausea(orders: []), .acknowledging, script: [Self.given])
    play.run(until: .minutes(41))
    #expect(telling("airway-kept", in: play) == "not called")
    #expect(play.result("airway-kept") == .missed)
    #expect(keeper("airway-kept", in: play)?.hadReason == false)
  }

  /// Ondansetron by the clock leaves a patient who is sick still: somebody has to come, and nothing comes up.
  @Test func whoGaveSomethingBeforehandComesAllTheSame() throws {
    let left = try play("vomiting", .acknowledging, until: .minutes(45), [Self.given])
    #expect(telling("airway-kept", in: left) == "missed" && left.situation.harm == 0)
    let turning = ScriptedAction(2280, .intervention(name: "position"))
    let turned = try play("vomiting", .acknowledging, until: .minutes(45), [Self.given, turning])
    #expect(turned.result("airway-kept") == .met)
  }

  /// An overdose does keep the nausea away, and counts as an overdose.
  @Test func anOverdoseAvertsNothing() throws {
    let given = ScriptedAction(1200, .medication(name: "ondansetron", dose: "40 mg", route: "IV"))
    let play = try play("vomiting", .acknowledging, until: .minutes(41), [given])
    #expect(telling("airway-kept", in: play) == "not called")
    #expect(play.result("no-harmful-act") == .harmful)
  }

  /// A harmful dose is no answer to what has called.
  @Test func anOverdoseIsNoTreatment() throws {
    let script = [ScriptedAction(1760, .medication(name: "labetalol", dose: "200 mg", route: "IV"))]
    let play = try play("hypertension", until: .minutes(45), script)
    #expect(play.result("pressure-treated") == .missed)
  }

  /// An airway that closes a minute after the start, slowly enough to be seen before a number says it.
  private static var closingAirway: Scenario {
    var scenario = Scenario.named("desaturation") ?? .uneventful
    scenario.events = [
      .init(
        when: .phase(.infusing), after: .seconds(60),
        .trouble(Trouble(.airway, level: 0.6, onset: .seconds(40))))
    ]
    return scenario
  }

  /// Whoever looks sees the chest before the saturation falls.
  @Test(arguments: zip([240, 325], ["not called", "averted"]))
  func helpAvertsWhereItsReasonStood(second: Int64, telling: String) throws {
    let oxygen = InterventionAction(name: "oxygen", flow: "6 L/min")
    var play = EnginePlay(
      Self.closingAirway, .acknowledging, script: [ScriptedAction(second, .intervention(oxygen))])
    play.run(until: .minutes(15))
    #expect(self.telling("airway-opened", in: play) == telling)
    let keeper = try #require(self.keeper("airway-opened", in: play))
    #expect(keeper.name == "oxygen" && keeper.at == .seconds(second))
  }

  /// The patient's words are a reason, before anything can be seen.
  @Test func whoListensAverts() throws {
    var scenario = try #require(Scenario.named("panic"))
    scenario.events = [
      .init(
        when: .phase(.infusing), after: .seconds(60),
        .trouble(Trouble(.anxiety, level: 0.95, onset: .seconds(60))), .say("Where am I?"))
    ]
    for (second, telling) in [(299, "not called"), (303, "averted")] as [(Int64, String)] {
      var play = EnginePlay(
        scenario, .acknowledging, script: [ScriptedAction(second, .intervention(name: "reassurance"))])
      play.run(until: .minutes(9))
      #expect(self.telling("calmed", in: play) == telling, "\(second)")
    }
  }

  /// Blind help shortly before its reason is no answer: the patient is to be seen to when it has come.
  @Test func helpBeforeItsReasonAnswersNothing() throws {
    let blind = ScriptedAction(2040, .intervention(name: "position"))
    let play = try play("vomiting", .acknowledging, until: .minutes(49), [blind])
    let entry = play.score.objectives.first { $0.id == "airway-kept" }
    #expect(entry?.since != nil && entry?.result == .missed)
  }

  /// It is given when four fifths of it are in, not when it was begun.
  @Test func treatmentIsGivenWhenEnoughIsIn() throws {
    let play = try play("uneventful", .acknowledging, until: .minutes(40))
    let entry = play.score.objectives.first { $0.id == "treatment-given" }
    let start = try #require(play.situation.startedAt)
    #expect(entry?.at == start + .seconds(1920))
  }

  /// Found before the start, the wrong strength never comes to anything.
  @Test func whatFollowsFromAMistakeThatWasFoundIsAverted() throws {
    let play = try play("tenfold", .good, until: .minutes(110))
    #expect(play.result("dose-corrected") == .met)
    #expect(telling("airway-opened", in: play) == "averted")
    #expect(play.score.passed)
  }

  /// The tablets act after the stop, and they are seen to: but nobody was treated.
  @Test(arguments: [242, 1200])
  func anInfusionThatWasGivenUpIsNoTreatment(stop: Int64) throws {
    let script = [ScriptedAction(stop, .stop(reason: "nobody has time"))]
    let play = try play("over-sedation", .good, until: .seconds(stop + 800), script)
    #expect(play.result("roused") == .met)
    #expect(play.result("treatment-given") == .missed)
    #expect(!play.score.passed)
  }

  /// The pressure called, and the scenario names a pause: to end here is right.
  @Test func anEndForAReasonIsNoneGivenUp() throws {
    let script = [
      ScriptedAction(1745, .pause(reason: "systolic above 180")), ScriptedAction(1790, .check()),
      ScriptedAction(2400, .stop(reason: "too high to go on")),
    ]
    let play = try play("hypertension", until: .minutes(105), script + [handedOver(6000)])
    #expect(play.result("treatment-given") == .met)
    #expect(play.score.passed, "\(play.score.objectives)")
  }

  /// A short pause takes nothing away from the dose.
  @Test func aPauseThatEndsIsNoEnd() throws {
    let script = [
      ScriptedAction(300, .pause(reason: "the line is checked")),
      ScriptedAction(420, .resume(reason: "all well")),
    ]
    let play = try play("uneventful", .acknowledging, until: .minutes(45), script)
    #expect(play.result("treatment-given") == .met)
  }

  @Test func aDrillThatIsLeftOpenIsNone() throws {
    let open = try play("hypertension", .good, until: .minutes(35))
    #expect(open.result("pressure-treated") == .met)
    #expect(open.result("carried-through") == .missed)
    #expect(!open.score.passed)
  }

  /// The mistake is found when the patient feels it: late, and in time for all that.
  @Test func tooMuchIsFoundByThePatientsWords() throws {
    let script = [
      ScriptedAction(800, .pause(reason: "much too strong, says the patient")), .init(830, .check()),
      ScriptedAction(1400, .stop(reason: "the weight was in pounds")),
    ]
    let play = try play("pounds", until: .minutes(105), script + [handedOver(6000)])
    #expect(play.result("dose-corrected") == .met && play.result("fright-seen-to") == .met)
    #expect(play.score.passed, "\(play.score.objectives)")
  }

  /// Every patient gets a pause, and twice the dose.
  @Test func aPauseThatIsTakenBackCorrectsNoDose() throws {
    let pause = [
      ScriptedAction(660, .pause(reason: "as always")), ScriptedAction(680, .resume(reason: "as always")),
    ]
    let end = [ScriptedAction(2560, .stop(reason: "dose complete")), handedOver(6000)]
    let play = try play("pounds", until: .minutes(105), pause + end)
    #expect(play.result("dose-corrected") == .missed)
    #expect(!play.score.passed)
  }

  @Test func whoPausesAndGoesOnAtAnotherRateHasCorrectedIt() throws {
    let script = [
      ScriptedAction(660, .pause(reason: "the weight was in pounds")),
      ScriptedAction(660, .rate(MillilitresPerHour(20), reason: "of 55 kg")),
      ScriptedAction(680, .resume(reason: "55 kg, at another rate")),
    ]
    let play = try play("pounds", until: .minutes(30), script)
    #expect(play.result("dose-corrected") == .met)
  }

  @Test(arguments: [
    ("atropine", "0.5 mg"), ("labetalol", "10 mg"), ("ephedrine", "10 mg"), ("midazolam", "2 mg"),
    ("propofol", "30 mg"), ("naloxone", "0.4 mg"), ("flumazenil", "0.2 mg"),
  ])
  func aMedicineThatNothingAsksForHarms(name: String, dose: String) throws {
    let script = [ScriptedAction(600, .medication(name: name, dose: dose, route: "IV"))]
    let play = try play("uneventful", until: .minutes(11), script)
    #expect(play.score.harmfulActs.map(\.act) == [.withoutIndication(medicine: name)])
  }

  /// Each dose is a usual one; the fourth within a quarter of an hour is too much.
  @Test func usualDosesAddUp() throws {
    let script = (0..<4).map {
      ScriptedAction(600 + 120 * $0, .medication(name: "ondansetron", dose: "4 mg", route: "IV"))
    }
    let play = try play("uneventful", until: .minutes(18), script)
    #expect(play.score.harmfulActs.map(\.act) == [.overdose(medicine: "ondansetron", milligrams: 16)])
    #expect(play.score.harmfulActs.map(\.at) == [.seconds(960)])
  }

  /// A look at the probe too many harms nobody; a measure each minute shows that nobody looked.
  @Test(arguments: zip([8, 9] as [Int64], [.met, .harmful] as [ScenarioScore.Result]))
  func measuresByTheClockHarm(count: Int64, result: ScenarioScore.Result) throws {
    let script = (0..<count).map { ScriptedAction(600 + 30 * $0, .intervention(name: "probe")) }
    #expect(try play("uneventful", until: .minutes(15), script).result("no-harmful-act") == result)
  }

  /// Whoever does everything has found nothing: the patient is afraid, and gets suction, a hand at the jaw
  /// and a freed line besides a calm voice.
  @Test func everythingAtOnceHarms() {
    let fear = Trouble(.anxiety, level: 0.95, onset: .seconds(30))
    let scenario = Scenario(
      name: "own", events: [.init(when: .phase(.infusing), after: .seconds(60), .trouble(fear))])
    let all = Measure.allCases.map { ScriptedAction(345, .intervention(name: $0.rawValue)) }
    var play = EnginePlay(scenario, .nobody, script: all)
    play.run(until: .minutes(6))
    #expect(
      play.score.harmfulActs.map(\.act) == [
        .aLittleOfEverything(["oxygen", "stimulation"]), .everythingAtOnce(5),
      ])
    // One after the other, a minute and more apart, they are found out by their kinds.
    let slowly = Measure.allCases.enumerated().map {
      ScriptedAction(345 + 61 * Int64($0.offset), .intervention(name: $0.element.rawValue))
    }
    play = EnginePlay(scenario, .nobody, script: slowly)
    play.run(until: .minutes(15))
    #expect(play.score.harmfulActs.map(\.act) == [.aLittleOfEverything(["oxygen", "stimulation"])])
  }

  /// Without an infusion there is no drug that the oxygen could have hidden.
  @Test func whatNeverCouldComeIsNotKeptByOxygen() throws {
    let oxygen = ScriptedAction(60, .intervention(name: "oxygen"))
    let never = try play("desaturation", .unwilling, until: .minutes(5), [oxygen])
    #expect(telling("airway-opened", in: never) == "not called" && keeper("airway-opened", in: never) == nil)
  }

  /// While something is wrong, and shortly after it, nothing that is tried is too much.
  @Test func measuresInNeedAreNoneTooMany() throws {
    let script = (0..<20).map { ScriptedAction(1800 + 20 * $0, .intervention(name: "stimulation")) }
    #expect(try play("desaturation", until: .minutes(37), script).result("no-harmful-act") == .met)
  }
}
