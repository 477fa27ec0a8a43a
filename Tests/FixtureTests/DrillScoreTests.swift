import InfusionCore
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
    #expect(score.times == [SessionTime.seconds(1713) - alarm.raisedAt])
    #expect(score.missed.isEmpty)
    #expect(score.overrides.isEmpty)
    #expect(score.lines().contains("  1 of 1 answered; median 0:27, longest 0:27"))
  }

  @Test func nothingToAnswerIsSaid() throws {
    let score = DrillScore(try Fixture.named("uneventful").digest())
    #expect(score.lines().contains("  no medium or high alarm"))
    #expect(score.outcome == .discharged)
  }

  @Test func whatNobodyTookIsNoAlarmThatWasAnswered() throws {
    let score = DrillScore(try Fixture.named("tenfold-poor").digest())
    #expect(score.missed.count == 1)
    let summary = score.lines().first { $0.contains(" answered") } ?? ""
    #expect(
      summary.contains("\(score.times.count) of \(score.answers.count) answered, 1 more under MISSED"))
  }

  /// Names, times and a clinic's own words stay; every sentence of the score is said in German.
  @Test func whoPractisedInGermanReadsTheScoreInGerman() throws {
    for name in ["tenfold-poor", "bradycardia-poor", "desaturation", "override"] {
      let digest = try Fixture.named(name).digest()
      let score = DrillScore(digest)
      #expect(
        Set(score.lines(in: .german)).isDisjoint(with: score.lines().filter { $0.contains(" answered") }))
      #expect(score.lines(in: .german).first == "ANTWORTEN")
      guard let result = digest.drillResult else { continue }
      #expect(result.headline(in: .german).contains("bestanden"))
      #expect(!result.lines(in: .german).joined().contains("harm "))
      #expect(result.lines(in: .german).count == result.lines().count)
    }
  }

  @Test func anOverrideIsNamedWithItsReason() throws {
    let score = DrillScore(try Fixture.named("override").digest())
    #expect(score.overrides.map(\.action) == ["discharge"])
    #expect(score.overrides.map(\.by) == ["AO"])
    #expect(score.refusals.map(\.refusal.action) == ["discharge"])
  }
}
