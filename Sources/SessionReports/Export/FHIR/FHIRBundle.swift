import InfusionCore
import JSONLines
import SessionRecord

/// A session as a FHIR R4 Bundle to be read: vital signs a minute apart, every blood pressure, and what was
/// given. `FHIRTransaction` is the one to be posted.
///
/// Codes: LOINC for what was observed and UCUM for units, as the vital signs profiles of R4 want them
/// (hl7.org/fhir/R4/observation-vitalsigns.html); ATC for ketamine. The patient is a logical reference: an
/// identifier, no name.
public struct FHIRBundle {
  private let digest: SessionDigest
  /// Nothing of a damaged record is final: every status is `unknown`.
  private let isDamaged: Bool

  public init(_ digest: SessionDigest, isDamaged: Bool = false) {
    self.digest = digest
    self.isDamaged = isDamaged
  }

  /// The resource as one JSON object on one line.
  public var bytes: [UInt8] { JSONValue.object(bundle).fhirBytes }

  private var bundle: JSONObject {
    let facts = FHIRFacts(digest)
    let given = [facts.infusion] + [facts.given?.body]
    let resources =
      (facts.vitalSigns + facts.pressures).map(\.body) + given.compactMap { $0 }
      + (facts.medicines + facts.remarks).map(\.body)
    var bundle: JSONObject = ["resourceType": "Bundle", "type": "collection"]
    if let label = facts.testLabel { bundle["meta"] = ["security": [label]] }
    bundle["identifier"] = ["system": "urn:chairside:session", "value": .string(digest.header.session)]
    bundle["timestamp"] = .string(digest.wall(at: digest.length).description)
    let entries = resources.enumerated().map { index, resource -> JSONValue in
      var resource = resource
      if isDamaged { resource["status"] = "unknown" }
      let url = FHIRFacts.url("\(digest.header.session)#\(index)")
      return ["fullUrl": .string(url), "resource": .object(resource)]
    }
    bundle["entry"] = .array(entries)
    return bundle
  }
}

extension JSONValue {
  /// On one line, as it may leave the program.
  var fhirBytes: [UInt8] {
    var writer = JSONWriter(capacity: 1 << 16)
    writer.value(printable)
    writer.newline()
    return writer.bytes
  }
}
