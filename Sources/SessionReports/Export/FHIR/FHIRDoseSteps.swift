import InfusionCore
import JSONLines
import Quantities
import SessionRecord

extension FHIRFacts {
  /// One a step; none where nothing was infused.
  var doseSteps: [FHIRResource] {
    digest.doseSteps.map { FHIRResource(key: $0.key, body: administration($0), by: $0.by) }
  }

  private func administration(_ step: DoseStep) -> JSONObject {
    var resource: JSONObject = [
      "resourceType": "MedicationAdministration", "status": .string(status(of: step)),
      "medicationCodeableConcept": Self.ketamine, "subject": subject,
    ]
    if step.kind == .bolus {
      resource["effectiveDateTime"] = clock(step.from)
    } else {
      resource["effectivePeriod"] = period(step.from, step.to)
    }
    if step.isPauseThatIsOver {
      if let words = step.words { resource["statusReason"] = [["text": .string(words.printable)]] }
      return resource
    }
    var dosage: JSONObject = [
      "text": .string(step.label), "route": Self.intravenous, "dose": .quantity(step.dose, "mg"),
    ]
    if let rate = step.rate { dosage["rateQuantity"] = .quantity(rate.fixed, "mL/h") }
    resource["dosage"] = .object(dosage)
    let notes = [step.words, step.isEstimated ? "estimated" : nil].compactMap { $0 }
    if !notes.isEmpty { resource["note"] = .note(notes.joined(separator: "; ")) }
    return resource
  }

  private func status(of step: DoseStep) -> String {
    switch step.kind {
    case .bolus, .afterStop, .atOnce: "completed"
    case .paused: step.isPauseThatIsOver ? "not-done" : step.to == nil ? "on-hold" : "completed"
    case .flowing: step.to == nil ? "in-progress" : "completed"
    }
  }
}

extension DoseStep {
  /// Nothing was given in it, and `on-hold` would say that it goes on. (If the pump ran all the same,
  /// something was given.)
  fileprivate var isPauseThatIsOver: Bool { kind == .paused && to != nil && dose == 0 }

  fileprivate var label: String {
    switch kind {
    case .flowing: "infusion"
    case .paused: "infusion paused"
    case .bolus: "bolus"
    case .afterStop: "given after the stop"
    case .atOnce: "given at once"
    }
  }
}
