public import PatientSimulator
import Quantities
public import SessionRecord

extension DrillResult {
  /// A score as the record keeps it.
  public init(_ score: ScenarioScore, scenario: String, seed: UInt64) {
    self.init(
      setting: DrillSetting(scenario: scenario, seed: seed, rubric: score.rubric), passed: score.passed,
      objectives: score.objectives.map {
        Objective(
          id: $0.id, result: $0.result.rawValue, at: $0.at, isUncalled: $0.isUncalled,
          isByInstructor: $0.isByInstructor, keeper: $0.keeper.map { Keeper(name: $0.name, at: $0.at) })
      },
      harmMinutes: Self.minutes(score.harm),
      harmByInstructorMinutes: Self.minutes(score.harmByInstructor),
      acts: score.harmfulActs.map {
        Act(at: $0.at, what: $0.act.sentence, wasRefused: $0.wasRefused)
      },
      noAnswers: score.noLooks.map { NoAnswer(at: $0.at, what: $0.why.sentence) })
  }

  /// With one decimal.
  private static func minutes(_ span: TimeSpan) -> Fixed {
    Fixed(rounding: (span.inMinutes * 10).rounded() / 10)
  }
}
