import InfusionCore
import PatientSimulator
import Quantities
import Testing

/// What each scenario makes the engine raise above low, and that its script brings the patient home.
@Suite struct ScenarioAlarmTests {
  static let lessons: [(scenario: String, alarms: [String: AlarmPriority])] = [
    ("uneventful", [:]),
    ("hypertension", ["sys.high": .high, "dia.high": .medium]),
    ("desaturation", ["spo2.low": .high]),
    ("probe-off", ["spo2.novalue": .medium, "hr.novalue": .medium]),
    ("vomiting", [:]),
    ("bradycardia", ["hr.low": .high]),
    ("cuff-failure", ["nibp.failed": .medium]),
    ("unplug", ["line.lost": .medium, "spo2.novalue": .medium, "hr.novalue": .medium]),
    ("pump-occlusion", ["pump.occluded": .high]),
  ]

  @Test(arguments: lessons)
  func eachTeachesOneThing(scenario: String, alarms: [String: AlarmPriority]) throws {
    var simulated = SimulatedSession.series(seed: 1, count: 1)[0]
    simulated.plan = "trd-40"
    simulated.course = SessionCourse(scenario: try #require(Scenario.named(scenario)))
    let play = try EnginePlay(simulated)
    let raised = play.raised.filter { $0.value > .low }
    #expect(Dictionary(uniqueKeysWithValues: raised.map { ($0.key.description, $0.value) }) == alarms)
    #expect(play.refused.isEmpty)
    #expect(play.session.outcome == .discharged)
  }

  @Test func everyoneOfASeriesGoesHome() throws {
    for simulated in SimulatedSession.series(seed: 2, count: 4) {
      let play = try EnginePlay(simulated)
      #expect(play.refused.isEmpty)
      #expect(play.session.outcome == .discharged)
    }
  }

  @Test func everyScenarioIsATaughtLesson() {
    #expect(Self.lessons.map(\.scenario) == Scenario.shipped.map(\.name))
  }
}
