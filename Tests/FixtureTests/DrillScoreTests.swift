import InfusionCore
import PatientSimulator
import Phrases
import Practice
import Quantities
import SessionReports
import Testing

/// A drill is scored from its record; the fixtures are records of people who did well.
@Suite struct DrillScoreTests {
  @Test func anAnswerIsTimedFromItsAlarm() throws {
    let score = DrillScore(try Fixture.named("desaturation").digest())
    let alarm = try #require(score.answers.first?.alarm)
    #expect(score.times == [SessionTime.seconds(1678) - alarm.raisedAt])
    #expect(score.missed.isEmpty)
    #expect(score.overrides.isEmpty)
    #expect(score.lines().contains("  1 of 1 acknowledged; median 0:25, longest 0:25"))
  }

  @Test func nothingToAnswerIsSaid() throws {
    let score = DrillScore(try Fixture.named("uneventful").digest())
    #expect(score.lines().contains("  no medium or high alarm"))
    #expect(score.outcome == .discharged)
  }

  @Test func whatNobodyTookIsNoAlarmThatWasAnswered() throws {
    let score = DrillScore(try Self.aCuffThatFails())
    #expect(score.missed.count == 1)
    let summary = score.lines().first { $0.contains(" acknowledged,") } ?? ""
    #expect(
      summary.contains("\(score.times.count) of \(score.answers.count) acknowledged, 1 more under MISSED"))
  }

  /// Names, times and a clinic's own words stay; every sentence of the score is said in German.
  @Test func whoPractisedInGermanReadsTheScoreInGerman() throws {
    for name in ["tenfold-poor", "bradycardia-poor", "desaturation", "override"] {
      let digest = try Fixture.named(name).digest()
      let score = DrillScore(digest)
      #expect(
        Set(score.lines(in: .german)).isDisjoint(with: score.lines().filter { $0.contains(" acknowledged") }))
      #expect(score.lines(in: .german).first == "QUITTIERT")
      guard let result = digest.drillResult else { continue }
      #expect(result.headline(in: .german).contains("bestanden"))
      #expect(!result.lines(in: .german).joined().contains("harm "))
      #expect(result.lines(in: .german).count == result.lines().count)
    }
  }

  /// The alarm of the lesson was raised as medium and became high. As in the summary, the score says how it
  /// was raised, how far it went, and when it became worse.
  @Test func anAlarmIsToldInOneForm() throws {
    let digest = try Fixture.named("desaturation").digest()
    let alarm = try #require(digest.alarms.first { $0.worsenedAt != nil })
    let line = try #require(DrillScore(digest).lines().first { $0.contains("SpO2") })
    #expect(alarm.course.contains(" < 90, worst *** \(alarm.worst ?? 0)"))
    #expect(line.contains("** \(alarm.course):"))
    #expect(line.contains("; high from \(alarm.worsenedAt?.sinceStart.clock ?? "")"))
    #expect(SummaryText(digest, chainHead: nil).text.contains("**  \(alarm.course)"))
  }

  /// Half an hour of an infusion with a slow pulse and without a pressure.
  private static func aCuffThatFails() throws -> SessionDigest {
    let scenario = Scenario(
      name: "own",
      events: [.init(when: .started, .cuffFails(.minutes(40)), .trouble(Trouble(.vagus, level: 0.9)))])
    let segments = try ExerciseDrill.record(of: scenario, besides: "")
    return try #require(SessionReading(segments, .whole).digest)
  }

  @Test func anOverrideIsNamedWithItsReason() throws {
    let score = DrillScore(try Fixture.named("override").digest())
    #expect(score.overrides.map(\.action) == ["discharge"])
    #expect(score.overrides.map(\.by) == ["AO"])
    #expect(score.refusals.map(\.refusal.action) == ["discharge"])
  }
}
