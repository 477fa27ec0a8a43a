import Quantities

extension Refusal {
  /// Why the action was refused, for the screen and the record; no capital and no period, so that it can
  /// stand in a line.
  public var sentence: String {
    switch why {
    case .wrongPhase(let phase): "\(deed) is not possible \(phase.during)"
    case .setupClosed: "patient, weight, plan and concentration are fixed once the session has started"
    case .weightMissing: "the patient's weight is not known"
    case .doseMissing: "the plan has no dose"
    case .concentrationMissing: "the concentration in the bag is not known"
    case .weightImplausible(let weight): "a weight of \(weight.text()) is not plausible: \(Self.weights)"
    case .planUnknown(let name): "there is no plan \"\(name)\""
    case .noInfusion: "the plan has no infusion"
    case .spo2Missing: "there is no fresh SpO2"
    case .baselineMissing: "there is no fresh value for a baseline"
    case .reasonMissing: "a reason is needed"
    case .initialsMissing: "initials are needed"
    case .checklistNotMet(let items), .criterionNotMet(let items): "not met: \(items.joined(separator: ", "))"
    case .rateNotPositive: "the rate must be above 0 mL/h"
    case .rateSoftLimit(let rate, let limit):
      "\(rate.text()) is above \(limit.text()): a reason is needed"
    case .rateHardLimit(let rate, let limit): "\(rate.text()) is above the plan's limit of \(limit.text())"
    case .observationIncomplete: "the observation is not complete"
    case .notAway: "nobody is away from the chair"
    case .escortMissing: "no escort is there"
    case .checkDue: "a check is due"
    case .alarmActive(let alarm): "the alarm \"\(alarm.name)\" still stands"
    case .alarmLatched(let alarm): "the alarm \"\(alarm.name)\" is over, but nobody has acknowledged it"
    case .alarmUnknown(let alarm): "no alarm \"\(alarm.name)\" waits to be acknowledged"
    case .nothingToAcknowledge: "there is no alarm to acknowledge"
    case .limitOrder(let vital):
      "\(vital.label) limits must rise: extreme low, low, high, extreme high"
    case .limitBeyondBound(let vital, let bound):
      "\(vital.label): the limit may not go beyond \(bound) \(vital.unit)"
    case .pressureOrder(let sys, let dia): "systolic \(sys) is not above diastolic \(dia)"
    case .valueOutOfRange(let value): "out of range: \(value)"
    case .timeAhead(let time): "the session is not at \(time.sinceStart.clock) yet"
    case .secondMissing: "the initials of a second person who reads the pump are needed"
    case .secondSame(let initials): "the second person must be another one than \(initials)"
    case .entryUnknown(let number): "the record has no entry \(number)"
    case .holdNotAdvised(let rule): "the hold rule \(rule) advises nothing now"
    case .holdNotFollowed(let rule):
      "the hold rule \(rule) asks for more than to tell: pause or stop, or set it aside with a reason"
    }
  }
}

extension Refusal {
  /// What was refused and why, for a list of such: `discharging: a check is due`.
  public var account: String {
    if case .wrongPhase = why { sentence } else { "\(deed): \(sentence)" }
  }

  /// What was wanted, as people call it; an action of a later program by its own name.
  private var deed: String { ActionName(rawValue: action)?.deed ?? action }

  private static let weights: String = {
    let range = Session.plausibleWeight
    return "it must be from \(range.lowerBound.fixed) to \(range.upperBound.text())"
  }()
}
