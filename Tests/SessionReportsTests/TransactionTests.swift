import Foundation
import InfusionCore
import JSONLines
import OperatorLanguage
import Quantities
import SessionRecord
import SessionReports
import Testing

@Suite("A session posted to a FHIR server")
struct TransactionTests {
  /// A quarter of an hour with everything that can be told: a changed rate, a pause, a bolus, a desaturation
  /// that is answered, a symptom that was corrected, a pressure that was struck, a medicine, oxygen, a score.
  private static let script = """
    @10 checklist item=fasting answer=met by=AB
    @30 start override="just a test" by=AB
    @120 bp sys=131 dia=84 by=AB
    @130 bp sys=300 dia=84 by=AB
    @180 rate mlh=40 reason="slower on request" by=AB
    @240 pause reason="nausea now" by=CD
    @250 symptom name=nausea severity=2 by=CD
    @260 medication name=ondansetron dose="4 mg" route=IV by=CD
    @270 medication name=salbutamol dose="two puffs" route=inhaled by=CD
    @300 resume reason="better again" by=CD
    @330 bolus mg=2 reason="ordered by phone" by=AB
    @400 intervention name=oxygen flow="2 L/min" by=AB
    @420 ack by=EF
    @500 score scale=moaas value=5 by=AB
    @520 note text="slept a little" by=AB
    @700 stop reason="enough for today" by=AB
    @760 close reason="end of the test" by=AB

    """

  /// - Parameter isCorrected: without, the two corrections were never made.
  private static func session(_ origin: Origin = .live, isCorrected: Bool = true) throws -> RecordedSession {
    var session = RecordedSession(beginning: SessionPlan.fixture.from(origin))
    var actions = try OperatorScript.parse(Array(script.utf8))[...]
    var cited: [ActionName: Int] = [:]
    for second in Int64(0)...760 {
      let spo2: Fixed = (380..<440).contains(second) ? 84 : 97
      let nibp = second == 60 ? Course.pressure(120, 80) : nil
      session.receive(Course.reading(spo2: spo2, nibp: nibp), at: .seconds(second))
      while let next = actions.first, next.time == .seconds(second) {
        cited[next.action.name] = session.receive(.action(next.action, by: next.by), at: next.time).entry
        actions.removeFirst()
      }
      guard isCorrected, let correction = corrections.first(where: { $0.at == second }),
        let entry = cited[correction.of]
      else { continue }
      let amend = Action.amend(entry: entry, fields: [.init(key: correction.key, value: correction.value)])
      session.receive(.action(amend, by: correction.by), at: .seconds(second))
    }
    session.seal()
    return session
  }

  private static let corrections: [(at: Int64, of: ActionName, key: String, value: String, by: String)] = [
    (140, .bloodPressure, "struck", "slip of the finger", "AB"), (600, .symptom, "severity", "1", "CD"),
  ]

  private static let told = Result { try session() }
  private static let uncorrected = Result { try session(isCorrected: false) }

  private static func bytes(_ session: RecordedSession) -> [UInt8] {
    FHIRTransaction(session.digest, chainHead: session.audit.chainHead?.description).bytes
  }

  private static func entries(_ session: RecordedSession) throws -> [JSONObject] {
    let bundle = try JSONParser.parse(bytes(session)).object
    return bundle?["entry"]?.array?.compactMap(\.object) ?? []
  }

  private static func resources(_ type: String, _ session: RecordedSession) throws -> [JSONObject] {
    try entries(session).compactMap { $0["resource"]?.object }.filter { $0["resourceType"]?.string == type }
  }

  private static func key(_ resource: JSONObject) -> String {
    let value = resource["identifier"]?.array?.first?.object?["value"]?.string ?? ""
    return String(value.drop { $0 != "." }.dropFirst())
  }

  @Test func `a second posting changes nothing`() throws {
    let bytes = Self.bytes(try Self.told.get())
    var server = TransactionServer()
    try server.post(bytes)
    let stored = server.stored
    #expect(server.created == stored.count && stored.count > 40)
    try server.post(bytes)
    #expect(server.stored == stored)
    #expect(server.changed == 0)
  }

  @Test func `a posting after a correction changes what was corrected`() throws {
    let before = try Self.uncorrected.get()
    var server = TransactionServer()
    try server.post(Self.bytes(before))
    let count = server.stored.count
    try server.post(Self.bytes(try Self.told.get()))
    // The provenance of the record as it is now came to it, and the correction moved no other key.
    let statuses = server.stored.values.compactMap { $0["status"]?.string }
    #expect(server.stored.count > count)
    #expect(statuses.contains("entered-in-error") && statuses.contains("amended"))
  }

  @Test func `every reference leads to an entry of the bundle`() throws {
    let entries = try Self.entries(try Self.told.get())
    let addresses = entries.compactMap { $0["fullUrl"]?.string }
    #expect(Set(addresses).count == entries.count)
    let references = entries.flatMap { Self.references($0["resource"] ?? .null) }
    #expect(references.count > entries.count)
    #expect(Set(references).isSubset(of: addresses))
  }

  private static func references(_ value: JSONValue) -> [String] {
    switch value {
    case .array(let items): items.flatMap(references)
    case .object(let object):
      object.members.flatMap { $0.key == "reference" ? [$0.value.string ?? ""] : references($0.value) }
    case .null, .bool, .fixed, .double, .string: []
    }
  }

  @Test func `two exports give the same bytes`() throws {
    #expect(Self.bytes(try Self.session()) == Self.bytes(try Self.told.get()))
  }

  @Test func `everything that the record tells is told once`() throws {
    let session = try Self.told.get()
    let digest = session.digest
    let keys = try Self.entries(session).compactMap { $0["resource"]?.object }.map(Self.key)
      .filter { !$0.isEmpty }
    #expect(Set(keys).count == keys.count)
    var wanted = Set(digest.chart.pressures.map { "n\($0.entry)" })
    for mark in digest.marks {
      guard case .action(let action) = mark.what else { continue }
      switch action.name {
      // Told by a dose step, by an alarm, by what they correct.
      case .start, .pause, .resume, .rate, .bolus, .stop, .acknowledge, .amend: continue
      default: wanted.insert("n\(mark.entry)")
      }
    }
    #expect(Set(keys.filter { $0.hasPrefix("n") }) == wanted)
    #expect(keys.count { $0.hasPrefix("alarm.") } == digest.alarms.count)
    #expect(keys.count { $0.hasPrefix("phase.") } == digest.phases.count)
    #expect(keys.count { $0.hasPrefix("dose.") } == digest.doses.count - 1)
    #expect(keys.count { $0.hasPrefix("spo2.") } == digest.vitals.count)
  }

  @Test func `the infusion goes step by step, and its steps add up to what was delivered`() throws {
    let session = try Self.told.get()
    let steps = try Self.resources("MedicationAdministration", session).filter {
      Self.key($0).hasPrefix("dose.")
    }
    let lines = steps.map { step -> String in
      let dosage = step["dosage"]?.object
      let rate = dosage?["rateQuantity"]?.object?["value"]?.fixed.map { " at \($0)" } ?? ""
      let dose = dosage?["dose"]?.object?["value"]?.fixed.map(\.description) ?? "-"
      return
        "\(Self.key(step)) \(step["status"]?.string ?? "") \(dosage?["text"]?.string ?? "") \(dose)\(rate)"
    }
    #expect(
      lines == [
        "dose.1 completed infusion 2.188 at 52.5", "dose.2 completed infusion 0.666 at 40",
        "dose.3 not-done  -", "dose.4 completed infusion 4.445 at 40",
        "dose.5 completed bolus 2",
      ])
    #expect(steps[2]["statusReason"]?.array?.first?.object?["text"]?.string == "reason nausea now")
    let sum = steps.compactMap { $0["dosage"]?.object?["dose"]?.object?["value"]?.fixed }.reduce(0, +)
    #expect(sum == session.digest.delivered?.delivered.fixed)
    #expect(steps.allSatisfy { $0["partOf"] != nil && $0["context"] != nil })
    #expect(Self.text(steps[3]).contains("ended by stop, reason enough for today (AB)"))
  }

  private static func text(_ resource: JSONObject) -> String {
    resource["note"]?.array?.first?.object?["text"]?.string ?? ""
  }

  @Test func `what was corrected says so, and what it was`() throws {
    let observations = try Self.resources("Observation", try Self.told.get())
    let amended = observations.filter { $0["status"]?.string == "amended" }
    #expect(amended.map { $0["valueInteger"]?.fixed } == [1])
    #expect(amended.map(Self.text) == ["was 2, CD 09:40"])
    let struck = observations.filter { $0["status"]?.string == "entered-in-error" }
    #expect(struck.map(Self.text) == ["entered by hand; struck: slip of the finger, AB 09:32"])
  }

  @Test func `an alarm says how far it went, against which limit, and who answered`() throws {
    let alarms = try Self.resources("Observation", try Self.told.get()).filter {
      Self.key($0).hasPrefix("alarm.") && $0["code"]?.object?["text"]?.string == "alarm spo2.low"
    }
    let parts = (alarms.first?["component"]?.array ?? []).compactMap(\.object).map { part -> String in
      let value = part["valueQuantity"]?.object?["value"]?.fixed?.description ?? part["valueString"]?.string
      return "\(part["code"]?.object?["text"]?.string ?? "") \(value ?? "")"
    }
    #expect(parts == ["priority high", "worst 84", "limit 85", "answered after 35", "answered by EF"])
    #expect(alarms.first?["status"]?.string == "final")
  }

  @Test func `a medicine's dose is a quantity or words, never a dosage without one`() throws {
    let medicines = try Self.resources("MedicationAdministration", try Self.told.get()).filter {
      Self.key($0).hasPrefix("n")
    }
    #expect(medicines.map { $0["dosage"]?.object?["dose"]?.object?["value"]?.fixed } == [4, nil])
    #expect(medicines.map { $0["dosage"] == nil } == [false, true])
    #expect(medicines.map(Self.text) == ["", "dose and route as noted: two puffs inhaled"])
  }

  @Test func `the provenance names the seal and everything that came of it`() throws {
    let session = try Self.told.get()
    let provenance = try #require(try Self.resources("Provenance", session).first)
    #expect(provenance["target"]?.array?.count == (try Self.entries(session).count) - 1)
    let what = provenance["entity"]?.array?.first?.object?["what"]?.object?["identifier"]?.object
    #expect(what?["value"]?.string == session.audit.chainHead?.description)
  }

  @Test(arguments: [Origin.live, .drill]) func `what is no patient's is marked at every resource`(
    origin: Origin
  )
    throws
  {
    let session = origin == .live ? try Self.uncorrected.get() : try Self.session(origin, isCorrected: false)
    let entries = try Self.entries(session)
    let marked = entries.count { entry in
      let labels = entry["resource"]?.object?["meta"]?.object?["security"]?.array ?? []
      return labels.contains { $0.object?["code"]?.string == "HTEST" }
    }
    #expect(marked == (origin == .live ? 0 : entries.count))
  }

  @Test func `of a damaged record nothing is final, and nothing takes the place of what was told before`()
    throws
  {
    let session = try Self.told.get()
    let bytes = FHIRTransaction(session.digest, chainHead: "00", isDamaged: true).bytes
    #expect(!String(decoding: bytes, as: UTF8.self).contains("chain-head"))
    var server = TransactionServer()
    try server.post(Self.bytes(session))
    let before = server.stored
    try server.post(bytes)
    #expect(before.allSatisfy { server.stored[$0.key] == $0.value })
    let entries = try JSONParser.parse(bytes).object?["entry"]?.array?.compactMap(\.object) ?? []
    let statuses = entries.compactMap { $0["resource"]?.object?["status"]?.string }
    #expect(Set(statuses) == ["unknown"] && statuses.count == entries.count - 1)
  }

  /// A pause that goes on is on hold; one that is over was no administration.
  @Test func `a pause that goes on is on hold`() throws {
    let script = "@20 start override=\"just a test\"\n@60 pause reason=\"nausea now\"\n"
    let session = try RecordedSession(script: script, until: 90, isSealed: false)
    let steps = try Self.resources("MedicationAdministration", session)
    #expect(steps.map { $0["status"]?.string } == ["completed", "on-hold"])
    #expect(try Self.resources("Encounter", session).map { $0["status"]?.string } == ["in-progress"])
    #expect(try Self.resources("Procedure", session).map { $0["status"]?.string } == ["in-progress"])
  }

  @Test func `a source's name is no part of an address`() throws {
    var plan = SessionPlan.fixture
    plan.sources = [SourceDescription(id: SourceID("a b&c|d_e"))]
    let session = try RecordedSession(plan, until: 5) { _ in [Course.reading(source: "a b&c|d_e")] }
    let urls = try Self.entries(session).compactMap { $0["request"]?.object?["url"]?.string }
    #expect(urls.contains { $0.hasSuffix(".source.a_20b_26c_7Cd_5Fe") })
    var server = TransactionServer()
    try server.post(Self.bytes(session))
    #expect(server.created == urls.count)
  }

  @Test func `a hold rule that was met says what was done about it`() throws {
    let plan = SessionPlan.fixture.configured { $0.clinic.holdRules[0].isOn = true }
    let script = """
      @10 start override="just a test" by=AB
      @60 bp sys=190 dia=90 by=AB
      @400 bp sys=191 dia=90 by=AB
      @430 pause reason="systolic above 180" by=AB

      """
    let session = try RecordedSession(plan, script: script, until: 500) { _ in [Course.reading()] }
    let told = try Self.resources("Observation", session).filter { Self.key($0).hasPrefix("advice.") }
    #expect(
      told.map { $0["valueString"]?.string } == [
        "Sys > 180, 2 times, 5 min apart (191): pause, and tell the clinician; followed after 0:30 (AB)"
      ])
  }

  @Test func `a reading that was due says whether it was taken`() throws {
    var plan = SessionPlan.fixture
    plan.plan = "esketamine-120"
    let script = "@20 start mg=56 override=\"just a test\" by=AB\n@2420 bp sys=130 dia=80 by=AB\n"
    let session = try RecordedSession(plan, script: script, until: 2500) { _ in [] }
    let told = try Self.resources("Observation", session).filter { Self.key($0).hasPrefix("due.") }
    #expect(told.map { $0["valueString"]?.string } == ["nibp 40 min after start: taken"])
  }

  @Test func `a dose that was given at once is told once`() throws {
    var plan = SessionPlan.fixture
    plan.plan = "esketamine-120"
    let script = "@20 start mg=56 override=\"just a test\" by=AB\n@80 close reason=\"end of test\" by=AB\n"
    let session = try RecordedSession(plan, script: script, until: 90)
    let given = try Self.resources("MedicationAdministration", session)
    #expect(given.map { $0["dosage"]?.object?["dose"]?.object?["value"]?.fixed } == [56])
    #expect(try Self.resources("Procedure", session).isEmpty)
  }

  /// Types, cardinalities and what must be there, by readers that are not ours.
  @Test(
    .enabled(
      "no python3 with fhir.resources or fhirkit on the PATH: not validated", { !Validator.found.isEmpty }),
    arguments: Validator.found)
  fileprivate func `both bundles are valid R4`(_ validator: Validator) throws {
    let session = try Self.told.get()
    #expect(try validator.complaints(Self.bytes(session)) == "")
    #expect(try validator.complaints(FHIRBundle(session.digest).bytes) == "")
    let text = String(decoding: Self.bytes(session), as: UTF8.self)
    let broken = text.replacing("\"status\":\"final\",", with: "")
    #expect(try validator.complaints(Array(broken.utf8)).contains("status"))
  }
}

/// A Python package that validates FHIR.
private struct Validator: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let python: InstalledProgram
  /// Says what is wrong with bundle.json.
  let script: String

  static let found: [Validator] = [
    // Its R4B does not differ from R4 in any resource of these bundles.
    (
      "fhir.resources.R4B",
      """
      import json
      from fhir.resources.R4B.bundle import Bundle
      Bundle.model_validate(json.load(open("bundle.json")))
      """
    ),
    // R4 itself; it tells every problem, and what is unknown is one.
    (
      "fhirkit",
      """
      import fhirkit
      for issue in fhirkit.validate(open("bundle.json", "rb").read()): raise SystemExit(str(issue))
      """
    ),
  ].compactMap { package, script in
    InstalledProgram.withPackage(package).map {
      Validator(testDescription: package, python: $0, script: script)
    }
  }

  /// Empty for a bundle that is valid.
  func complaints(_ bundle: [UInt8]) throws -> String {
    try inScratchFolder { folder in
      try Data(bundle).write(to: folder.appending(path: "bundle.json"))
      return try python.run(["-c", script], in: folder).complaints
    }
  }
}
