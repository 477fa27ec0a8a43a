import InfusionCore
import Quantities
import SessionRecord
import SessionReports
import Testing

/// An amount of a drug that is not infused: told as that drug's milligrams everywhere, and nowhere as what a
/// pump gave.
@Suite struct GivenDoseTests {
  private static func session(_ script: String, plan name: String = "esketamine-120") throws
    -> RecordedSession
  {
    var plan = SessionPlan.fixture
    plan.plan = name
    return try RecordedSession(plan, script: script + "@50 close reason=\"test is over\" by=AB\n", until: 60)
  }

  private static let start = "@10 start mg=84 override=\"just a test\" by=AB\n"

  @Test func `the summary says how much of what`() throws {
    let page = try Self.session(Self.start).summary
    #expect(page.contains("\nDOSE\n  09:30:10   84 mg of esketamine\n"))
    #expect(!page.contains("\nINFUSION\n"))
  }

  @Test func `a row and its object tell it beside what was infused, which is nothing`() throws {
    let session = try Self.session(Self.start)
    let row = SessionRow(SessionReading(session.segments, .overview), "x")
    #expect(row.line().hasSuffix("abandoned  84 mg of esketamine"))
    #expect(row.json.contains("\"drug\":\"esketamine\",\"given_mg\":84,"))
    #expect(row.json.contains("\"delivered_mg\":null"))
  }

  @Test func `the series sums each drug for itself`() throws {
    let ketamine = "@10 start override=\"just a test\" by=AB\n@40 stop reason=\"just a test\" by=AB\n"
    let days = try [
      Self.session(Self.start), Self.session(ketamine, plan: "trd-40"),
      Self.session("@10 start mg=56 override=\"just a test\" by=AB\n"),
    ].map(\.digest)
    let text = PatientSeries(patient: "P7", days).text
    #expect(text.contains("84 mg of esketamine, 84 mg in all"))
    #expect(text.contains("56 mg of esketamine, 140 mg in all"))
    #expect(PatientSeries(patient: "P7", days).rows.map(\.givenSum?.value) == [84, nil, 140])
  }

  @Test func `FHIR has it as milligrams of esketamine`() throws {
    let text = String(decoding: FHIRBundle(try Self.session(Self.start).digest).bytes, as: UTF8.self)
    #expect(text.contains("\"code\":\"N06AX27\",\"display\":\"esketamine\""))
    #expect(text.contains("\"dose\":{\"value\":84,\"unit\":\"mg\""))
    #expect(!text.contains("N01AX03"))
  }

  @Test func `HL7 has it at the instant of dosing, as a person's word`() throws {
    let text = String(decoding: HL7Messages(try Self.session(Self.start).digest).bytes, as: UTF8.self)
    let line = text.split(separator: "\r").first { $0.contains("given_mg") }.map(String.init)
    let fields = line?.split(separator: "|", omittingEmptySubsequences: false).map(String.init) ?? []
    let milligrams = "263890^MDC_DIM_MILLI_G^MDC"
    #expect(fields[3...6] == ["given_mg^Given: esketamine^99CHAIRSIDE", "1.5.1.2", "84", milligrams])
    #expect(fields[11] == "F")
    #expect(fields[14].hasPrefix("20261017093010"))
    #expect(!text.contains("delivered_mg"))
  }

  @Test func `a correction is told everywhere, with what it read at first`() throws {
    var session = RecordedSession(beginning: Self.plan)
    let start = Action.start(override: "just a test", dose: Milligrams(84))
    let entry = session.receive(.action(start, by: "AB"), at: .seconds(10)).entry
    session.receive(
      .action(.amend(entry: entry, fields: [AmendedField(key: "mg", value: "56")]), by: "KM"),
      at: .seconds(70))
    #expect(session.digest.given?.amount == Milligrams(56))
    let message = String(decoding: HL7Messages(session.digest).bytes, as: UTF8.self)
    #expect(message.contains("^99CHAIRSIDE|1.5.1.2|56|263890^MDC_DIM_MILLI_G^MDC|||||C|"))
    #expect(session.summary.contains("09:30:10   56 mg of esketamine (was 84, KM 09:31)"))
    let refused = session.receive(
      .action(.amend(entry: entry, fields: [AmendedField(key: "override", value: "another")]), by: "KM"),
      at: .seconds(80))
    #expect(refused.told.contains { if case .refused = $0.event { true } else { false } })
  }

  @Test func `without an amount nothing is told of one`() throws {
    let session = try Self.session("@10 start override=\"just a test\" by=AB\n")
    #expect(session.digest.given == nil)
    #expect(!session.summary.contains("esketamine\n"))
  }

  private static var plan: SessionPlan {
    var plan = SessionPlan.fixture
    plan.plan = "esketamine-120"
    return plan
  }
}
