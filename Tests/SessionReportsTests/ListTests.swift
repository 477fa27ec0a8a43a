import InfusionCore
import JSONLines
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
      [SessionRow.heading(), row(session).line()] == [
        "id      began             chair  patient     plan               mg  min  high  med  ended",
        "a1b2c3  2026-10-17 09:30  2      P7          trd-40             35   75     0    0  discharged",
      ])
  }

  /// A branch has the minute 0 of the drill it parts from, though it was begun later.
  @Test func `a drill that was taken again says of which`() throws {
    let session = try RecordedSession(.fixture.from(.drill), script: SummaryTests.uneventful, until: 4600)
    var facts = try #require(row(session).facts)
    #expect(!row(session).line().contains("branch") && !row(session).json.contains("branch"))
    facts.branch = DrillBranch(of: "2026-10-17T071500Z_drill_91b07e", at: .seconds(1350))
    let again = SessionRow(facts, "x", faults: [])
    #expect(again.line().hasSuffix("  discharged  branch of 91b07e, from 22:30  SIMULATION"))
    #expect(
      again.json.contains(
        "\"branch_of\":\"2026-10-17T071500Z_drill_91b07e\",\"branch_from_s\":1350"))
    // The ledger's word for it gives the same row.
    var ledger = LedgerFacts(session.digest)
    ledger.session = facts
    #expect(LedgerFacts(ledger.text, session: facts.session)?.session == facts)
  }

  /// A branch begins, by its clock, when its parent did: a list by time may have it first.
  @Test func `a drill that was taken again stands below the one that it parts from`() throws {
    let session = try RecordedSession(.fixture.from(.drill), script: SummaryTests.uneventful, until: 4600)
    let facts = try #require(row(session).facts)
    func drill(_ id: String, of parent: String? = nil) -> SessionRow {
      var own = facts
      own.session = "2026-10-17T071500Z_drill_\(id)"
      own.branch = parent.map { DrillBranch(of: "2026-10-17T071500Z_drill_\($0)", at: .seconds(60)) }
      return SessionRow(own, "x", faults: [])
    }
    let rows = [
      drill("cccccc", of: "bbbbbb"), drill("bbbbbb", of: "aaaaaa"), drill("dddddd"), drill("aaaaaa"),
      drill("eeeeee", of: "ffffff"), drill("111111", of: "222222"), drill("222222", of: "111111"),
    ]
    let lines = SessionRow.branchesBelow(rows).map { String($0.line().prefix(7)) }
    #expect(lines == ["dddddd ", "aaaaaa ", " bbbbbb", " cccccc", " eeeeee", " 111111", " 222222"])
  }

  @Test func `what must not be overlooked stands in capitals`() throws {
    let open = try RecordedSession(.fixture.from(.drill), until: 60, isSealed: false)
    #expect(row(open).line().hasSuffix("  unsealed  SIMULATION"))
    var bytes = try RecordedSession(script: "@5 close\n", until: 9).bytes
    bytes[bytes.count / 2] = 0
    let damaged = SessionReading([SegmentBytes(name: "journal.jsonl", bytes: bytes)], .overview)
    #expect(SessionRow(damaged, "x").line().contains("DAMAGED"))
    #expect(!SessionRow(damaged, "x").isSealed)
    let headless = SessionReading([SegmentBytes(name: "journal.jsonl", bytes: [1, 2, 3, 0x0A])], .overview)
    #expect(SessionRow(headless, "x").line().contains("DAMAGED"))
    let empty = SessionReading([SegmentBytes(name: "journal.jsonl", bytes: [1, 2, 3])], .overview)
    #expect(SessionRow(empty, "x").line().contains("EMPTY: nothing was recorded"))
  }

  @Test(arguments: [
    (SessionWatch?.some(.running), "unsealed, watched"), (.nobody, "unsealed, nobody watches"),
    (nil, "unsealed"),
  ])
  func `an open session says whether somebody sees to it`(watch: SessionWatch?, word: String) throws {
    let open = try RecordedSession(until: 60, isSealed: false)
    let row = SessionRow(SessionReading(open.segments, .overview), "x", watch: watch)
    #expect(row.ending == [word])
    #expect(row.line().hasSuffix("  " + word))
    #expect(row.json.contains("\"watch\":") == (watch != nil))
  }

  @Test func `a session that was closed and not sealed says both`() throws {
    let closed = try RecordedSession(script: "@5 close reason=ended\n", until: 9, isSealed: false)
    let row = SessionRow(SessionReading(closed.segments, .overview), "x", watch: nil)
    #expect(row.ending == ["abandoned", "UNSEALED"])
    let series = PatientSeries(patient: "P7", [closed.digest])
    #expect(series.text.contains("  abandoned\n      UNSEALED\n"))
  }

  @Test func `what is wrong stands in the row and in its object`() throws {
    let session = try RecordedSession(script: "@5 close reason=ended\n", until: 9)
    let reading = SessionReading(session.segments, .overview)
    let row = SessionRow(reading, "x", further: [.notTheLedgers])
    #expect(row.line().hasSuffix("abandoned  " + RecordFault.notTheLedgers.label))
    #expect(row.json.hasSuffix("\"problems\":[\"\(RecordFault.notTheLedgers.label)\"]}"))
    #expect(row.json.contains("\"sealed\":false"))
    let twice = SessionRow(reading, "x", further: [.twice(at: "/there")])
    #expect(twice.json.contains("\"sealed\":true"))
    #expect(twice.line().hasSuffix("TWICE: the same session lies in /there, too"))
  }

  @Test func `a damaged record says so in the series`() throws {
    let session = try RecordedSession(script: "@5 close reason=ended\n", until: 9)
    let id = session.digest.header.session
    let text = PatientSeries(patient: "P7", [session.digest], damaged: [id: "DAMAGED, entry 3: changed"]).text
    #expect(text.contains("DAMAGED, entry 3: changed"))
  }

  @Test func `an object has the same facts`() throws {
    let session = try RecordedSession(script: SummaryTests.uneventful, until: 4600)
    #expect(
      row(session).json == """
        {"session":"2026-10-17T073000Z_2_a1b2c3","began":"2026-10-17T09:30:00.000+02:00","origin":"live","chair":"2",\
        "patient":"P7","plan":"trd-40","weight_kg":70,"delivered_mg":35,"delivered_mg_kg":0.5,"length_s":4500,\
        "alarms":{"high":0,"medium":0,"low":0},"outcome":"discharged","sealed":true,"basis":"set","estimated":false,"problems":[]}
        """)
  }

  /// A slow pulse and a low pressure of once are told where the next treatment is decided.
  @Test func `a series tells the lowest pulse and pressure`() throws {
    let script = "@130 start override=test\n@900 stop reason=test\n"
    let session = try RecordedSession(script: script, until: 1000) { second in
      let nibp = second % 300 == 120 ? Course.pressure(second == 420 ? 84 : 120, 40) : nil
      return [Course.reading(hr: second == 500 ? 38 : 72, nibp: nibp)]
    }
    let series = PatientSeries(patient: "P7", [session.digest])
    #expect(series.text.contains("\n      lowest HR 38, lowest pressure 84/40"))
    #expect(
      series.rows.first?.json(row(session)).contains(
        #""lowest":{"spo2":97,"sys":84,"dia":40,"hr":38}"#) == true)
    let calm = try RecordedSession(script: script, until: 1000)
    #expect(!PatientSeries(patient: "P7", [calm.digest]).text.contains("lowest HR"))
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
  /// What a person at the chair is told before the third treatment.
  @Test func `the last treatments are known to the next session, and its page tells of them`() throws {
    let day: Int64 = 86_400_000
    let script = "@125 baseline\n@130 start\n@200 symptom name=nausea severity=2\n@900 stop reason=test\n"
    let digests = try [Int64(0), 5].map { days in
      let begins = RecordedSession.wall.advanced(byMilliseconds: days * day)
      return try RecordedSession(script: script, until: 1000, begins: begins).digest
    }
    let now = RecordedSession.wall.advanced(byMilliseconds: 8 * day)
    let history = PatientSeries(patient: "P7", digests).history(at: now, most: 1, unread: 0)
    #expect(history.number == 3)
    #expect(history.daysSinceLast == 3)
    #expect(history.last.map(\.date) == ["2026-10-22"])
    let told = try #require(history.last.first?.sentence)
    #expect(told.hasPrefix("11.2 mg over 13 min, baseline 12"))
    #expect(told.hasSuffix("nausea 2 of 3, never closed"))

    let page = try RecordedSession(until: 5) { $0 == 1 ? [.history(history)] : [] }.summaryLines
    #expect(page.contains("  Series     Infusion 3 of this patient, 3 days after the last"))
    #expect(page.contains { $0.hasPrefix("             2026-10-22: 11.2 mg over 13 min") })
    let others = try RecordedSession(until: 5) { second in
      second == 1
        ? [.history(PatientHistory(patient: "P8", number: 3, daysSinceLast: 3, last: [], unread: 0))] : []
    }
    #expect(!others.summaryLines.contains { $0.contains("Series") })
  }

  @Test(arguments: ["P7", "P-0142", "a name with Weight in it", "注意", "two  blanks"])
  func `a page's first lines say whose it is`(patient: String) throws {
    var plan = SessionPlan.fixture
    plan.patient = patient
    let page = Array(try RecordedSession(plan, until: 5).summary.utf8.prefix(SummaryHead.bytes))
    #expect(!SummaryHead.isOfAnother(than: patient, page))
    #expect(SummaryHead.isOfAnother(than: "P8", page))
  }

  @Test(arguments: ["", "garbage", "CHAIRSIDE SESSION SUMMARY\n  Patient    ", "  Patient    P-1\n"])
  func `a page that cannot be read is nobody else's`(head: String) {
    #expect(!SummaryHead.isOfAnother(than: "P7", Array(head.utf8)))
  }
}
