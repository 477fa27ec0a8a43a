import InfusionCore
import JSONLines
import Quantities
import SessionRecord

/// What both bundles are made of: a session's facts as resources of FHIR R4, each with the key by which a
/// later sending finds it again.
struct FHIRFacts {
  let digest: SessionDigest
  /// The system that the patient's reference belongs to; nil leaves it out.
  let patientSystem: String?

  init(_ digest: SessionDigest, patientSystem: String? = nil) {
    self.digest = digest
    self.patientSystem = patientSystem
  }

  var subject: JSONValue {
    guard let patient = digest.patient?.printable else { return ["display": "not named"] }
    guard let patientSystem else { return ["identifier": ["value": .string(patient)]] }
    return [
      "type": "Patient", "identifier": ["system": .string(patientSystem), "value": .string(patient)],
    ]
  }

  /// Marks sessions without a patient, so that no system takes one for a treatment.
  var testLabel: JSONValue? {
    guard digest.header.plan.origin != .live else { return nil }
    return [
      "system": "http://terminology.hl7.org/CodeSystem/v3-ActReason", "code": "HTEST",
      "display": "test health data",
    ]
  }

  /// A UUID of its own kind (version 8, RFC 9562), the same for the same text.
  static func url(_ text: String) -> String {
    let hex = Array(RunningHash.genesis(of: Array(text.utf8)[...]).description.prefix(32))
    let parts = [hex[0..<8], hex[8..<12], hex[12..<16], hex[16..<20], hex[20..<32]].map { String($0) }
    return "urn:uuid:\(parts[0])-\(parts[1])-8\(parts[2].dropFirst())-a\(parts[3].dropFirst())-\(parts[4])"
  }

  func clock(_ time: SessionTime) -> JSONValue { .string(digest.wall(at: time).description) }

  /// From then to the end, which is left out as long as there is none.
  func period(_ from: SessionTime, _ to: SessionTime?) -> JSONValue {
    var period: JSONObject = ["start": clock(from)]
    if let to { period["end"] = clock(to) }
    return .object(period)
  }
}

/// A resource, and what of the record it tells.
struct FHIRResource {
  /// `n622` is what entry 622 of the journal brought, `hr.12` minute 12, `alarm.3` the third alarm: the same
  /// in every export of the session.
  var key: String
  var body: JSONObject
  /// The source of a measurement; nil if no device gave it.
  var source: SourceID?
  /// Initials of who said or did it.
  var by: String?
}

// MARK: - Vital signs

extension FHIRFacts {
  private static let profiles = "http://hl7.org/fhir/StructureDefinition/"

  /// The status of a value that its source doubted: FHIR can only say that it is not final.
  private static let doubted = "preliminary"

  /// The last value of each minute.
  var vitalSigns: [FHIRResource] {
    (0..<digest.vitals.count).flatMap { minute in
      [Vital.hr, .spo2, .rr].compactMap { vital in
        digest.vitals.range(of: vital, minute: minute).map { range in
          FHIRResource(
            key: "\(vital.rawValue).\(minute)", body: observation(vital, range), source: range.source)
        }
      }
    }
  }

  private func observation(_ vital: Vital, _ range: VitalsByMinute.Range) -> JSONObject {
    var resource = observation(profile: vital.fhirProfile, codes: vital.loinc, at: range.at)
    if range.isLastDoubtful {
      resource["status"] = .string(Self.doubted)
      resource["note"] = .note(Self.doubtedBySource)
    }
    resource["valueQuantity"] = .quantity(range.last, vital.ucum)
    return resource
  }

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
      "effectiveDateTime": clock(time),
    ]
  }

  /// One panel a measurement; a mean that was only computed is left out.
  var pressures: [FHIRResource] {
    digest.chart.pressures.map { entry in
      let panel = ("85354-9", "Blood pressure panel with all children optional")
      var resource = observation(profile: "bp", codes: [panel], at: entry.at)
      resource["status"] = .string(status(of: entry))
      resource["component"] = .array([Vital.sys, .dia, .map].compactMap { component($0, of: entry) })
      let notes = [
        entry.isByHand ? "entered by hand" : nil,
        entry.measurement.ageIsUnknown
          ? "age unknown: it may have been measured before, of another patient" : nil,
        entry.measurement.isDoubtful ? Self.doubtedBySource : nil,
        entry.correction == nil ? nil : digest.correctionWords(entry).inBrackets,
      ].compactMap { $0 }
      if !notes.isEmpty { resource["note"] = .note(notes.joined(separator: "; ")) }
      return FHIRResource(
        key: "n\(entry.entry)", body: resource, source: entry.isByHand ? nil : entry.source,
        by: entry.isByHand ? digest.chart.mark(entry: entry.entry)?.by : nil)
    }
  }

  /// The profile wants a systolic and a diastolic component in every panel. For a cuff that gave only the
  /// mean they say that they are not known.
  private func component(_ vital: Vital, of entry: ChartedPressure) -> JSONValue? {
    if let value = entry.measurement[vital] {
      return ["code": .loinc(vital.loinc), "valueQuantity": .quantity(value, vital.ucum)]
    }
    guard vital != .map else { return nil }
    let absent: JSONValue = [
      "coding": [
        [
          "system": "http://terminology.hl7.org/CodeSystem/data-absent-reason", "code": "unknown",
          "display": "Unknown",
        ]
      ]
    ]
    return ["code": .loinc(vital.loinc), "dataAbsentReason": absent]
  }

  private func status(of entry: ChartedPressure) -> String {
    if entry.isStruck { return "entered-in-error" }
    if entry.correction != nil { return "amended" }
    return entry.measurement.ageIsUnknown || entry.measurement.isDoubtful ? Self.doubted : "final"
  }

  private static let doubtedBySource = "doubtful: marked so by its source"
}
