import InfusionCore
import JSONLines
import Quantities
import SessionRecord

/// A session as a FHIR R4 Bundle: vital signs a minute apart, every blood pressure, and what was given.
///
/// Codes: LOINC for what was observed and UCUM for units, as the vital signs profiles of R4 want them
/// (hl7.org/fhir/R4/observation-vitalsigns.html); ATC for ketamine. The patient is a logical reference: an
/// identifier, no name.
public struct FHIRBundle {
  private let digest: SessionDigest
  /// Of a damaged record nothing is final: every status is `unknown`.
  private let isDamaged: Bool

  public init(_ digest: SessionDigest, isDamaged: Bool = false) {
    self.digest = digest
    self.isDamaged = isDamaged
  }

  /// The resource as one JSON object on one line.
  public var bytes: [UInt8] {
    var writer = JSONWriter(capacity: 1 << 16)
    writer.value(JSONValue.object(bundle).printable)
    writer.newline()
    return writer.bytes
  }

  private var bundle: JSONObject {
    let resources =
      vitalSigns + pressures + [infusion, given].compactMap { $0 } + medicines + remarks
    var bundle: JSONObject = ["resourceType": "Bundle", "type": "collection"]
    if let meta = testData { bundle["meta"] = meta }
    bundle["identifier"] = ["system": "urn:chairside:session", "value": .string(digest.header.session)]
    bundle["timestamp"] = .string(digest.wall(at: digest.length).description)
    let entries = resources.enumerated().map { index, resource -> JSONValue in
      var resource = resource
      if isDamaged { resource["status"] = "unknown" }
      return ["fullUrl": .string(Self.url(digest.header.session, index)), "resource": .object(resource)]
    }
    bundle["entry"] = .array(entries)
    return bundle
  }

  /// What is not a patient's is marked, so that no system takes it for one.
  private var testData: JSONValue? {
    guard digest.header.plan.origin != .live else { return nil }
    return [
      "security": [
        [
          "system": "http://terminology.hl7.org/CodeSystem/v3-ActReason", "code": "HTEST",
          "display": "test health data",
        ]
      ]
    ]
  }

  /// A UUID of its own kind (version 8), the same for the same session and place.
  static func url(_ session: String, _ index: Int) -> String {
    let digits = RunningHash.genesis(of: Array("\(session)#\(index)".utf8)[...]).description
    let hex = Array(digits.prefix(32))
    let parts = [hex[0..<8], hex[8..<12], hex[12..<16], hex[16..<20], hex[20..<32]].map { String($0) }
    return "urn:uuid:\(parts[0])-\(parts[1])-8\(parts[2].dropFirst())-a\(parts[3].dropFirst())-\(parts[4])"
  }
}

// MARK: - Vital signs

extension FHIRBundle {
  private static let profiles = "http://hl7.org/fhir/StructureDefinition/"

  private var vitalSigns: [JSONObject] {
    (0..<digest.vitals.count).flatMap { minute in
      [Vital.hr, .spo2, .rr].compactMap { vital in
        digest.vitals.range(of: vital, minute: minute).map { observation(vital, $0) }
      }
    }
  }

  private func observation(_ vital: Vital, _ range: VitalsByMinute.Range) -> JSONObject {
    var resource = observation(profile: vital.fhirProfile, codes: vital.loinc, at: range.at)
    if range.isLastDoubtful {
      resource["status"] = .string(Self.doubted)
      resource["note"] = .note("doubtful: marked so by its source")
    }
    resource["valueQuantity"] = .quantity(range.last, vital.ucum)
    return resource
  }

  /// Of what the source itself doubted: FHIR has no word for it but that it is not final.
  private static let doubted = "preliminary"

  private func observation(
    profile: String, codes: [(code: String, display: String)], at time: SessionTime
  ) -> JSONObject {
    let category = "http://terminology.hl7.org/CodeSystem/observation-category"
    return [
      "resourceType": "Observation",
      "meta": ["profile": [.string(Self.profiles + profile)]],
      "status": "final",
      "category": [["coding": [["system": .string(category), "code": "vital-signs"]]]],
      "code": .loinc(codes),
      "subject": subject,
      "effectiveDateTime": .string(digest.wall(at: time).description),
    ]
  }

  /// One panel a measurement; a mean that was only computed is left out.
  private var pressures: [JSONObject] {
    digest.chart.pressures.map { entry in
      let panel = ("85354-9", "Blood pressure panel with all children optional")
      var resource = observation(profile: "bp", codes: [panel], at: entry.at)
      resource["status"] = .string(status(of: entry))
      let parts = [Vital.sys, .dia, .map].compactMap { vital in
        entry.measurement[vital].map { value -> JSONValue in
          ["code": .loinc(vital.loinc), "valueQuantity": .quantity(value, vital.ucum)]
        }
      }
      resource["component"] = .array(parts)
      let notes = [
        entry.isByHand ? "entered by hand" : nil,
        entry.measurement.ageIsUnknown
          ? "age unknown: it may have been measured before, of another patient" : nil,
        entry.correction == nil ? nil : digest.correctionWords(entry).inBrackets,
      ].compactMap { $0 }
      if !notes.isEmpty { resource["note"] = .note(notes.joined(separator: "; ")) }
      return resource
    }
  }

  private func status(of entry: ChartedPressure) -> String {
    if entry.isStruck { return "entered-in-error" }
    if entry.correction != nil { return "amended" }
    return entry.measurement.ageIsUnknown ? Self.doubted : "final"
  }

  private var subject: JSONValue {
    guard let patient = digest.patient?.printable else { return ["display": "not named"] }
    return ["identifier": ["value": .string(patient)]]
  }
}

// MARK: - What was given

extension FHIRBundle {
  /// The infusion; nil where none was started.
  private var infusion: JSONObject? {
    guard let start = digest.infusionStart, let last = digest.delivered else { return nil }
    var period: JSONObject = ["start": .string(digest.wall(at: start).description)]
    if let end = digest.infusionEnd { period["end"] = .string(digest.wall(at: end).description) }
    let words = digest.doseWords
    let given = "\(words.upTo(last.delivered, last.basis))\(last.delivered.text()) in \(last.volume.text())"
    var dosage: JSONObject = [
      "text": .string(given + words.sureness(last)),
      "route": [
        "coding": [["system": "http://snomed.info/sct", "code": "47625008", "display": "Intravenous route"]]
      ],
      "dose": .quantity(last.delivered.fixed, "mg"),
    ]
    if let rate = constantRate { dosage["rateQuantity"] = .quantity(rate.fixed, "mL/h") }
    let ketamine: JSONValue = [
      "coding": [["system": "http://www.whocc.no/atc", "code": "N01AX03", "display": "ketamine"]],
      "text": "ketamine",
    ]
    return [
      "resourceType": "MedicationAdministration", "status": .string(status),
      "medicationCodeableConcept": ketamine,
      "subject": subject, "effectivePeriod": .object(period), "dosage": .object(dosage),
    ]
  }

  /// What was given at once of a drug that is not infused, in milligrams of that drug. The Anatomical
  /// Therapeutic Chemical code is known of esketamine only (WHO, N06AX27).
  private var given: JSONObject? {
    guard let given = digest.given else { return nil }
    var drug: JSONObject = ["text": .string(given.drug.printable)]
    if given.drug == "esketamine" {
      drug["coding"] = [
        ["system": "http://www.whocc.no/atc", "code": "N06AX27", "display": "esketamine"]
      ]
    }
    var resource: JSONObject = [
      "resourceType": "MedicationAdministration", "status": "completed",
      "medicationCodeableConcept": .object(drug), "subject": subject,
      "effectiveDateTime": .string(digest.wall(at: given.at).description),
      "dosage": ["text": .string(given.amount.text()), "dose": .quantity(given.amount.fixed, "mg")],
    ]
    if !given.correction.isEmpty { resource["note"] = .note(given.correction.inBrackets) }
    return resource
  }

  /// `stopped` is an infusion that ended before what was ordered was in, to one part in a hundred.
  private var status: String {
    guard digest.infusionStop != nil else { return "in-progress" }
    guard let order = digest.order, let given = digest.delivered?.delivered else { return "completed" }
    return given < order.dose * 0.99 ? "stopped" : "completed"
  }

  /// Nil if it was changed, paused, or a bolus was given.
  private var constantRate: MillilitresPerHour? {
    let changes = digest.doses.filter { $0.change != .stopped }
    guard changes.count == 1, let first = changes.first, first.change == .started else { return nil }
    return first.figures.rate
  }

  /// Others as they were noted; their doses are words, not quantities. An administration has no status
  /// `amended`, so a note tells what it read at first.
  private var medicines: [JSONObject] {
    digest.marks.compactMap { mark in
      guard case .action(.medication(let given)) = mark.what else { return nil }
      var resource: JSONObject = [
        "resourceType": "MedicationAdministration",
        "status": mark.isStruck ? "entered-in-error" : "completed",
        "medicationCodeableConcept": ["text": .string(given.medicine.printable)], "subject": subject,
        "effectiveDateTime": .string(digest.wall(at: given.at ?? mark.at).description),
        "dosage": ["text": .string("\(given.dose) \(given.route)".printable)],
      ]
      if mark.correction != nil { resource["note"] = .note(digest.correctionWords(mark).inBrackets) }
      return resource
    }
  }

  /// Symptoms and scores, under the names that the clinic gives them.
  private var remarks: [JSONObject] {
    digest.marks.compactMap { mark in
      guard let remark = Remark(mark, digest) else { return nil }
      var resource: JSONObject = [
        "resourceType": "Observation",
        "status": mark.isStruck ? "entered-in-error" : mark.correction == nil ? "final" : "amended",
        "code": ["text": .string(remark.label.printable)], "subject": subject,
        "effectiveDateTime": .string(digest.wall(at: remark.at).description),
        "valueInteger": .count(remark.value),
      ]
      if mark.correction != nil { resource["note"] = .note(digest.correctionWords(mark).inBrackets) }
      return resource
    }
  }
}
