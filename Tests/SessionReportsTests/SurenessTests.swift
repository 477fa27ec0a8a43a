import InfusionCore
import JSONLines
import Quantities
import SessionRecord
import SessionReports
import Testing

/// How sure a delivered dose is, wherever it is told.
@Suite struct SurenessTests {
  /// 52.5 mL/h counted from 100 s on, past the stop at 800 s until the end; a bolus of 5 mg that never shows.
  private static func counted() throws -> RecordedSession {
    let script = """
      @100 start override="just a trial" by=AB
      @400 bolus mg=5 reason="more pain" by=AB
      @800 stop reason="all done" by=AB
      @990 close reason="moved to the ward" by=AB

      """
    return try RecordedSession(script: script, until: 995) { second in
      let isRunning = second >= 100
      let given = Double(max(0, second - 100)) * 52.5 / 3600
      let report = PumpReport(
        state: isRunning ? .running : .stopped, rate: MillilitresPerHour(isRunning ? 52.5 : 0),
        volume: Millilitres((given * 1000).rounded() / 1000))
      var course = [Course.reading()]
      course.append(.reading(Reading(source: SourceID("line"), pump: report)))
      return course
    }
  }

  /// 35 mg are ordered; by the set rate they are in after 40 min, and nobody stops it until 44.8 min.
  private static func uncounted() throws -> RecordedSession {
    try RecordedSession(
      script:
        "@100 start override=\"just a trial\" by=AB\n@2790 stop reason=\"all done\" by=AB\n@2791 close by=AB\n",
      until: 2795)
  }

  private func row(_ session: RecordedSession) -> SessionRow {
    SessionRow(SessionReading(session.segments, .overview), "2026-10-17T073000Z_2_a1b2c3")
  }

  private func given(_ session: RecordedSession) throws -> JSONObject? {
    let bundle = try JSONParser.parse(FHIRBundle(session.digest).bytes).object
    return bundle?["entry"]?.array?.compactMap { $0.object?["resource"]?.object }
      .last { $0["resourceType"]?.string == "MedicationAdministration" }
  }

  @Test func `an estimate says so on the page, beside each figure`() throws {
    let page = try Self.counted().summaryLines
    let delivered = page.filter { $0.contains("Delivered") }.joined()
    #expect(delivered.contains("17.98 mg (0.257 mg/kg) in 18 mL, estimated: 12.98 to 17.98 mL"))
    #expect(
      page.contains { $0.contains("bolus 5 mg") && $0.contains("~4.37 mg in") || $0.contains("~4.38 mg in") })
    #expect(page.contains { $0.hasPrefix("  09:40") && $0.hasSuffix("~7.3") })
    #expect(page.count { $0 == "  ~ estimated" } == 3)
  }

  /// If nobody settled the uncounted minutes before the end, the page says of them what the screen said.
  @Test func `an end that was taken back leaves minutes that nobody counted`() throws {
    func page(_ dose: String) throws -> RecordedSession {
      try RecordedSession(
        script: """
          @100 start override="just a trial" by=AB
          @400 stop reason="all done" by=AB
          @500 resume reason="pressed by mistake" by=AB
          \(dose)
          @800 stop reason="all done" by=AB
          @900 close reason="moved to the ward" by=AB

          """, until: 905)
    }
    let open = try page("")
    let words = "  *** NOT COUNTED: 1:40 between an end and its taking back ***"
    #expect(open.summaryLines.contains(words))
    let json = try JSONParser.parse(ReportJSON(open.digest, chainHead: nil).bytes).object
    #expect(json?["not_counted_s"]?.fixed == 100)

    let settled = try page("@510 dose volume_ml=5 reason=\"read at the syringe\" by=AB second=CD")
    #expect(!settled.summaryLines.contains { $0.contains("NOT COUNTED") })
    #expect(settled.summaryLines.contains { $0.contains("dose settled at 5 mL") })
  }

  @Test func `a dose that nobody counted stands apart from the rate before it`() throws {
    let page = try Self.uncounted().summaryLines
    #expect(page.contains { $0.hasSuffix("  0 mL/h up to 39.23 mg in   all done (AB)") })
  }

  @Test func `an estimate says so in list, series and their objects`() throws {
    let session = try Self.counted()
    let row = row(session)
    #expect(row.line().contains("    ~18 "))
    #expect(row.line().contains("dose 17.98 mg, estimated: 12.98 to 17.98 mL (12.98 to 17.98 mg)"))
    #expect(
      row.json.contains(#""basis":"volume","estimated":true,"low_ml":12.979,"high_ml":17.979"#), "\(row.json)"
    )
    let series = PatientSeries(patient: "P7", [session.digest])
    #expect(series.text.contains("~18 "))
    #expect(series.text.contains("estimated: 12.98 to"))
    #expect(series.rows.first?.json(row).contains(#""estimated":true"#) == true)
  }

  @Test func `an estimate says so in what other programs read`() throws {
    let session = try Self.counted()
    let given = try given(session)
    #expect(given?["dosage"]?.object?["text"]?.string?.contains("estimated: 12.98 to 17.98 mL") == true)
    let messages = String(decoding: HL7Messages(session.digest).bytes, as: UTF8.self)
    let doses = messages.split(separator: "\r").filter { $0.contains("delivered_mg") }
    #expect(doses.count == 1)
    #expect(
      doses.first?.contains("|17.979|263890^MDC_DIM_MILLI_G^MDC||QUES|||R|||20261017094630+0200") == true)
    let report = try JSONParser.parse(ReportJSON(session.digest, chainHead: nil).bytes).object
    let changes = report?["infusion"]?.array?.compactMap(\.object) ?? []
    #expect(changes.last?["high_ml"]?.fixed != nil)
    #expect(changes.map { $0["basis"]?.string }.allSatisfy { $0 == "volume" })
  }

  @Test func `an infusion ends when the last of it went in`() throws {
    let end = try given(Self.counted())?["effectivePeriod"]?.object?["end"]?.string
    #expect(end == "2026-10-17T09:46:30.000+02:00")
    let uncounted = try given(Self.uncounted())?["effectivePeriod"]?.object?["end"]?.string
    #expect(uncounted == "2026-10-17T10:16:30.000+02:00")
  }

  @Test func `without a pump more than was ordered is told as a most, in words`() throws {
    let session = try Self.uncounted()
    let page = session.summaryLines
    #expect(page.contains { $0.contains("Delivered") && $0.contains("up to 39.23 mg (0.56 mg/kg)") })
    #expect(page.contains { $0.contains("stopped") && $0.contains("up to 39.23 mg in") })
    #expect(page.contains { $0.contains("started") && $0.contains(" 0 mg in") })
    #expect(row(session).line().hasSuffix("  dose up to 39.23 mg"))
    #expect(PatientSeries(patient: "P7", [session.digest]).text.contains("dose up to 39.23 mg"))
    let timeline = SessionTimeline(session.digest).entries.map(\.text)
    #expect(timeline.contains { $0.contains("stopped") && $0.contains("up to 39.23 mg in") })
    #expect(try given(session)?["dosage"]?.object?["text"]?.string == "up to 39.229 mg in 39.229 mL")
  }

  /// Their pages are compared with what was written then.
  @Test func `a record of the first rules reads as it did`() throws {
    var plan = SessionPlan.fixture
    plan.rulesVersion = 1
    let session = try RecordedSession(
      plan, script: "@100 start override=test\n@2790 stop reason=test\n@2791 close reason=test\n", until: 2795
    )
    #expect(!session.summary.contains("up to"))
    #expect(!row(session).json.contains("basis"))
    let messages = String(decoding: HL7Messages(session.digest).bytes, as: UTF8.self)
    #expect(!messages.contains("delivered_mg"))
  }
}
