import InfusionCore
import JSONLines
import Quantities
import SessionRecord

// What was given, as MedicationAdministrations: the infusion as one, what was given at once, and medicines as
// they were noted. `FHIRDoseSteps` has the infusion step by step.

extension FHIRFacts {
  static let ketamine: JSONValue = [
    "coding": [["system": "http://www.whocc.no/atc", "code": "N01AX03", "display": "ketamine"]],
    "text": "ketamine",
  ]

  static let intravenous: JSONValue = [
    "coding": [["system": "http://snomed.info/sct", "code": "47625008", "display": "Intravenous route"]]
  ]

  /// The infusion; nil where none was started.
  var infusion: JSONObject? {
    guard let start = digest.infusionStart, let last = digest.delivered else { return nil }
    let words = digest.doseWords
    let given = "\(words.upTo(last.delivered, last.basis))\(last.delivered.text()) in \(last.volume.text())"
    var dosage: JSONObject = [
      "text": .string(given + words.sureness(last)), "route": Self.intravenous,
      "dose": .quantity(last.delivered.fixed, "mg"),
    ]
    if let rate = constantRate { dosage["rateQuantity"] = .quantity(rate.fixed, "mL/h") }
    return [
      "resourceType": "MedicationAdministration", "status": .string(infusionStatus),
      "medicationCodeableConcept": Self.ketamine,
      "subject": subject, "effectivePeriod": period(start, digest.infusionEnd), "dosage": .object(dosage),
    ]
  }

  /// What was given at once of a drug that is not infused, in milligrams of that drug. Only esketamine has a
  /// known Anatomical Therapeutic Chemical code (WHO, N06AX27).
  var given: FHIRResource? {
    guard let given = digest.given, let mark = digest.chart.amountAtStart?.mark else { return nil }
    var drug: JSONObject = ["text": .string(given.drug.printable)]
    if given.drug == "esketamine" {
      drug["coding"] = [
        ["system": "http://www.whocc.no/atc", "code": "N06AX27", "display": "esketamine"]
      ]
    }
    var resource: JSONObject = [
      "resourceType": "MedicationAdministration", "status": "completed",
      "medicationCodeableConcept": .object(drug), "subject": subject,
      "effectiveDateTime": clock(given.at),
      "dosage": ["text": .string(given.amount.text()), "dose": .quantity(given.amount.fixed, "mg")],
    ]
    if !given.correction.isEmpty { resource["note"] = .note(given.correction.inBrackets) }
    return FHIRResource(key: "n\(mark.entry)", body: resource, by: mark.by)
  }

  /// `stopped` is an infusion that ended before what was ordered was in, to one part in a hundred.
  var infusionStatus: String {
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

  /// Other medicines as they were noted. An administration has no status `amended`, so a note tells what it
  /// read at first.
  var medicines: [FHIRResource] {
    digest.marks.compactMap { mark in
      guard case .action(.medication(let given)) = mark.what else { return nil }
      var resource: JSONObject = [
        "resourceType": "MedicationAdministration",
        "status": mark.isStruck ? "entered-in-error" : "completed",
        "medicationCodeableConcept": ["text": .string(given.medicine.printable)], "subject": subject,
        "effectiveDateTime": clock(given.at ?? mark.at),
      ]
      let words = "\(given.dose) \(given.route)"
      var notes = mark.correction == nil ? [] : [digest.correctionWords(mark).inBrackets]
      // A dosage must have a quantity (invariant mad-1); other doses go into the text as they were noted.
      if let dose = JSONValue.quantity(written: given.dose) {
        resource["dosage"] = [
          "text": .string(words.printable), "route": ["text": .string(given.route.printable)], "dose": dose,
        ]
      } else {
        notes.insert("dose and route as noted: \(words)", at: 0)
      }
      if !notes.isEmpty { resource["note"] = .note(notes.joined(separator: "; ")) }
      return FHIRResource(key: "n\(mark.entry)", body: resource, by: mark.by)
    }
  }
}

extension JSONValue {
  /// Of `4 mg`; nil unless it is a number with a unit that UCUM has.
  fileprivate static func quantity(written text: String) -> JSONValue? {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = text.dropFirst(digits.count).drop { $0 == " " }.lowercased()
    guard let value = Fixed(digits), value > 0, let ucum = unitsOfMedicines[unit] else { return nil }
    return .quantity(value, ucum)
  }

  private static let unitsOfMedicines = [
    "mg": "mg", "g": "g", "mcg": "ug", "ug": "ug", "µg": "ug", "ml": "mL", "l": "L", "iu": "[iU]",
  ]
}
