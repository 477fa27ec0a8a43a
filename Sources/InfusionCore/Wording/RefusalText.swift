import Quantities

extension Refusal {
  /// Why the action was refused, for the screen and the record; no capital and no period, so that it can
  /// stand in a line.
  public var sentence: String {
    switch why {
    case .wrongPhase(let phase): "\(action) is not possible \(phase.during)"
    case .setupClosed: "patient, weight, plan and concentration are fixed once the session has started"
    case .weightMissing: "the patient's weight is not known"
    case .doseMissing: "the plan has no dose"
    case .concentrationMissing: "the concentration in the bag is not known"
    case .weightImplausible(let weight): "a weight of \(weight.text()) is not plausible"
    case .planUnknown(let name): "there is no plan \"\(name)\""
    case .noInfusion: "the plan has no infusion"
    case .spo2Missing: "there is no fresh SpO2"
    case .baselineMissing: "there is no fresh value for a baseline"
    case .reasonMissing: "a reason is needed"
    case .initialsMissing: "initials are needed"
    case .checklistNotMet(let items), .criterionNotMet(let items): "not met: \(items.joined(separator: ", "))"
    case .rateNotPositive: "the rate must be above 0 mL/h"
    case .rateSoftLimit(let rate, let limit): "\(rate.text()) is above \(limit.text()): a reason is needed"
    case .rateHardLimit(let rate, let limit): "\(rate.text()) is above the plan's limit of \(limit.text())"
    case .observationIncomplete: "the observation is not complete"
    case .escortMissing: "no escort is there"
    case .checkDue: "a check is due"
    case .alarmActive(let alarm): "the alarm \(alarm) is active"
    case .alarmLatched(let alarm): "the alarm \(alarm) is not acknowledged"
    case .alarmUnknown(let alarm): "there is no alarm \(alarm)"
    case .nothingToAcknowledge: "there is no alarm to acknowledge"
    case .limitOrder(let vital):
      "the limits of \(vital.label) would not ascend: extreme low, low, high, extreme high"
    case .limitBeyondBound(let vital, let bound):
      "\(bound) \(vital.unit) is as far as the limit of \(vital.label) may go"
    case .pressureOrder(let sys, let dia): "systolic \(sys) is not above diastolic \(dia)"
    case .valueOutOfRange(let value): "out of range: \(value)"
    }
  }
}
