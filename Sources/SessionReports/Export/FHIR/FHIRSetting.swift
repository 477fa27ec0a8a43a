import InfusionCore
import JSONLines
import Quantities
import SessionRecord

// What everything else of a session refers to: the encounter, the infusion as a whole, the devices, and where
// it all comes from.

extension FHIRFacts {
  static let encounterKey = "encounter"
  static let infusionKey = "infusion"
  static let recorderKey = "recorder"
  /// A key stands in an address, but a source's name may hold any character.
  static func key(of source: SourceID) -> String { "source.\(source.name.keyEscaped)" }

  /// The session. A record that nobody closed counts as in progress.
  var encounter: FHIRResource {
    let plan = digest.planName.map { ", plan \($0)" } ?? ""
    var resource: JSONObject = [
      "resourceType": "Encounter", "status": digest.outcome == nil ? "in-progress" : "finished",
      "class": [
        "system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "AMB", "display": "ambulatory",
      ],
      "type": [["text": .string("infusion session in chair \(digest.header.plan.chair)\(plan)".printable)]],
      "subject": subject,
      "period": period(.start, digest.outcome == nil ? nil : digest.lastTime(of: .closed) ?? digest.length),
    ]
    if let outcome = digest.outcome {
      let reason = digest.outcomeReason.map { ": \($0)" } ?? ""
      resource["hospitalization"] = [
        "dischargeDisposition": ["text": .string((outcome.rawValue + reason).printable)]
      ]
    }
    return FHIRResource(key: Self.encounterKey, body: resource)
  }

  /// What the dose steps are parts of; nil where nothing was infused. It carries no dose: the steps' add up.
  var infusionAsWhole: FHIRResource? {
    guard let start = digest.infusionStart, let last = digest.delivered else { return nil }
    let words = digest.doseWords
    let given = words.upTo(last.delivered, last.basis) + last.delivered.text() + words.sureness(last)
    let status = infusionStatus
    return FHIRResource(
      key: Self.infusionKey,
      body: [
        "resourceType": "Procedure", "status": .string(status), "code": ["text": "ketamine infusion"],
        "subject": subject, "performedPeriod": period(start, digest.infusionEnd),
        "note": .note("delivered: \(given) in \(last.volume.text())"),
      ])
  }

  /// The program that recorded, and each source that a value here is of. They belong to this session alone,
  /// because nobody knows whether a source of the same name is the same device in another.
  func devices(of resources: [FHIRResource]) -> [FHIRResource] {
    var names: [SourceID] = []
    for source in resources.compactMap(\.source) where !names.contains(source) { names.append(source) }
    let recorder = device(
      Self.recorderKey, "Chairside", "recorder of an infusion session", version: digest.header.programVersion)
    return [recorder] + names.map { device(Self.key(of: $0), $0.name, "source of vital signs", version: nil) }
  }

  private func device(_ key: String, _ name: String, _ type: String, version: String?) -> FHIRResource {
    var resource: JSONObject = [
      "resourceType": "Device", "status": "active",
      "deviceName": [["name": .string(name.printable), "type": "user-friendly-name"]],
      "type": ["text": .string(type)],
    ]
    if let version { resource["version"] = [["value": .string(version.printable)]] }
    return FHIRResource(key: key, body: resource)
  }

  /// The record that all of this was made from, by the hash of its seal: so that a holder of the record can
  /// check that it is still that one.
  func provenance(of targets: [JSONValue], by recorder: JSONValue, chainHead: String?) -> JSONObject {
    let session = digest.header.session
    let what: JSONObject =
      chainHead.map { head in
        [
          "identifier": ["system": "urn:chairside:chain-head", "value": .string(head)],
          "display": .string("the sealed journal of \(session)"),
        ]
      } ?? [
        "identifier": ["system": "urn:chairside:session", "value": .string(session)],
        "display": "a journal without a seal that holds",
      ]
    return [
      "resourceType": "Provenance", "target": .array(targets), "recorded": clock(digest.length),
      "agent": [
        [
          "type": [
            "coding": [
              [
                "system": "http://terminology.hl7.org/CodeSystem/provenance-participant-type",
                "code": "assembler",
              ]
            ]
          ], "who": recorder,
        ]
      ],
      "entity": [["role": "source", "what": .object(what)]],
    ]
  }
}

extension String {
  /// Letters, digits, points and hyphens as they are, every other byte as `_` and two hex digits.
  fileprivate var keyEscaped: String {
    utf8.map { byte in
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || byte == 0x2D || byte == 0x2E
      let hex = String(256 + Int(byte), radix: 16, uppercase: true).dropFirst()
      return isPlain ? String(UnicodeScalar(byte)) : "_\(hex)"
    }.joined()
  }
}
