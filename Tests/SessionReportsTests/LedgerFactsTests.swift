import InfusionCore
import Quantities
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
