import InfusionCore
import JSONLines
import OperatorLanguage
import Quantities
import SessionRecord
import SessionReports
import Testing

/// Pages show corrected values with the first ones; and further faults that pages once had.
@Suite struct CorrectionTests {
  /// Labetalol 100 mg that was 10, a pressure of 240 that was 140, a symptom of the finger.
  private static func corrected() throws -> (record: RecordedSession, entries: [String: Int]) {
    var record = RecordedSession(beginning: .fixture)
    var entries: [String: Int] = [:]
    func act(_ name: String, _ second: Int64, _ action: Action, by: String? = "AB") {
      entries[name] = record.receive(.action(action, by: by), at: .seconds(second)).entry
    }
    func amend(_ name: String, _ second: Int64, _ key: String, _ value: String) {
      let fields = [AmendedField(key: key, value: value)]
      act("amend-\(name)", second, .amend(entry: entries[name] ?? 0, fields: fields), by: "CD")
    }
    act("pressure", 60, .bloodPressure(sys: 240, dia: 85, map: nil))
    act("labetalol", 70, .medication(name: "labetalol", dose: "100 mg", route: "IV"))
    act("vomiting", 80, .symptom(name: "vomiting", severity: 3, at: nil))
    amend("pressure", 660, "sys", "140")
    amend("labetalol", 670, "dose", "10 mg")
    amend("vomiting", 680, "struck", "slip of the finger")
    act("close", 690, .close(reason: "the end of it"))
    record.seal()
    return (record, entries)
  }

  /// A baseline of 240/85, whose pressure was 140, or none at all.
  private static func baseline(corrected fields: [AmendedField]) -> RecordedSession {
    var record = RecordedSession(beginning: .fixture)
    let pressure = record.receive(
      .action(.bloodPressure(sys: 240, dia: 85, map: nil), by: "AB"), at: .seconds(60)
    ).entry
    record.receive(.action(.baseline(), by: "AB"), at: .seconds(70))
    record.receive(.action(.amend(entry: pressure, fields: fields), by: "CD"), at: .seconds(660))
    record.receive(.action(.close(reason: "the end of it"), by: "AB"), at: .seconds(690))
    record.seal()
    return record
  }

  @Test func `a baseline follows the pressure that it was taken from, on every page`() throws {
    let record = Self.baseline(corrected: [AmendedField(key: "sys", value: "140")])
    let page = record.summaryLines.joined(separator: " ")
    #expect(page.contains("Sys 140 (was 240, CD 09:41), Dia 85, 09:31 (AB)"))
    let report = try JSONParser.parse(ReportJSON(record.digest, chainHead: nil).bytes).object
    #expect(report?["baseline"]?.object?["sys"]?.fixed == 140)
    let was = report?["baseline_corrected"]?.object?["sys"]?.object
    #expect(was?["from"]?.object?["sys"]?.fixed == 240)
    #expect(was?["by"]?.string == "CD")
    #expect(report?["baseline_corrected"]?.object?["dia"] == nil)
    let row = try #require(PatientSeries(patient: "P7", [record.digest]).rows.first)
    #expect(row.baseline[.sys] == 140)
    #expect(row.baselineCorrection == "Sys (was 240, CD 09:41)")
    #expect(record.audit.verdict == .intact)
  }

  @Test func `of a pressure that was struck no baseline is left`() throws {
    let record = Self.baseline(corrected: [AmendedField(key: "struck", value: "other patient")])
    let page = record.summaryLines.joined(separator: " ").split(separator: " ").joined(separator: " ")
    #expect(page.contains("Sys - (struck: other patient, CD 09:41)"))
    let report = try JSONParser.parse(ReportJSON(record.digest, chainHead: nil).bytes).object
    #expect(report?["baseline"]?.object?.members.isEmpty == true)
    #expect(report?["baseline_corrected"]?.object?["sys"]?.object?["struck"]?.string == "other patient")
    #expect(record.audit.verdict == .intact)
  }

  @Test func `the page has the corrected values, and behind them the first`() throws {
    let lines = try Self.corrected().record.summaryLines
    let (record, entries) = try Self.corrected()
    func line(_ name: String) -> String? { lines.first { $0.contains("#\(entries[name] ?? 0) ") } }
    let words = lines.joined(separator: " ").split(separator: " ").joined(separator: " ")
    #expect(line("labetalol")?.hasSuffix("given: labetalol 10 mg IV (was 100 mg, CD 09:41) (AB)") == true)
    #expect(words.contains("pressure 140/85 (103) by hand (was 240/85 (137), CD 09:41) (AB)"))
    #expect(line("vomiting")?.contains("STRUCK symptom: vomiting") == true)
    #expect(lines.contains { $0.contains("140/85 (103) h c") })
    #expect(!lines.contains { $0.contains("corrected: ") })
    #expect(record.audit.verdict == .intact)
  }

  /// A pressure was corrected by mistake and corrected back: `was 140/85` behind 140/85 would tell nothing.
  @Test func `a pressure that was put back says so`() throws {
    var record = RecordedSession(beginning: .fixture)
    let pressure = record.receive(
      .action(.bloodPressure(sys: 140, dia: 85, map: nil), by: "AB"), at: .seconds(60)
    ).entry
    for (second, sys) in [(Int64(90), "190"), (100, "140")] {
      let amend = Action.amend(entry: pressure, fields: [AmendedField(key: "sys", value: sys)])
      record.receive(.action(amend, by: "CD"), at: .seconds(second))
    }
    record.seal()
    #expect(
      record.summaryLines.contains {
        $0.contains("pressure 140/85 (103) by hand (put back as it was, CD 09:31)")
      })
  }

  @Test func `the series tells the next nurse the corrected ones`() throws {
    let digest = try Self.corrected().record.digest
    let row = try #require(PatientSeries(patient: "P7", [digest]).rows.first)
    #expect(row.highestPressure?.sys == 140)
    #expect(row.medicines == ["labetalol 10 mg (was 100 mg, CD 09:41)"])
    #expect(row.sideEffects.isEmpty)
  }

  @Test func `a symptom that was corrected says so in the series`() throws {
    var record = RecordedSession(beginning: .fixture)
    let symptom = record.receive(
      .action(.symptom(name: "nausea", severity: 3, at: nil), by: "AB"), at: .seconds(60)
    ).entry
    let amend = Action.amend(entry: symptom, fields: [AmendedField(key: "severity", value: "1")])
    record.receive(.action(amend, by: "CD"), at: .seconds(90))
    record.seal()
    let series = PatientSeries(patient: "P7", [record.digest])
    #expect(series.text.contains("nausea 1 of 3 (was 3, CD)"))
  }

  @Test func `an amendment keeps its own number, and numbers are numbers`() throws {
    let (record, entries) = try Self.corrected()
    let bytes = ReportJSON(record.digest, chainHead: nil).bytes
    let actions = try JSONParser.parse(bytes).object?["actions"]?.array?.compactMap(\.object) ?? []
    let amend = actions.first { $0["n"]?.integer == entries["amend-pressure"] }
    #expect(amend?["action"]?.string == "amend")
    #expect(amend?["amends"]?.integer == entries["pressure"])
    let given = actions.first { $0["n"]?.integer == entries["labetalol"] }
    let corrected = given?["corrected"]?.object
    #expect(given?["dose"]?.string == "10 mg")
    #expect(corrected?["by"]?.string == "CD")
    #expect(corrected?["t"]?.fixed == 670)
    #expect(corrected?["from"]?.object?["dose"]?.string == "100 mg")
    #expect(actions.first { $0["action"]?.string == "bp" }?["sys"]?.fixed == 140)
    let struck = actions.first { $0["n"]?.integer == entries["vomiting"] }
    #expect(struck?["severity"] == nil && struck?["corrected"]?.object?["struck"]?.string != nil)
  }

  /// Time, value, limit and mark of an alarm are those at its raising.
  @Test func `an alarm has the value and level that it was raised with, then the worst of both`() throws {
    let record = try RecordedSession(until: 120) { second in
      [Course.reading(spo2: second < 20 ? 97 : second < 60 ? 88 : 80)]
    }
    let alarm = try #require(record.digest.alarms.first { $0.id == .limit(.spo2, .low) })
    #expect((alarm.raised.priority, alarm.priority) == (.medium, .high))
    let line = record.summaryLines.first { $0.hasPrefix("  09:30:35") } ?? ""
    #expect(line.contains(" before      0  **  SpO2 88 < 90, worst *** 80   not ended no;"))
    #expect(
      record.summary.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(
        "; high from 09:31:0"))
    let entries = SessionTimeline(record.digest).entries.filter { $0.text.contains("SpO2") }
    #expect(entries.map(\.kind) == [.alarm(.medium), .alarm(.high)])
    #expect(
      entries.map(\.text) == [
        "** SpO2 88 < 90, worst *** 80, not ended, not acknowledged", "*** SpO2 low is high from here on",
      ])
  }

  /// The pages give the screen's reason why a device is not heard: a pulled cable is not the same as silence.
  @Test func `an alarm of a device keeps why it could not be heard`() throws {
    let record = try RecordedSession(until: 20) { second in
      second == 10 ? [.link(SourceID("line"), .lost(.vanished))] : second < 10 ? Course.quiet(second) : []
    }
    let alarm = try #require(record.digest.alarms.first { $0.raisedAt == .seconds(10) })
    #expect(alarm.course == "line: port vanished")
    #expect(record.summaryLines.contains { $0.contains("!!  line: port vanished  ") })
    #expect(
      SessionTimeline(record.digest).entries.map(\.text).contains(
        "!! line: port vanished, not ended, not acknowledged"))
  }

  /// `high` beside 0:56 would be read as if the alarm had been high for all of it.
  @Test(arguments: [(60, "; high from 09:31:05 for 0:20"), (20, "; high for 0:20")])
  func `an alarm that fell again has the time that it was at its worst`(deep: Int64, words: String) throws {
    let record = try RecordedSession(until: 120) { second in
      [Course.reading(spo2: second < 20 ? 97 : (deep..<deep + 20).contains(second) ? 80 : 88)]
    }
    #expect(record.summary.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(words))
  }

  @Test func `limits that a person switched or moved are told, with or without initials`() throws {
    let script = """
      @1 limit vital=hr off reason="an athlete" by=AB
      @2 limit vital=hr on
      @3 limit vital=spo2 low=89

      """
    let lines = try RecordedSession(script: script, until: 5).summaryLines
    let told = lines.filter { $0.contains("limits ") || $0.contains("low 90") }
    #expect(
      told == [
        "  09:30:01  HR ordinary limits OFF: an athlete (AB)",
        "  09:30:02  HR ordinary limits on (no initials)", "  09:30:03  SpO2 low 90 to 89 (no initials)",
      ])
  }

  @Test func `the questions before the patient goes stand with their answers`() throws {
    let script =
      "@1 start\n@2 stop reason=complete\n@3 checklist item=cannula answer=met by=AB\n"
      + "@3 checklist item=oriented answer=notmet by=AB\n"
    let lines = try RecordedSession(script: script + "@4 close reason=\"the end\"\n", until: 5).summaryLines
    let told = lines.drop { $0 != "OUTCOME" }.prefix(4).dropFirst()
    #expect(
      Array(told) == [
        "  Met        09:30 (AB) cannula out", "  NOT MET    09:30 (AB) oriented",
        "  Not asked  instructions",
      ])
  }

  @Test func `an alarm whose pressure was struck or corrected says so`() throws {
    for (told, change) in [
      ("; its pressure was STRUCK", "struck=\"another patient\""),
      ("; its pressure was corrected", "sys=129"),
    ] {
      var recorded = try RecordedSession(script: "@10 bp sys=199 dia=88 by=AB\n", until: 15, isSealed: false)
      let entry = try #require(recorded.session.chart.pressures.last?.entry)
      let amend = try OperatorLine.parse("amend n=\(entry) \(change) by=AB")
      recorded.receive(.action(amend.action, by: amend.by), at: .seconds(20))
      recorded.seal()
      #expect(recorded.summary.split { $0 == " " || $0 == "\n" }.joined(separator: " ").contains(told))
      #expect(SessionTimeline(recorded.digest).entries.contains { $0.text.hasSuffix(told) })
    }
  }

  @Test func `a reading that was due is told as taken, late or missed`() throws {
    var plan = SessionPlan.fixture
    plan.plan = "esketamine-120"
    func page(_ pressureAt: Int64) throws -> String {
      try RecordedSession(plan, script: "@10 start override=test\n", until: 3600) { second in
        [Course.reading(nibp: second == pressureAt ? Course.pressure(120, 80) : nil)]
      }.summary
    }
    #expect(try page(2400).contains("NIBP 40 min after start: taken at 10:10:00"))
    #expect(try page(3000).contains("NIBP 40 min after start: LATE, taken at 10:20:00"))
    #expect(try page(5).contains("NIBP 40 min after start: not taken when the record ends"))
  }

  @Test func `a pressure that was struck is told as no reading that was due`() throws {
    var plan = SessionPlan.fixture
    plan.plan = "esketamine-120"
    var recorded = try RecordedSession(
      plan, script: "@10 start override=test\n", until: 2500, isSealed: false
    ) { second in
      [Course.reading(nibp: second == 2400 ? Course.pressure(120, 80) : nil)]
    }
    let entry = try #require(recorded.session.chart.pressures.last?.entry)
    let amend = try OperatorLine.parse("amend n=\(entry) struck=\"wrong arm\" by=AB")
    recorded.receive(.action(amend.action, by: amend.by), at: .seconds(2510))
    recorded.seal()
    #expect(recorded.summary.contains("NIBP 40 min after start: not taken when the record ends"))
  }

  @Test(arguments: ["a|\u{301}b", "<\u{301}script>", "a\u{202E}b\u{200B}c", "a\u{1B}[31m\rMSH|x"])
  func `separators that a mark hides are escaped, and nothing invisible leaves`(name: String) throws {
    var plan = SessionPlan.fixture
    plan.patient = name
    let digest = try RecordedSession(plan, until: 61).digest
    let message = String(decoding: HL7Messages(digest).bytes, as: UTF8.self)
    let pid = message.unicodeScalars.split(separator: "\r").map { String($0) }.first { $0.hasPrefix("PID") }
    #expect(pid?.unicodeScalars.count { $0 == "|" } == 5)
    let page = ReportHTML(digest, chainHead: nil).text
    #expect(!page.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{200B}" || $0 == "\u{1B}" })
    #expect(!page.contains("<\u{301}"))
    #expect(!String(page.unicodeScalars.filter { $0 != "\u{301}" }).contains("<script"))
  }

  @Test func `a scale of the clinic's own stands in the series and the exports`() throws {
    let plan = SessionPlan.fixture.configured {
      $0.clinic.scales.append(Scale(name: "phq9", title: "PHQ-9", source: "nine items", least: 0, most: 27))
    }
    let record = try RecordedSession(plan, script: "@6 score scale=phq9 value=19 by=KM\n", until: 61)
    let series = PatientSeries(patient: "P7", [record.digest])
    #expect(series.text.contains("PHQ-9 19 of 27"))
    let listed = SessionRow(SessionReading(record.segments, .overview), "s")
    let object = try JSONParser.parse(Array((series.rows.first?.json(listed) ?? "").utf8)).object
    #expect(object?["scores"]?.array?.first?.object?["value"]?.fixed == 19)
    #expect(String(decoding: FHIRBundle(record.digest).bytes, as: UTF8.self).contains("\"valueInteger\":19"))
    #expect(
      String(decoding: HL7Messages(record.digest).bytes, as: UTF8.self).contains("|phq9^PHQ-9^99CHAIRSIDE|"))
  }
}
