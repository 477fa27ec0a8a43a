import InfusionCore
import Quantities
import SessionRecord
import SessionReports
import Testing

/// What the ledger keeps of a session, held against its record.
@Suite struct LedgerFactsTests {
  /// Orders that are no whole number of thousandths where they are reckoned: 0.7 mg/kg for 73 kg is
  /// 51.099999999999994 mg.
  @Test(arguments: [(0.3, 57.5), (0.4, 57.5), (0.7, 73), (0.03, 88), (0.5, 70)])
  func anOrderWithMoreDecimalsThanALineKeepsIsTheSame(dose: Double, weight: Double) throws {
    var plan = SessionPlan.fixture.configured { configuration in
      for index in configuration.plans.indices where configuration.plans[index].name == "trd-40" {
        configuration.plans[index].dose = MilligramsPerKilogram(dose)
      }
    }
    plan.weight = Kilograms(weight)
    let script = "@10 start override=\"just a test\" by=AB\n@40 stop reason=\"just a test\" by=AB\n"
    let session = try RecordedSession(plan, script: script, until: 60)
    let told = LedgerFacts(session.digest)
    let kept = try #require(LedgerFacts(told.text, session: told.session.session))
    #expect(kept.agrees(with: session.digest))
  }

  /// It is no other one, but a series has to look into the journal.
  @Test func aLineOfBeforeTheLowestWereKeptIsTheSame() throws {
    let script = "@130 start override=test\n@300 stop reason=test\n"
    let session = try RecordedSession(script: script, until: 400)
    let told = LedgerFacts(session.digest)
    #expect(told.series.tellsExtremes && told.series.extremes?.lowestHR != nil)
    let again = LedgerFacts(told.text, session: told.session.session)
    #expect(again?.series.extremes == told.series.extremes)
    #expect(again?.series.lowestPressure == told.series.lowestPressure)
    let line = String(decoding: told.text.bytes, as: UTF8.self)
      .replacing(/"hr_lowest":[0-9.]+,/, with: "").replacing(/"lowest":\{.*?\},/, with: "")
    let kept = try #require(
      LedgerFacts(FactsText(Array(line.utf8)), session: told.session.session))
    #expect(kept.series.lowestPressure == nil && kept.series.extremes?.lowestHR == nil)
    #expect(kept.agrees(with: session.digest))
    #expect(!kept.series.tellsExtremes)
  }

  @Test func anotherDoseIsNotTheSame() throws {
    let script = "@10 start override=\"just a test\" by=AB\n@40 stop reason=\"just a test\" by=AB\n"
    let (session, longer) = (
      try RecordedSession(script: script, until: 60),
      try RecordedSession(script: script.replacing("@40", with: "@41"), until: 60)
    )
    #expect(LedgerFacts(session.digest).agrees(with: session.digest))
    #expect(!LedgerFacts(session.digest).agrees(with: longer.digest))
  }
}
