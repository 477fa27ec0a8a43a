import InfusionCore
import OperatorLanguage
import PatientSimulator
import Quantities
import Testing

/// People made of rules at the chair of every scenario that has a danger in it: only who sees to the patient
/// passes, and each of the others fails for what it lacks.
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

  /// How each of them fails everywhere; nil stands for the scenario's own answer. A drill is played as far as
  /// what is lacking shows, and no longer than this.
  static let robots: [(kind: Trainee.Kind, lacking: String?, result: ScenarioScore.Result, minutes: Int64)] =
    [
      (.nobody, nil, .missed, 75),
      (.acknowledging, nil, .missed, 110),
      (.unwilling, "treatment-given", .missed, 10),
      (.leaving, "treatment-given", .missed, 10),
      (.scattering, "no-harmful-act", .harmful, 16),
      (.late, nil, .missed, 110),
      (.mistaken, nil, .missed, 110),
    ]

  @Test(arguments: dangers)
  func noneOfThemPasses(scenario: String, answer: String) throws {
    let scenario = try #require(Scenario.named(scenario))
    for robot in Self.robots {
      var play = EnginePlay(scenario, robot.kind)
      let lacking = robot.lacking ?? answer
      let late = scenario.objectives.first { $0.id == lacking }?.late
      play.run(until: .minutes(robot.minutes)) { play in
        let entry = play.score.objectives.first { $0.id == lacking }
        guard let since = entry?.since, let late else { return entry?.result == .harmful }
        // Who is late has done it by then.
        return robot.kind == .late ? entry?.at != nil : play.situation.now > since + late
      }
      #expect(play.result(lacking) == robot.result, "\(robot.kind): \(play.score.objectives)")
      #expect(!play.score.passed, "\(robot.kind)")
    }
  }

  @Test func everyDangerIsThere() {
    #expect(Self.dangers.map(\.scenario) == Scenario.shipped.filter(\.hasDanger).map(\.name))
    // Who treats and who harms have tests of their own, in every scenario the one, in one the other.
    #expect(Set(Self.robots.map(\.kind)).union([.good, .harmful]) == Set(Trainee.Kind.allCases))
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
    var play = EnginePlay(try #require(Scenario.named(scenario)), kind, script: script)
    play.run(until: end)
    return play
  }

  private func telling(_ id: String, in play: EnginePlay) -> String? {
    play.score.objectives.first { $0.id == id }?.telling
  }

  /// Who ends the infusion at once is not called, and that is no merit.
  @Test func whatNeverCameIsNotCalledAndNoPass() throws {
    let play = try play("desaturation", .leaving, until: .minutes(30))
    #expect(telling("airway-opened", in: play) == "not called")
    #expect(play.result("airway-opened") == .missed)
  }

  /// What prevents nausea, given before it, averts what is named after it.
  @Test func whatWasPreventedIsAverted() throws {
    let given = ScriptedAction(1200, .medication(name: "ondansetron", dose: "4 mg", route: "IV"))
    let play = try play("vomiting", .acknowledging, until: .minutes(76), [given])
    #expect(telling("airway-kept", in: play) == "averted")
    #expect(telling("saturation-back", in: play) == "averted")
    #expect(play.score.passed, "\(play.score.objectives)")
  }

  /// Found before the start, the wrong strength never comes to anything.
  @Test func whatFollowsFromAMistakeThatWasFoundIsAverted() throws {
    let play = try play("tenfold", .good, until: .minutes(76))
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
      ScriptedAction(1745, .pause(reason: "systolic above 180")),
      ScriptedAction(2400, .stop(reason: "too high to go on")),
    ]
    let play = try play("hypertension", until: .minutes(76), script)
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
      ScriptedAction(800, .pause(reason: "much too strong, says the patient")),
      ScriptedAction(1400, .stop(reason: "the weight was in pounds")),
    ]
    let play = try play("pounds", until: .minutes(76), script)
    #expect(play.result("dose-corrected") == .met && play.result("fright-seen-to") == .met)
    #expect(play.score.passed, "\(play.score.objectives)")
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

  /// A pillow and a word too many harm nobody; a measure each minute shows that nobody looked.
  @Test(arguments: zip([8, 9] as [Int64], [.met, .harmful] as [ScenarioScore.Result]))
  func measuresByTheClockHarm(count: Int64, result: ScenarioScore.Result) throws {
    let script = (0..<count).map { ScriptedAction(600 + 30 * $0, .intervention(name: "position")) }
    #expect(try play("uneventful", until: .minutes(15), script).result("no-harmful-act") == result)
  }

  /// While something is wrong, and shortly after it, nothing that is tried is too much.
  @Test func measuresInNeedAreNoneTooMany() throws {
    let script = (0..<20).map { ScriptedAction(1800 + 20 * $0, .intervention(name: "stimulation")) }
    #expect(try play("desaturation", until: .minutes(37), script).result("no-harmful-act") == .met)
  }
}
