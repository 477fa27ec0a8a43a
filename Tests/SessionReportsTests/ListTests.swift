import InfusionCore
import Quantities
import SessionRecord
import SessionReports
import Testing

@Suite struct ListTests {
  private func row(_ session: RecordedSession) -> SessionRow {
    SessionRow(SessionReading(session.segments, .overview), "2026-10-17T073000Z_2_a1b2c3")
  }

  @Test func `a row says who, what, how much and how it ended`() throws {
    let session = try RecordedSession(script: SummaryTests.uneventful, until: 4600)
    #expect(
      [SessionRow.heading, row(session).line] == [
        "began             chair  patient     plan               mg  min  high  med  ended",
        "2026-10-17 09:30  2      P7          trd-40             35   75     0    0  discharged",
      ])
  }

  @Test func `what must not be overlooked stands in capitals`() throws {
    let open = try RecordedSession(.fixture.from(.drill), until: 60, isSealed: false)
    #expect(row(open).line.hasSuffix("open  UNSEALED  SIMULATION"))
    var bytes = try RecordedSession(script: "@5 close\n", until: 9).bytes
    bytes[bytes.count / 2] = 0
    let damaged = SessionReading([SegmentBytes(name: "journal.jsonl", bytes: bytes)], .overview)
    #expect(SessionRow(damaged, "x").line.contains("DAMAGED"))
    let headless = SessionReading([SegmentBytes(name: "journal.jsonl", bytes: [1, 2, 3])], .overview)
    #expect(SessionRow(headless, "x").line.hasSuffix("DAMAGED: no readable header"))
  }

  @Test func `an object has the same facts`() throws {
    let session = try RecordedSession(script: SummaryTests.uneventful, until: 4600)
    #expect(
      row(session).json == """
        {"session":"2026-10-17T073000Z_2_a1b2c3","began":"2026-10-17T09:30:00.000+02:00","origin":"live","chair":"2",\
        "patient":"P7","plan":"trd-40","weight_kg":70,"delivered_mg":35,"delivered_mg_kg":0.5,"length_s":4500,\
        "alarms":{"high":0,"medium":0,"low":0},"outcome":"discharged","sealed":true,"problems":[]}
        """)
  }

  /// Three visits, the second of which ended before anything was given.
  @Test func `a series counts treatments and the days between them`() throws {
    let day: Int64 = 86_400_000
    let course = [(0, "trd-40", 1), (2, nil, 0), (5, "trd-40", 2)] as [(Int64, String?, Int)]
    let digests = try course.map { days, plan, severity in
      let script =
        plan == nil
        ? "@5 close reason=\"blood pressure\"\n"
        : "@125 baseline\n@130 start override=test\n@200 symptom name=nausea severity=\(severity)\n@900 stop reason=test\n"
      let begins = RecordedSession.wall.advanced(byMilliseconds: days * day)
      return try RecordedSession(script: script, until: 1000, begins: begins).digest
    }
    let series = PatientSeries(patient: "P7", digests.reversed())
    #expect(series.rows.map(\.number) == [1, nil, 2])
    #expect(series.rows.map(\.daysSinceLast) == [nil, nil, 5])
    expectPage(series.text, "series.txt")
    #expect(series.text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }
}
