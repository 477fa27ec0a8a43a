import InfusionCore

extension Refusal.Why {
  /// What holds a patient here, or a start up, as an item of a list: `To go home: fresh SpO2, escort, Sys high`.
  var stillMissing: String {
    switch self {
    case .observationIncomplete: "observation"
    case .escortMissing: "escort"
    case .checkDue: "check (c)"
    case .alarmActive(let alarm): alarm.name
    case .alarmLatched(let alarm): "\(alarm.name) (a)"
    case .checklistNotMet(let items), .criterionNotMet(let items): items.joined(separator: ", ")
    case .vitalMissing(let vital): "fresh \(vital.label)"
    case .vitalDoubtful(let vital): "sure \(vital.label)"
    case .pumpRuns: "stop the pump"
    case .pressureMissing: "blood pressure (b)"
    case .pressureForgone: "blood pressure: none could be had"
    case .dueMissed(let readings): "\(readings.joined(separator: ", ")): missed"
    case .limitLoosened(let vital): "\(vital.label) limits as at the start (l)"
    case .weightMissing: "weight"
    case .doseMissing: "dose in the plan"
    case .concentrationMissing: "concentration"
    case .wrongPhase, .weightImplausible, .weightUnconfirmed, .concentrationUnconfirmed,
      .concentrationImplausible, .planUnknown, .baselineMissing, .reasonMissing, .initialsMissing,
      .rateSoftLimit, .rateHardLimit, .rateNotPositive, .rateLow, .bolusNotPositive, .bolusOff, .bolusSoftLimit,
      .bolusHardLimit, .totalSoftLimit, .totalHardLimit, .noInfusion, .alarmUnknown, .nothingToAcknowledge,
      .notAway, .awayTooLong, .nothingToConfirm, .sourceNotForeign, .limitOrder, .limitBeyondBound,
      .pressureOrder, .valueOutOfRange, .holdNotAdvised, .holdNotFollowed, .timeAhead, .entryUnknown,
      .entryFixed, .secondMissing, .secondSame:
      Refusal(action: "", why: self).sentence
    }
  }

  /// The order in which a nurse sees to what holds a patient here: the pump, what the monitor cries for, the sensors,
  /// a pressure, the check and its scores; then what takes its time, and who takes the patient home.
  var turnOnTheWayHome: Int {
    switch self {
    case .pumpRuns: 0
    case .alarmActive, .alarmLatched: 1
    case .vitalMissing, .vitalDoubtful: 2
    case .limitLoosened: 3
    case .pressureMissing, .pressureForgone, .dueMissed: 4
    case .checkDue: 5
    case .criterionNotMet: 6
    case .observationIncomplete: 7
    case .escortMissing: 8
    default: 9
    }
  }
}

extension Session {
  /// What holds the patient here in words, in the order in which a nurse sees to it. Whether the escort is there is
  /// asked.
  var toGoHome: [String] {
    let obstacles = dischargeObstacles(escort: true)
    let ordered = obstacles.enumerated().filter { !isSaidOtherwise($0.element, beside: obstacles) }.sorted {
      ($0.element.turnOnTheWayHome, $0.offset) < ($1.element.turnOnTheWayHome, $1.offset)
    }
    return ordered.flatMap { words($0.element) }
  }

  /// An alarm that only says what another item asks for.
  private func isSaidOtherwise(_ why: Refusal.Why, beside others: [Refusal.Why]) -> Bool {
    switch why {
    case .alarmActive(.noValue(let vital)): others.contains(.vitalMissing(vital))
    case .alarmActive(.nibpOverdue): others.contains(.pressureMissing)
    case .alarmActive(.checkOverdue): others.contains(.checkDue)
    default: false
    }
  }

  /// Each criterion with the key that answers it.
  private func words(_ why: Refusal.Why) -> [String] {
    guard case .criterionNotMet(let names) = why else { return [why.stillMissing] }
    return names.map { name in
      if setup.configuration.checklist.contains(where: { $0.name == name }) { return "\(name) (k)" }
      let criterion = setup.configuration.discharge.first { $0.name == name }
      return criterion?.scale == nil ? name : "\(name) (g)"
    }
  }
}
