import InfusionCore

extension Refusal.Why {
  /// What holds a patient here, as an item of a list: `To go home: observation, escort, Sys high`.
  var stillMissing: String {
    switch self {
    case .observationIncomplete: "observation"
    case .escortMissing: "escort"
    case .checkDue: "check (c)"
    case .alarmActive(let alarm): alarm.name
    case .alarmLatched(let alarm): "\(alarm.name) (a)"
    case .criterionNotMet(let items): items.joined(separator: ", ")
    case .wrongPhase, .weightMissing, .doseMissing, .concentrationMissing, .weightImplausible, .planUnknown,
      .setupClosed, .spo2Missing, .checklistNotMet, .baselineMissing, .reasonMissing, .initialsMissing,
      .rateSoftLimit, .rateHardLimit, .rateNotPositive, .noInfusion, .alarmUnknown, .nothingToAcknowledge,
      .notAway, .limitOrder, .limitBeyondBound, .pressureOrder, .valueOutOfRange, .holdNotAdvised,
      .holdNotFollowed, .timeAhead, .entryUnknown,
      .secondMissing, .secondSame:
      Refusal(action: "", why: self).sentence
    }
  }
}
