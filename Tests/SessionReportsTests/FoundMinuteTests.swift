import InfusionCore
import JSONLines
import Quantities
import SessionRecord
import SessionReports
import Testing

@Suite("Which minutes a question means")
struct FoundMinuteTests {
  /// P7 under trd-40 from 9:32 on: 165/92 at 3:10, answered by AB, and nausea at 5:10.
  private static let digest = Result {
    let script = """
      @60 bp sys=128 dia=80 by=AB
      @120 start override="just a test" by=AB
      @310 bp sys=165 dia=92 by=AB
      @340 ack by=AB
      @430 symptom name=nausea severity=2 by=AB
      @800 bp sys=140 dia=82 by=AB

      """
    let session = try RecordedSession(script: script, until: 900) { _ in [Course.reading()] }
    return try #require(SessionReading.byInfusion(session.segments, startedAt: .seconds(120)))
  }

  private static func lines(_ question: String, own: Int = 120) throws -> [String] {
    FoundMinute.all(try SessionQuery(question), in: try digest.get()).flatMap { $0.lines { _ in own } }
  }

  @Test func `a minute has its pressure, its dose, and who acknowledged the alarm`() throws {
    let lines = try Self.lines("patient = P7 and minutes = 3")
    #expect(
      lines == [
        "P7  2026-10-17 09:35:00  infusion 3:00  trd-40  a1b2c3",
        "  HR 72 (72 to 72)  SpO2 97 (97 to 97)  NIBP 165/92 at 09:35:10 by hand",
        "  2.63 mg of 35 mg  0.038 mg/kg  52.5 mL/h",
        "  09:35:00  ! line: always the same figures, not ended, acknowledged after 0:40 (AB)",
        "  09:35:10  ** Sys 165 > 160, for 8:10, acknowledged after 0:30 (AB)",
      ])
  }

  @Test func `an alarm that stands is told in every minute, and a pressure with its age`() throws {
    let lines = try Self.lines("minutes = 7")
    #expect(lines[1].hasSuffix("NIBP 165/92 3:50 before by hand"))
    #expect(lines[3] == "  09:35:10  ** Sys 165 > 160, for 8:10, acknowledged after 0:30 (AB)")
  }

  @Test func `the clock says its offset where it is not the reader's`() throws {
    #expect(try Self.lines("minutes = 3", own: 60)[0].contains("2026-10-17 09:35:00+02:00  infusion"))
  }

  @Test(arguments: [
    ("nausea", [5]), ("symptom = nausea and P7", [5]), ("sys > 160", [3]), ("P8 nausea", []),
    ("patient = P8 and minutes = 3", []), ("date = 2026-10-17 and minutes = 3", [3]),
    ("date > 2026-10 and minutes = 3", []), ("mg >= 10 and mg < 11", [12]), ("weight > 200 or nausea", [5]),
    ("plan = trd-40 and not minutes < 12", [12, 13]),
  ])
  func `session and minute are asked in one question`(question: String, minutes: [Int]) throws {
    let found = FoundMinute.all(try SessionQuery(question), in: try Self.digest.get())
    #expect(found.map(\.json).compactMap(Self.minute) == minutes, "\(question)")
  }

  private static func minute(_ json: String) -> Int? {
    json.split(separator: "\"infusion_min\":").last.flatMap { Int($0.prefix { $0.isNumber }) }
  }

  /// 122/79 by hand at 1:00 that was 175/99; 188/99 at 2:30 that its source doubted, with its pulse.
  private static func doubted() throws -> SessionDigest {
    var record = RecordedSession(beginning: .fixture)
    let typed = record.receive(
      .action(.bloodPressure(sys: 175, dia: 99, map: 124), by: "AB"), at: .seconds(60)
    ).entry
    let doubtful = CuffMeasurement(sys: 188, dia: 99, map: nil, isDoubtful: true)
    record.receive(Course.reading(nibp: .measured(doubtful), isDoubtful: true), at: .seconds(150))
    let fields = [AmendedField(key: "sys", value: "122"), AmendedField(key: "dia", value: "79")]
    record.receive(.action(.amend(entry: typed, fields: fields), by: "RN"), at: .seconds(180))
    record.receive(.action(.close(reason: "the end of it"), by: "AB"), at: .seconds(190))
    record.seal()
    return record.digest
  }

  /// Before, JSON had the figures alone.
  @Test func `doubt, hand and correction stand in the JSON as in the text`() throws {
    let found = FoundMinute.all(try SessionQuery("sys > 100"), in: try Self.doubted())
    #expect(
      found.flatMap { $0.lines { _ in 120 } }.filter { $0.contains("NIBP") }.map(\.behindNIBP) == [
        "122/79 at 09:31:00 by hand (was 175/99 (124), RN 09:33)", "188/99? at 09:32:30",
      ])
    let objects = try found.map { try JSONParser.parse(Array($0.json.utf8)).object }
    #expect(objects.map { $0?["by_hand"]?.bool } == [true, false])
    #expect(objects.map { $0?["doubtful"]?.bool } == [nil, true])
    #expect(objects.map { $0?["hr"]?.object?["doubtful"]?.bool } == [nil, true])
    let corrected = objects[0]?["corrected"]?.object
    #expect(corrected?["by"]?.string == "RN" && corrected?["from"]?.object?["sys"]?.fixed == 175)
    #expect(objects[1]?["corrected"] == nil)
    let before = try #require(FoundMinute.all(try SessionQuery("P7"), in: try Self.doubted()).first)
    #expect(before.json.contains("\"by_hand\":null"))
  }

  /// Whose journal must be read for a question, by what the ledger knows.
  @Test(arguments: [
    ("patient = P7 and minutes = 3", true), ("patient = P8 and minutes = 3", false),
    ("not patient = P7", false), ("not patient = P8", true), ("nausea", true), ("sys > 300", false),
    ("sys > 160", true), ("not sys > 300", true), ("sys < 100", true), ("sys > 300 or nausea", true),
    ("spo2 < 90", false), ("spo2 <= 97", true), ("spo2 > 10", true), ("date > 2026-10 and mg > 1", false),
    ("weight > 200", false), ("score.phq9 > 3", false), ("high > 3", true),
  ])
  func `sessions that cannot be meant are not read`(question: String, isRead: Bool) throws {
    let facts = LedgerFacts(try Self.digest.get())
    #expect(try SessionQuery(question).mayMatchAMinute(of: facts) == isRead)
  }
}

extension String {
  fileprivate var behindNIBP: String { split(separator: "NIBP ").last.map(String.init) ?? "" }
}
