import ClinicConfiguration
import InfusionCore
import PatientSimulator
import Practice
import SessionJournal
import SessionRecord
import Testing

/// The short lessons are scenarios of one's own: each is tried like any other, by people made of rules.
@Suite struct LessonTests {
  /// Who deserves to fail does; `drill --check` tries all twelve with all 14 trainees.
  @Test(arguments: ["tenfold", "over-sedation", "no-escort"])
  func onlyWhoTreatsPasses(name: String) throws {
    let trial = try Self.trial(of: name)
    #expect(trial.score(.good, seed: 1).passed)
    let others: [Trainee.Kind] = [
      .acknowledging, .scattering, .early, .leaving, .clockwork, .pausing, .flooding,
    ]
    for kind in others {
      #expect(!trial.score(kind, seed: 1).passed, "\(kind)")
    }
  }

  /// Before, five of the twelve had no plan there.
  @Test func everyLessonCanBeMetAtTheChair() throws {
    let folder = "\(Fixture.folder)/lessons"
    let clinic = try ConfigurationText.parse(contents(of: "\(folder)/at-the-chair.yaml"))
    for drill in Fixture.drills {
      let lesson = try drill.lessonOfItsFile()
      let plan = try #require(lesson.chart.plan)
      #expect(clinic.plan(named: plan) != nil, "\(drill.scenario)")
    }
  }

  /// What is written for people to copy is short.
  @Test func aLessonIsAScreenful() throws {
    for drill in Fixture.drills {
      let bytes = try contents(of: "\(Fixture.folder)/lessons/\(drill.scenario).yaml")
      #expect(bytes.count { $0 == UInt8(ascii: "\n") } <= 24, "\(drill.scenario)")
    }
  }

  /// With the clinic that the fixture's record has.
  private static func trial(of name: String) throws -> ScenarioTrial {
    let fixture = try Fixture.named("\(name)-good")
    let plan = try #require(fixture.session.header).plan
    return ScenarioTrial(
      try fixture.lessonOfItsFile(), configuration: plan.configuration, plan: plan.plan ?? "",
      weight: plan.weight ?? Scenario.usualWeight)
  }
}
