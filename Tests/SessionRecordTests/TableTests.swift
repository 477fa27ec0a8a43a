import InfusionCore
import Quantities
import SessionRecord
import Testing

/// The tables of a session that is driven second by second, as a replay drives it.
@Suite struct TableTests {
  /// A session, and the two tables that follow it.
  private struct Told {
    var session: Session
    var vitals = VitalsTable()
    var observation = ObservationTable()
    private var entry = 0

    init(_ names: [String] = ["nonin-df2", "line"]) {
      var plan = SessionPlan(weight: Kilograms(70), plan: "trd-40")
      plan.sources = names.map { SourceDescription(id: SourceID($0)) }
      session = Session(plan: plan)
      for event in session.begin() { follow(.event(event.event), event.time) }
    }

    /// Its entry, which a correction cites.
    @discardableResult
    mutating func take(_ milliseconds: Int64, _ input: Input) -> Int {
      let (at, due) = session.makeWay(for: input, at: SessionTime(milliseconds: milliseconds))
      for event in due { follow(.event(event.event), event.time) }
      follow(.passed, at)
      entry += 1
      let told = session.take(input, entry: entry)
      if let heard = session.heard { follow(.heard(heard), at) }
      for event in told { follow(.event(event.event), event.time) }
      return entry
    }

    @discardableResult
    mutating func act(_ seconds: Int64, _ action: Action, by: String? = "AB") -> Int {
      take(seconds * 1000, .action(action, by: by))
    }

    private mutating func follow(_ what: RecordMoment.What, _ time: SessionTime) {
      let wall = WallTime(unixMilliseconds: 1_792_224_000_000 + time.milliseconds)
      let moment = RecordMoment(what, at: time, wall: wall)
      vitals.follow(moment, of: session)
      observation.follow(moment, of: session)
    }

    mutating func vitalsRows() -> [String] { lines(vitals.finished()) }
    func observationRows() -> [String] { lines(observation.finished()) }

    private func lines(_ bytes: [UInt8]) -> [String] {
      String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }
  }

  private func reading(_ source: String, hr: Int? = nil, spo2: Int? = nil, nibp: CuffResult? = nil) -> Input {
    .reading(
      Reading(
        source: SourceID(source), spo2: spo2.map { .value(Fixed($0)) }, hr: hr.map { .value(Fixed($0)) },
        nibp: nibp))
  }

  private func pressure(_ sys: Fixed, number: Int? = nil) -> CuffResult {
    .measured(.pressure(sys: sys, dia: 78, number: number))
  }

  @Test func `a row holds what came up to its second`() {
    var told = Told()
    told.take(0, reading("line", hr: 70, spo2: 98))
    told.take(400, reading("line", hr: 71))
    told.take(1000, reading("line", hr: 72))
    told.take(3000, reading("line", nibp: pressure(124)))
    told.act(3, .note("says \"hello\", twice"))
    let rows = told.vitalsRows()
    #expect(
      rows[0].hasPrefix(
        "time_s,hr_bpm,spo2_pct,nibp_sys_mmhg,nibp_dia_mmhg,nibp_map_mmhg,resp_rpm,pump_rate_ml_h,pump_volume_ml,note,wall"
      ))
    #expect(rows[1] == "0,70,98,,,,,,,,2026-10-17T08:00:00.000+00:00,preparation,,,,,")
    #expect(rows[2] == "1,72,,,,,,,,,2026-10-17T08:00:01.000+00:00,preparation,,,,,")
    #expect(rows[3] == "2,,,,,,,,,,2026-10-17T08:00:02.000+00:00,preparation,,,,,")
    #expect(
      rows[4]
        == "3,,,124,78,93,,,,\"says \"\"hello\"\", twice\",2026-10-17T08:00:03.000+00:00,preparation,,,,,")
    #expect(rows.count == 5)
  }

  @Test func `the preferred source counts, whichever came last`() {
    var told = Told()
    told.take(100, reading("nonin-df2", hr: 70))
    told.take(200, reading("line", hr: 90))
    told.take(1000, reading("line", hr: 91))
    #expect(told.vitalsRows()[2].hasPrefix("1,70,"))
  }

  @Test func `a result that repeats its number is no new row of pressures`() {
    var told = Told()
    for second in Int64(1)...6 { told.take(second * 1000, reading("line", nibp: pressure(124, number: 7))) }
    #expect(told.vitalsRows().dropFirst().filter { $0.contains(",124,78,") }.count == 1)
  }

  @Test func `a correction stands in its row, with what was there first`() throws {
    var told = Told()
    let entry = told.take(1000, reading("line", nibp: pressure(240)))
    told.act(5, .amend(entry: entry, fields: [AmendedField(key: "sys", value: "140")]))
    let row = try #require(told.vitalsRows().first { $0.hasPrefix("1,") })
    #expect(row.hasPrefix("1,,,140,78,"))
    #expect(row.hasSuffix(",nibp was 240/78/132 (AB; 5 s)") || row.contains("nibp was 240/78/132 (AB, 5 s)"))
  }

  @Test func `a struck pressure leaves its row empty`() throws {
    var told = Told()
    let entry = told.take(1000, reading("line", nibp: pressure(240)))
    told.act(5, .amend(entry: entry, fields: [AmendedField(key: "struck", value: "another patient's")]))
    let row = try #require(told.vitalsRows().first { $0.hasPrefix("1,") })
    #expect(row.hasPrefix("1,,,,,,"))
    #expect(row.contains("struck: another patient's"))
  }

  @Test func `the infusion goes on at its rate`() {
    var told = Told()
    told.take(0, reading("line", hr: 70, spo2: 98))
    told.act(1, .start(override: "no forms"))
    told.take(3000, reading("line", hr: 71, spo2: 98))
    let rows = told.vitalsRows()
    #expect(rows[2].contains(",infusing,52.5,0,"))
    #expect(rows[3].contains(",infusing,52.5,0.015,"))
    #expect(rows[4].contains(",infusing,52.5,0.029,"))
  }

  /// Five readings, a refused symptom, a check, from the stop to the close.
  private func observed() -> [String] {
    var told = Told()
    told.take(99_000, reading("line", hr: 70, spo2: 98))
    told.act(99, .start(override: "no forms"))
    told.take(100_000, reading("line", hr: 70, spo2: 98))
    told.act(103, .stop(reason: "enough of it"))
    told.take(110_000, reading("line", hr: 60, spo2: 95))
    told.take(120_000, reading("line", hr: 80, spo2: 97))
    told.take(160_000, reading("line", nibp: .measured(.pressure(sys: 120, dia: 80))))
    told.act(161, .check(without: ["moaas"]))
    told.act(162, .symptom(name: "vomiting", severity: 3, at: .seconds(9999)))
    told.act(162, .score(scale: "aldrete", value: 99))
    told.act(162, .symptom(name: "nausea", severity: 1, at: nil), by: nil)
    told.take(163_000, reading("line", hr: 75, spo2: 97))
    told.act(200, .close(reason: "the end of it"))
    return told.observationRows()
  }

  @Test func `an observation has a row a minute`() {
    let rows = observed()
    #expect(rows.count == 4)
    #expect(rows[1].hasPrefix("103,70,98,,,,,,,,0,2026-10-17T08:01:43.000+00:00,,,,,,,3,3,,,"))
    #expect(
      rows[2].hasPrefix("163,75,97,120,80,93,,,,,60,2026-10-17T08:02:43.000+00:00,60,80,95,97,,,0,0,3,,"))
    #expect(rows[2].contains("check AB without moaas; symptom nausea 1"))
    #expect(rows[3].hasPrefix("200,,,,,,,,,,97,"))
  }

  @Test func `what was refused is in no table`() {
    #expect(!observed().contains { $0.contains("vomiting") || $0.contains("aldrete") })
  }

  @Test(arguments: ["=1+1", "+1", "-1", "@x", "\tx"])
  func `a note that a spreadsheet would run is told to it as text`(note: String) {
    var told = Told()
    told.act(1, .note(note))
    let cell = "'\(note.printable)"
    #expect(told.vitalsRows().contains { $0.contains(",\(cell),") })
  }

  @Test func `no invisible character of a note reaches a table`() {
    var told = Told()
    told.act(1, .note("a\u{202E}b\u{200B}c\u{1B}[31m,\u{301}"))
    let text = told.vitalsRows().joined()
    #expect(text.contains("abc [31m"))
  }
}
