import InfusionCore
import Quantities
import SessionRecord
import SessionReports
import Testing

@Suite("A clinic's figures")
struct StatsTests {
  private static func facts(_ patient: String?, stop: Int64, nausea: Int) throws -> LedgerFacts {
    var plan = SessionPlan.fixture
    plan.patient = patient
    let script = """
      @10 start override="just a test" by=AB
      @20 bp sys=\(140 + nausea * 10) dia=80 by=AB
      @30 symptom name=nausea severity=\(nausea) by=AB
      @\(stop) stop reason="enough for today" by=AB
      @\(stop + 5) close reason="end of the test" by=AB

      """
    return LedgerFacts(
      try RecordedSession(plan, script: script, until: stop + 5) { _ in [Course.reading()] }.digest)
  }

  private static func unstarted() throws -> LedgerFacts {
    LedgerFacts(try RecordedSession(script: "@5 close reason=\"changed mind\"\n", until: 9).digest)
  }

  @Test func `a page of what was given, how it went and how it ended`() throws {
    let told = [
      try Self.facts("P7", stop: 610, nausea: 2), try Self.facts("P7", stop: 1210, nausea: 0),
      try Self.facts("P8", stop: 1810, nausea: 1), try Self.unstarted(),
    ]
    #expect(
      ClinicStats(told).text.split(separator: "\n").map(String.init) == [
        "CLINIC, 2026-10-17 to 2026-10-17: 4 sessions, 2 patients, 3 treatments",
        "PLAN              treatments             mg/kg         minutes   high  medium",
        "trd-40                     3  0.25 (0.13-0.38)      20 (10-30)      0       4",
        "HIGHEST SYSTOLIC  mean 150 mmHg, 140 to 160, of 3 treatments",
        "LOWEST SPO2       mean 97 %, 97 to 97, of 3 treatments",
        "ENDED             abandoned 4 (100 %)",
        "SYMPTOMS          nausea 2 (67 %): 1 mild, 1 moderate",
      ])
  }

  @Test func `simulations among them are said`() throws {
    var told = [try Self.facts("P7", stop: 610, nausea: 2), try Self.facts("P8", stop: 610, nausea: 0)]
    #expect(!ClinicStats(told).text.contains("SIMULATION"))
    told[1].session.origin = .drill
    #expect(ClinicStats(told).text.contains("SIMULATION: 1 of them (simulations, drills and replays)\n"))
    told[0].session.origin = .simulated
    #expect(ClinicStats(told).text.contains("SIMULATION: all of them (simulations"))
    #expect(ClinicStats(told).json.contains("\"sessions\":2,\"simulations\":2"))
  }

  @Test func `of no session there are no figures, and no division by nothing`() {
    #expect(ClinicStats([]).text == "no sessions\n")
    #expect(ClinicStats([]).json.contains("\"lowest_spo2\":{\"count\":0,\"least\":null,\"mean\":null"))
  }

  /// Once, only standard error told of a session that was gone.
  @Test func `what is damaged or gone stands in the page and in the JSON`() throws {
    let problems = ["2026-10-17T073000Z_2_a1b2c3: gone; the ledger knows it"]
    for told in [[try Self.unstarted()], []] {
      let stats = ClinicStats(told, problems: problems)
      #expect(stats.text.contains("NOT TO BE RELIED ON:\n  \(problems[0])\n"))
      #expect(stats.json.contains("\"problems\":[\"\(problems[0])\"]"))
    }
  }

  @Test func `what is not a treatment counts as a session only`() throws {
    let stats = ClinicStats([try Self.unstarted()])
    #expect(stats.treatments == 0 && stats.sessions == 1 && stats.plans.isEmpty)
    #expect(stats.text.contains("LOWEST SPO2       not known"))
  }
}
