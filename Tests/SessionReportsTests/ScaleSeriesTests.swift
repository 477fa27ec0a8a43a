import InfusionCore
import JSONLines
import Quantities
import SessionRecord
import SessionReports
import Testing

/// Any scale over a series: in its table and JSON, in the query, and by what the ledger keeps.
@Suite struct ScaleSeriesTests {
  private static func session(
    _ day: Int64, _ scores: [String], _ plan: SessionPlan = .fixture
  ) throws -> RecordedSession {
    let script = scores.map { "@6 score \($0) by=KM\n" }.joined()
    return try RecordedSession(
      plan, script: script + "@10 start override=\"just a test\" by=KM\n@130 stop reason=complete by=KM\n",
      until: 140, begins: RecordedSession.wall.advanced(byMilliseconds: day * 86_400_000))
  }

  private static func series(_ sessions: [RecordedSession]) -> PatientSeries {
    PatientSeries(patient: "P7", sessions.map(\.digest))
  }

  private static func three() throws -> PatientSeries {
    series([
      try session(0, ["scale=phq9 value=19", "scale=cssrs value=3"]),
      try session(3, ["scale=phq9 value=15", "scale=moaas value=3", "scale=moaas value=5"]),
      try session(20, ["scale=phq9 value=8"]),
    ])
  }

  @Test func `each total stands with its day, and the last against the first`() throws {
    let text = try Self.three().text.split(separator: "\n").map(String.init)
    let scales = Array(text.drop { !$0.hasPrefix("SCALES") }.prefix(5))
    #expect(
      scales == [
        "SCALES, session by session, and the last total against the first",
        "  PHQ-9 (0 to 27)     2026-10-17 19, 2026-10-20 15, 2026-11-06 8: fallen by 57.9",
        "      %, response, no remission (at most 4)",
        "  C-SSRS (0 to 5)     2026-10-17 3",
        "  MOAA/S (0 to 5)     2026-10-20 3 to 5",
      ])
  }

  @Test func `what was infused, month by month`() throws {
    let text = try Self.three().text
    let months = text.split(separator: "\n").map(String.init).drop { !$0.hasPrefix("DOSE") }
    #expect(
      Array(months) == [
        "DOSE, month by month", "  2026-10      3.5 mg in 2 sessions, 3.5 mg so far",
        "  2026-11      1.8 mg in 1 session, 5.3 mg so far",
      ])
  }

  @Test func `as JSON, with response and remission`() throws {
    let session = try Self.session(0, ["scale=phq9 value=20"])
    let rows = Self.series([session, try Self.session(7, ["scale=phq9 value=4"])]).rows
    let listed = SessionRow(SessionReading(session.segments, .overview), "s")
    let last = try JSONParser.parse(Array(try #require(rows.last).json(listed).utf8)).object
    let phq9 = last?["scales"]?.object?["phq9"]?.object
    #expect(phq9?["totals"] == [.fixed(4)])
    #expect(phq9?["first"] == .fixed(20))
    #expect(phq9?["fallen_percent"] == .fixed(80))
    #expect(phq9?["response"] == .bool(true))
    #expect(phq9?["remission"] == .bool(true))
    #expect(last?["delivered_sum_mg"]?.fixed == Fixed(thousandths: 3500))
  }

  @Test(arguments: [
    ("score.phq9 >= 19", true), ("score.phq9 < 19", false), ("score.PHQ9 = 19", true),
    // Of several totals one must be so.
    ("score.moaas < 4", true), ("score.moaas = 5", true), ("score.moaas > 5", false),
    ("score.madrs >= 0", false), ("not score.madrs >= 0", true), ("score ~ phq", true),
  ])
  func `a question to a scale`(question: String, isMeant: Bool) throws {
    let session = try Self.session(
      0, ["scale=phq9 value=19", "scale=moaas value=3", "scale=moaas value=5"])
    #expect(try SessionQuery(question).matches(LedgerFacts(session.digest)) == isMeant)
  }

  @Test(arguments: [
    ("score.phq9 ~ 19", "column 12: score.phq9 takes =, !=, <, <=, > or >=, not ~"),
    ("score.phq9 > mild", "column 14: mild is no number"), ("score. > 1", "column 1: score. is no field"),
    ("sys >> 180", "column 5: >> is no comparison; known are: =, !=, <, <=, >, >=, ~"),
    ("sys =< 180", "column 5: =< is no comparison"),
  ])
  func `a slip is told with its column`(question: String, sentence: String) {
    #expect {
      try SessionQuery(question)
    } throws: { error in
      (error as? QueryError)?.description.hasPrefix(sentence) ?? false
    }
  }

  /// A clinic that judges otherwise than the shipped scale, and one that has a scale of its own.
  private static let own = SessionPlan.fixture.configured { configuration in
    configuration.clinic.scales.removeAll { $0.name == "madrs" }
    configuration.clinic.scales += [
      Scale(
        name: "madrs", title: "MADRS, total", source: "ours", least: 0, most: 60, responsePercent: 50,
        remissionAtMost: 12),
      Scale(name: "who5", title: "WHO-5", source: "five items", least: 0, most: 25),
    ]
  }

  @Test func `the ledger keeps how a clinic's own scale judges`() throws {
    let sessions = [
      try Self.session(0, ["scale=madrs value=30", "scale=who5 value=5"], Self.own),
      try Self.session(7, ["scale=madrs value=12"], Self.own),
    ]
    let kept = try sessions.map { session in
      let told = LedgerFacts(session.digest)
      return try #require(LedgerFacts(told.text, session: told.session.session))
    }
    #expect(zip(kept, sessions).allSatisfy { $0.agrees(with: $1.digest) })
    let text = PatientSeries(patient: "P7", kept).text
    #expect(text.contains("fallen by 60 %, response,\n      remission (at most 12)"))
    #expect(text.contains("WHO-5 (0 to 25)"))
    #expect(text == Self.series(sessions).text)
  }

  @Test func `a line of before says nothing of scales, and is not held against`() throws {
    let session = try Self.session(0, ["scale=who5 value=5"], Self.own)
    var told = LedgerFacts(session.digest).text.object
    var series = told?["series"]?.object
    series?["scales"] = nil
    told?["series"] = series.map(JSONValue.object)
    var writer = JSONWriter()
    writer.value(.object(try #require(told)))
    let old = try #require(LedgerFacts(FactsText(writer.bytes), session: session.digest.header.session))
    #expect(old.agrees(with: session.digest))
  }

  @Test func `FHIR says which version of a scale it is`() throws {
    let digest = try Self.session(0, ["scale=phq9 value=19"]).digest
    let text = String(decoding: FHIRBundle(digest).bytes, as: UTF8.self)
    #expect(text.contains(#""valueInteger":19,"method":{"text":"PHQ-9, Kroenke 2001, 0 to 27"}"#))
  }
}
