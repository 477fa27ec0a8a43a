import InfusionCore

extension Refusal.Why {
  /// What holds a patient here, or a start up, as an item of a list: `To go home: fresh SpO2, escort, Sys
  /// high`.
  var stillMissing: String { item.words }

  /// Its words, and the turn in which a nurse sees to it on the way home: the pump, what the monitor cries
  /// for, the sensors, a pressure, the check and its scores; then what takes its time, and who takes the
  /// patient home.
  fileprivate var item: (turn: Int, words: String) {
    switch self {
    case .pumpRuns: (0, "stop the pump")
    case .alarmActive(let alarm): (1, alarm.name)
    case .alarmLatched(let alarm): (1, "\(alarm.name) (a)")
    case .vitalMissing(let vital): (2, "fresh \(vital.label)")
    case .vitalDoubtful(let vital): (2, "sure \(vital.label)")
    case .limitLoosened(let vital): (3, "\(vital.label) limits as at the start (l)")
    case .pressureMissing: (4, "blood pressure (b)")
    case .pressureForgone: (4, "blood pressure: none could be had")
    case .dueMissed(let readings): (4, "\(readings.joined(separator: ", ")): missed")
    case .checkDue: (5, "check (c)")
    case .checklistNotMet(let items), .criterionNotMet(let items): (6, items.joined(separator: ", "))
    case .observationIncomplete: (7, "observation")
    case .escortMissing: (8, "escort")
    case .weightMissing: (9, "weight")
    case .doseMissing: (9, "dose in the plan")
    case .concentrationMissing: (9, "concentration")
    case .wrongPhase, .weightImplausible, .weightUnconfirmed, .concentrationUnconfirmed,
      .concentrationImplausible, .planUnknown, .baselineMissing, .reasonMissing, .initialsMissing,
      .rateSoftLimit, .rateHardLimit, .rateNotPositive, .rateLow, .bolusNotPositive, .bolusOff,
      .bolusSoftLimit, .bolusHardLimit, .totalSoftLimit, .totalHardLimit, .doseNotOffered, .noInfusion,
      .alarmUnknown,
      .nothingToAcknowledge, .notAway, .awayTooLong, .nothingToConfirm, .sourceNotForeign, .limitOrder,
      .limitBeyondBound, .pressureOrder, .valueOutOfRange, .holdNotAdvised, .holdNotFollowed, .timeAhead,
      .entryUnknown, .entryFixed, .secondMissing, .secondSame, .scaleUnknown, .itemUnknown:
      (9, Refusal(action: "", why: self).sentence)
    }
  }
}

extension Session {
  /// What holds the patient here in words, in the order in which a nurse sees to it. Whether the escort is
  /// there is asked.
  var toGoHome: [String] {
    let obstacles = dischargeObstacles(escort: true)
    let ordered = obstacles.enumerated().filter { !isSaidOtherwise($0.element, beside: obstacles) }.sorted {
      ($0.element.item.turn, $0.offset) < ($1.element.item.turn, $1.offset)
    }
    return ordered.flatMap { words($0.element) }
  }

  /// An alarm that only says what another item asks for.
  private func isSaidOtherwise(_ why: Refusal.Why, beside others: [Refusal.Why]) -> Bool {
    if case .alarmActive(.noValue(let vital)) = why { return others.contains(.vitalMissing(vital)) }
    if why == .alarmActive(.nibpOverdue) { return others.contains(.pressureMissing) }
    return why == .alarmActive(.checkOverdue) && others.contains(.checkDue)
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
