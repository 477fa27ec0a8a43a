import InfusionCore
import JSONLines
import Quantities
import SessionRecord
import SessionReports
import Testing

@Suite struct ExportTests {
  /// Two minutes, a cuff, one pressure by hand, three minutes of infusion.
  private static func short(_ origin: Origin = .live, script: String = "") throws -> RecordedSession {
    let plan = SessionPlan.fixture.from(origin)
    let actions = "@20 start override=test\n@70 bp sys=131 dia=84 by=AB\n" + script
    return try RecordedSession(plan, script: actions, until: 119) { second in
      [Course.reading(nibp: second == 10 ? Course.pressure(120, 80) : nil)]
    }
  }

  private func resources(_ session: RecordedSession) throws -> [JSONObject] {
    let bundle = try JSONParser.parse(FHIRBundle(session.digest).bytes).object
    return bundle?["entry"]?.array?.compactMap { $0.object?["resource"]?.object } ?? []
  }

  @Test func `vital signs are coded in LOINC and measured in UCUM`() throws {
    let observations = try resources(Self.short()).filter { $0["resourceType"]?.string == "Observation" }
    let found = observations.map { observation -> String in
      let code = observation["code"]?.object?["coding"]?.array?.first?.object?["code"]?.string ?? ""
      let quantities =
        [observation["valueQuantity"]]
        + (observation["component"]?.array ?? []).map { $0.object?["valueQuantity"] }
      let values = quantities.compactMap { $0?.object }.map { quantity in
        "\(quantity["value"]?.fixed ?? 0) \(quantity["code"]?.string ?? "")"
      }
      return "\(observation["effectiveDateTime"]?.string?.suffix(18) ?? "") \(code) "
        + values.joined(separator: ", ")
    }
    #expect(
      found == [
        "09:30:59.000+02:00 8867-4 72 /min", "09:30:59.000+02:00 2708-6 97 %",
        "09:31:59.000+02:00 8867-4 72 /min", "09:31:59.000+02:00 2708-6 97 %",
        "09:30:10.000+02:00 85354-9 120 mm[Hg], 80 mm[Hg]",
        "09:31:10.000+02:00 85354-9 131 mm[Hg], 84 mm[Hg]",
      ])
  }

  @Test(arguments: [("", "in-progress"), ("@80 stop reason=early\n", "stopped")])
  func `the infusion has its dose, its rate and its state`(script: String, status: String) throws {
    let given = try resources(Self.short(script: script)).last {
      $0["resourceType"]?.string == "MedicationAdministration"
    }
    let dosage = given?["dosage"]?.object
    #expect(given?["status"]?.string == status)
    #expect(dosage?["rateQuantity"]?.object?["value"]?.fixed == Fixed(thousandths: 52_500))
    #expect(dosage?["rateQuantity"]?.object?["code"]?.string == "mL/h")
    #expect(dosage?["dose"]?.object?["code"]?.string == "mg")
    #expect(given?["effectivePeriod"]?.object?["end"] == nil || status == "stopped")
  }

  @Test func `a rate that was changed is not told as one rate`() throws {
    let given = try resources(
      Self.short(script: "@80 rate mlh=40\n@90 medication name=ondansetron dose=\"4 mg\" route=IV\n")
    )
    .filter { $0["resourceType"]?.string == "MedicationAdministration" }
    #expect(given.map { $0["dosage"]?.object?["rateQuantity"] } == [nil, nil])
    #expect(given.last?["dosage"]?.object?["text"]?.string == "4 mg IV")
  }

  @Test func `every entry has an address of its own, the same each time`() throws {
    let session = try Self.short()
    let bundle = try JSONParser.parse(FHIRBundle(session.digest).bytes).object
    let addresses = bundle?["entry"]?.array?.compactMap { $0.object?["fullUrl"]?.string } ?? []
    #expect(Set(addresses).count == addresses.count)
    #expect(addresses.allSatisfy { $0.hasPrefix("urn:uuid:") && $0.count == 45 })
    #expect(FHIRBundle(session.digest).bytes == FHIRBundle(session.digest).bytes)
  }

  @Test(arguments: Origin.allCases) func `what is no patient's is marked as test data`(origin: Origin) throws
  {
    let session = try Self.short(origin)
    let bundle = String(decoding: FHIRBundle(session.digest).bytes, as: UTF8.self)
    #expect(bundle.contains("HTEST") == (origin != .live))
    let message = String(decoding: HL7Messages(session.digest).bytes, as: UTF8.self)
    #expect(message.contains(origin == .live ? "|P|2.6|" : "|T|2.6|"))
  }

  @Test func `HL7 is one message a minute, each value with its own time`() throws {
    let session = try Self.short()
    let text = String(decoding: HL7Messages(session.digest).bytes, as: UTF8.self)
    #expect(!text.contains("\n"))
    expectPage(String(text.map { $0 == "\r" ? "\n" : $0 }), "messages.hl7.txt")
  }

  @Test func `HL7's own separators in a name are escaped`() throws {
    var plan = SessionPlan.fixture
    plan.patient = "a|b^c&d~e\\f"
    let digest = try RecordedSession(plan, until: 61).digest
    let text = String(decoding: HL7Messages(digest).bytes, as: UTF8.self)
    #expect(text.contains("PID|||a\\F\\b\\S\\c\\T\\d\\R\\e\\E\\f^^^CHAIRSIDE^PI||"))
  }

  @Test func `an oximeter's rate is a pulse rate`() throws {
    var plan = SessionPlan.fixture
    plan.sources = [SourceDescription(id: SourceID("nonin-df2"))]
    let digest = try RecordedSession(plan, until: 5) { _ in [Course.reading(source: "nonin-df2")] }.digest
    let text = String(decoding: HL7Messages(digest).bytes, as: UTF8.self)
    #expect(text.contains("149530^MDC_PULS_OXIM_PULS_RATE^MDC"))
  }

  @Test func `the report as JSON has the summary's facts`() throws {
    let session = try RecordedSession(script: SummaryTests.uneventful, until: 4600)
    let bytes = ReportJSON(session.digest, review: session.session.review, chainHead: "00").bytes
    let report = try #require(try JSONParser.parse(bytes).object)
    #expect(report["ordered_mg"]?.fixed == 35)
    #expect(report["infusion"]?.array?.count == 2)
    #expect(report["discharge"]?.array?.count == 8)
    #expect(report["discharge"]?.array?.allSatisfy { $0.object?["state"]?.string == "met" } == true)
    #expect(report["minutes"]?.array?.count == 76)
    #expect(report["outcome"]?.string == "discharged")
  }

  @Test func `the report as a page loads nothing and escapes what people type`() throws {
    var plan = SessionPlan.fixture.from(.drill)
    plan.patient = "<script>alert(1)</script>"
    let session = try RecordedSession(plan, script: SummaryTests.uneventful, until: 600)
    let page = ReportHTML(session.digest, chainHead: nil).text
    #expect(!page.contains("<script"))
    #expect(!page.contains("http"))
    #expect(page.contains("&lt;script&gt;"))
    #expect(page.contains("SIMULATION (drill), NO PATIENT</p>"))
    #expect(page.contains("<path d=\"M"))
  }
}
