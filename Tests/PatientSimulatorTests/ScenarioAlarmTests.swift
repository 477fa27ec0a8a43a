import InfusionCore
import OperatorLanguage
import PatientSimulator
import Quantities
import Testing

/// Which alarms above low each scenario raises; and a trainee who treats brings the patient home.
@Suite struct ScenarioAlarmTests {
  /// The alarms that must come, and their highest priority; of the equipment's, none beside them.
  static let lessons: [(scenario: String, alarms: [String: AlarmPriority])] = [
    ("uneventful", [:]),
    ("hypertension", ["sys.high": .high]),
    ("desaturation", ["spo2.low": .medium]),
    ("probe-off", ["spo2.novalue": .medium, "hr.novalue": .medium]),
    ("vomiting", [:]),
    ("bradycardia", ["hr.low": .high]),
    ("panic", ["hr.high": .medium]),
    ("cuff-failure", ["nibp.failed": .medium, "nibp.overdue": .medium]),
    ("unplug", ["nonin-df8.lost": .medium, "spo2.novalue": .medium, "hr.novalue": .medium]),
    ("pump-occlusion", ["pump.occluded": .high, "pump.mismatch": .medium]),
    ("pounds", [:]),
    ("tenfold", [:]),
    ("over-sedation", ["spo2.low": .medium]),
    ("no-escort", [:]),
  ]

  @Test(arguments: lessons)
  func whoTreatsPassesAndBringsThePatientHome(scenario: String, alarms: [String: AlarmPriority]) throws {
    var play = EnginePlay(try #require(Scenario.named(scenario)), .good)
    play.run(until: .minutes(200))
    for (id, priority) in alarms {
      #expect((play.raised.first { $0.key.description == id }?.value ?? .info) >= priority, "\(id)")
    }
    let technical = play.raised.filter { $0.value > .low && !$0.key.isPhysiological }.map(\.key.description)
    #expect(Set(technical).isSubset(of: alarms.keys))
    #expect(play.refused.isEmpty)
    #expect(play.session.outcome == .discharged)
    #expect(play.score.passed, "\(play.score.objectives)")
  }

  /// A scenario in which nothing happens asks only for the ordinary course. (For the others: `RobotTests`.)
  @Test func theOrdinaryCoursePassesWhereNothingHappens() {
    var play = EnginePlay(.uneventful, .acknowledging)
    play.run(until: .minutes(80))
    #expect(play.score.passed, "\(play.score.objectives)")
  }

  /// What the session refused is counted all the same.
  @Test func whoHarmsPassesNothingAndAttemptsCount() {
    var play = EnginePlay(.uneventful, .harmful)
    play.run(until: .minutes(36))
    #expect(play.result("no-harmful-act") == .harmful)
    #expect(play.score.harmfulActs.contains { $0.wasRefused })
  }

  @Test func whoNeverStartsPassesNothing() {
    var play = EnginePlay(.uneventful, .nobody)
    play.run(until: .minutes(3))
    #expect(play.result("treatment-given") == .missed)
  }

  @Test func everyScenarioIsATaughtLesson() {
    #expect(Self.lessons.map(\.scenario) == Scenario.shipped.map(\.name))
  }
}

/// Actions change what happens later.
@Suite struct ConsequenceTests {
  /// The drug's trouble does not come when the drug is gone.
  @Test func noDesaturationAfterAStop() throws {
    let scenario = try #require(Scenario.byTheClock("desaturation"))
    var play = EnginePlay(
      scenario, .nobody, script: [ScriptedAction(240 + 900, .stop(reason: "patient wishes it"))])
    play.run(until: .minutes(45))
    #expect(play.raised.keys.allSatisfy { !$0.isPhysiological })
  }

  /// A weight or concentration that was typed wrongly gives another dose, and the patient shows it.
  @Test(arguments: [("tenfold", 1_000.0), ("pounds", 400)])
  func whatWasTypedWronglyIsFelt(name: String, effect: Double) throws {
    var play = EnginePlay(try #require(Scenario.named(name)), .nobody)
    play.run(until: .minutes(24))
    #expect(play.situation[.effect] > effect)
    var found = EnginePlay(try #require(Scenario.named(name)), .good)
    found.run(until: .minutes(24))
    #expect(found.situation[.effect] < 260)
  }

  /// Treating first passes, whoever acknowledges late or never.
  @Test func treatingWithoutAcknowledgingPasses() throws {
    let scenario = try #require(Scenario.byTheClock("hypertension"))
    var play = EnginePlay(
      scenario, .nobody,
      script: [
        ScriptedAction(1745, .pause(reason: "systolic above 180")),
        ScriptedAction(1755, .medication(name: "labetalol", dose: "10 mg", route: "IV")),
        ScriptedAction(3000, .stop(reason: "pressure, and the dose is nearly in")),
        ScriptedAction(5400, .close(reason: "observed, stays with the ward")),
      ])
    play.run(until: .minutes(95))
    #expect(play.score.passed, "\(play.score.objectives)")
  }

  /// An attempt that the session refuses is an attempt.
  @Test func aRefusedBolusIsScored() {
    var play = EnginePlay(
      .uneventful, .nobody, script: [ScriptedAction(900, .bolus(BolusAction(Milligrams(300))))])
    play.run(until: .minutes(20))
    #expect(play.refused.map(\.action) == ["bolus"])
    #expect(play.result("no-harmful-act") == .harmful)
    #expect(!play.score.passed)
    #expect(play.score.harmfulActs.map(\.at) == [.seconds(900)])
  }

  private static func bolus(_ milligrams: Double, at second: Int64) -> ScriptedAction {
    ScriptedAction(second, .bolus(BolusAction(Milligrams(milligrams), reason: "as it was said")))
  }

  /// Each is allowed alone.
  @Test(arguments: [(500, ["0.4"]), (1150, ["0.4"]), (1250, [])] as [(Int64, [String])])
  func bolusesWithinAQuarterOfAnHourAreOne(second: Int64, sums: [String]) {
    var play = EnginePlay(
      .uneventful, .nobody, script: [Self.bolus(17, at: 300), Self.bolus(11, at: second)])
    play.run(until: .minutes(25))
    #expect(play.refused.isEmpty)
    let told = sums.map { "boluses of \($0) mg/kg of the patient's true weight within a quarter of an hour" }
    #expect(play.score.harmfulActs.map(\.act.sentence) == told)
  }

  /// What was refused did not go in: the same again with its reason is one bolus.
  @Test func aRefusedBolusAddsNothingToTheNext() {
    let unexplained = ScriptedAction(300, .bolus(BolusAction(Milligrams(15))))
    var play = EnginePlay(.uneventful, .nobody, script: [unexplained, Self.bolus(15, at: 310)])
    play.run(until: .minutes(10))
    #expect(play.refused.map(\.action) == ["bolus"])
    #expect(play.score.harmfulActs.isEmpty)
  }

  @Test(arguments: [(10, ScenarioScore.Result.met), (19, .harmful)] as [(Double, ScenarioScore.Result)])
  func halfAsMuchAgainAsThePlanWantsIsNoTreatment(bolus: Double, result: ScenarioScore.Result) {
    var play = EnginePlay(.uneventful, .nobody, script: [Self.bolus(bolus, at: 600)])
    play.run(until: .minutes(50))
    #expect(play.result("treatment-given") == result)
    #expect(play.score.harmfulActs.isEmpty)
  }

  @Test func sendingThePatientHomeUntreatedIsNoPass() {
    var play = EnginePlay(
      .uneventful, .nobody, script: [ScriptedAction(300, .stop(reason: "nobody has time"))])
    play.run(until: .minutes(20))
    #expect(play.result("treatment-given") == .missed)
  }
}
