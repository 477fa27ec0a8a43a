import InfusionCore
import PatientSimulator
import Quantities
import Testing

/// A trainee who does the same one thing for every patient, even right at the call, has answered only where
/// it is the treatment.
@Suite struct OneMeasureTests {
  /// The measures that each scenario's page names as the answer to what it is about.
  static let treatments: [(scenario: String, measures: Set<Measure>)] = [
    ("hypertension", []),
    ("desaturation", [.stimulation, .oxygen, .jawSupport]),
    ("probe-off", [.probe, .stimulation]),
    ("vomiting", [.position, .suction]),
    ("bradycardia", []),
    ("panic", [.reassurance]),
    ("cuff-failure", []),
    ("unplug", [.probe, .stimulation]),
    ("pump-occlusion", [.line]),
    ("pounds", []),
    ("tenfold", []),
    ("over-sedation", [.stimulation, .oxygen, .jawSupport]),
    ("no-escort", []),
  ]

  static func treats(_ measure: Measure, in scenario: String) -> Bool {
    treatments.contains { $0.scenario == scenario && $0.measures.contains(measure) }
  }

  /// The measure is done six times, beginning in the minute of the call.
  @Test(arguments: treatments)
  func oneMeasureAnswersWhatItTreats(scenario: String, measures: Set<Measure>) throws {
    let answer = try #require(RobotTests.dangers.first { $0.scenario == scenario }?.answer)
    var called = EnginePlay(try #require(Scenario.named(scenario)), .acknowledging)
    called.run { $0.calls(answer) }
    try #require(called.calls(answer), "\(called.score.objectives)")
    for measure in Measure.allCases {
      var play = called
      for _ in 0..<6 {
        play.does(.intervention(name: measure.rawValue))
        play.run(until: play.session.now + .seconds(30))
      }
      #expect(play.result(answer) == (measures.contains(measure) ? .met : .missed), "\(measure)")
    }
  }

  @Test func everyDangerHasItsTreatments() {
    #expect(Self.treatments.map(\.scenario) == RobotTests.dangers.map(\.scenario))
  }
}

extension EnginePlay {
  fileprivate func calls(_ id: String) -> Bool {
    score.objectives.contains { $0.id == id && $0.since != nil }
  }
}
