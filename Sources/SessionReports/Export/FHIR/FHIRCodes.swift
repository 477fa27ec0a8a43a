import InfusionCore
import JSONLines
import Quantities
import SessionRecord

// What FHIR calls things: LOINC codes, UCUM units, and the shapes that carry them.

extension Vital {
  /// LOINC codes with their displays, the profile's own code first.
  var loinc: [(code: String, display: String)] {
    switch self {
    case .hr: [("8867-4", "Heart rate")]
    case .spo2:
      [
        ("2708-6", "Oxygen saturation in Arterial blood"),
        ("59408-5", "Oxygen saturation in Arterial blood by Pulse oximetry"),
      ]
    case .rr: [("9279-1", "Respiratory rate")]
    case .sys: [("8480-6", "Systolic blood pressure")]
    case .dia: [("8462-4", "Diastolic blood pressure")]
    case .map: [("8478-0", "Mean blood pressure")]
    }
  }

  /// UCUM.
  var ucum: String {
    switch self {
    case .hr, .rr: "/min"
    case .spo2: "%"
    case .sys, .dia, .map: "mm[Hg]"
    }
  }

  var fhirProfile: String {
    switch self {
    case .hr: "heartrate"
    case .spo2: "oxygensat"
    case .rr: "resprate"
    case .sys, .dia, .map: "bp"
    }
  }
}

extension String {
  /// `was 100 mg, AB 10:42` of ` (was 100 mg, AB 10:42)`.
  var inBrackets: String {
    String(drop { $0 == " " || $0 == "(" }.dropLast(hasSuffix(")") ? 1 : 0))
  }
}

extension JSONValue {
  static func note(_ text: String) -> JSONValue { [["text": .string(text.printable)]] }

  static func loinc(_ codes: [(code: String, display: String)]) -> JSONValue {
    let coding = codes.map { code, display -> JSONValue in
      ["system": "http://loinc.org", "code": .string(code), "display": .string(display)]
    }
    return ["coding": .array(coding)]
  }

  static func quantity(_ value: Fixed, _ ucum: String) -> JSONValue {
    [
      "value": .fixed(value), "unit": .string(ucum), "system": "http://unitsofmeasure.org",
      "code": .string(ucum),
    ]
  }
}
