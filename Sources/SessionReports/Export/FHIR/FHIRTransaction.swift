import InfusionCore
import JSONLines
import Quantities
import SessionRecord

/// A whole session as a FHIR R4 transaction, to be posted to a server: encounter, devices, the infusion step
/// by step, every measurement, alarm, symptom, score, medicine and note, and where it comes from.
///
/// Each resource has an identifier of its own that depends on the record alone (`SESSION.n622` is what entry
/// 622 of the journal brought), and is put where a server has that identifier already. So a second posting
/// changes nothing, and one after a correction changes what was corrected.
///
///     chairside export SESSION --format fhir-transaction -o b.json
///     curl -H 'Content-Type: application/fhir+json' -d @b.json https://fhir.example.org/r4
public struct FHIRTransaction {
  private let facts: FHIRFacts
  private let chainHead: String?
  private let isDamaged: Bool

  /// The system of patient references if none is named.
  public static let patientSystem = "urn:chairside:patient"

  /// - Parameters:
  ///   - chainHead: the hash of the seal, where the record was found to hold.
  ///   - patientSystem: whose references the patient's is one of, as a URI.
  public init(
    _ digest: SessionDigest, chainHead: String?, patientSystem: String = patientSystem,
    isDamaged: Bool = false
  ) {
    facts = FHIRFacts(digest, patientSystem: patientSystem)
    self.chainHead = isDamaged ? nil : chainHead
    self.isDamaged = isDamaged
  }

  /// The bundle as one JSON object on one line.
  public var bytes: [UInt8] {
    let resources = self.resources
    let entries = resources.map(entry) + [provenance(of: resources)]
    let bundle: JSONObject = [
      "resourceType": "Bundle", "type": "transaction",
      "timestamp": facts.clock(facts.digest.length), "entry": .array(entries),
    ]
    return JSONValue.object(bundle).fhirBytes
  }

  private var session: String { facts.digest.header.session }

  private var resources: [FHIRResource] {
    let setting = [facts.encounter, facts.infusionAsWhole].compactMap { $0 }
    let given = facts.doseSteps + [facts.given].compactMap { $0 } + facts.medicines
    let seen = facts.vitalSigns + facts.pressures + facts.remarks + facts.measures
    let told = facts.alarms + facts.phases + facts.gaps + facts.advice + facts.dueReadings
    return setting + facts.devices(of: seen) + given + seen + told + facts.notes
  }
}

// MARK: - Entries

extension FHIRTransaction {
  private static let entrySystem = "urn:chairside:entry"

  private func identifier(_ key: String) -> String { "\(session).\(key)" }
  private func url(_ key: String) -> String { FHIRFacts.url(identifier(key)) }
  private func reference(_ key: String) -> JSONValue { ["reference": .string(url(key))] }

  private func entry(_ resource: FHIRResource) -> JSONValue {
    let body = completed(resource)
    let query = "identifier=\(Self.entrySystem)|\(identifier(resource.key))"
    let type = body["resourceType"]?.string ?? ""
    // A damaged record must not overwrite what it told before.
    let request: JSONObject =
      isDamaged
      ? ["method": "POST", "url": .string(type), "ifNoneExist": .string(query)]
      : ["method": "PUT", "url": .string("\(type)?\(query)")]
    return [
      "fullUrl": .string(url(resource.key)), "resource": .object(body), "request": .object(request),
    ]
  }

  /// With its identifier, and what it belongs to.
  private func completed(_ resource: FHIRResource) -> JSONObject {
    var body = resource.body
    if isDamaged { body["status"] = "unknown" }
    body["identifier"] = [
      ["system": .string(Self.entrySystem), "value": .string(identifier(resource.key))]
    ]
    label(&body)
    let by = resource.by.flatMap { $0.isEmpty ? nil : JSONValue.string($0.printable) }
    switch body["resourceType"]?.string {
    case "Observation":
      body["encounter"] = reference(FHIRFacts.encounterKey)
      if let source = resource.source { body["device"] = reference(FHIRFacts.key(of: source)) }
      if let by { body["performer"] = [["display": by]] }
    case "MedicationAdministration":
      body["context"] = reference(FHIRFacts.encounterKey)
      if resource.key.hasPrefix("dose.") { body["partOf"] = [reference(FHIRFacts.infusionKey)] }
      if let by { body["performer"] = [["actor": ["display": by]]] }
    case "Procedure":
      body["encounter"] = reference(FHIRFacts.encounterKey)
      if let by { body["performer"] = [["actor": ["display": by]]] }
    default: break
    }
    return body
  }

  /// A server keeps the resources, not the bundle: each is marked for itself.
  private func label(_ body: inout JSONObject) {
    guard let label = facts.testLabel else { return }
    var meta = body["meta"]?.object ?? [:]
    meta["security"] = [label]
    body["meta"] = .object(meta)
  }

  /// R4's Provenance has no identifier, so this one comes with an id: that of the record as it is now.
  private func provenance(of resources: [FHIRResource]) -> JSONValue {
    let url = url("provenance.\(chainHead ?? "\(facts.digest.length.milliseconds)")")
    let id = String(url.dropFirst("urn:uuid:".count))
    var body = facts.provenance(
      of: resources.map { reference($0.key) }, by: reference(FHIRFacts.recorderKey), chainHead: chainHead)
    body["id"] = .string(id)
    label(&body)
    return [
      "fullUrl": .string(url), "resource": .object(body),
      "request": ["method": "PUT", "url": .string("Provenance/\(id)")],
    ]
  }
}
