import Quantities

// The way out of a session.

extension Session {
  mutating func discharge(_ action: DischargeAction) {
    review = dischargeReview(escort: action.escort)
    close(isOverriding(action) ? .overridden : .discharged, reason: action.override)
  }

  /// A reason for a discharge that nothing holds back goes over nothing: it is kept as words.
  private func isOverriding(_ action: DischargeAction) -> Bool {
    guard action.override != nil else { return false }
    return !setup.isBySecondRules || !dischargeObstacles(escort: action.escort).isEmpty
  }

  mutating func close(_ outcome: Outcome, reason: String?) {
    for item in watch.giveUp(at: now) { tell(.due(item.reading, .missed)) }
    alarms.close(at: now)
    tellAlarms()
    self.outcome = outcome
    enter(.closed)
    tell(.closed(outcome, reason: reason))
  }

  /// Everything that holds a discharge back now, in the order in which a nurse would see to it. What is not
  /// known is not met.
  public func dischargeObstacles(escort: Bool) -> [Refusal.Why] {
    let window: [Refusal.Why] = observation?.isComplete == true ? [] : [.observationIncomplete]
    let chaperone: [Refusal.Why] = escort ? [] : [.escortMissing]
    let alarms = standingAlarms.map { $0.isActive ? Refusal.Why.alarmActive($0.id) : .alarmLatched($0.id) }
    let check: [Refusal.Why] = isCheckDue ? [.checkDue] : []
    let open = unmetItems(.discharge) + unmetCriteria
    let criteria: [Refusal.Why] = open.isEmpty ? [] : [.criterionNotMet(open)]
    guard setup.isBySecondRules else { return window + chaperone + alarms + check + criteria }
    return window + chaperone + alarms + check + proof + criteria
  }

  /// What the record itself must prove, beside the criteria.
  var proof: [Refusal.Why] {
    var obstacles: [Refusal.Why] = isPumpRunning ? [.pumpRuns] : []
    for vital in Vital.allCases where plan.required.contains(vital) {
      if freshValue(vital) == nil {
        obstacles.append(.vitalMissing(vital))
      } else if isDoubtful(vital) {
        obstacles.append(.vitalDoubtful(vital))
      }
    }
    if isPressureMissing(since: cuff.lastPressureAt) {
      obstacles.append(.pressureMissing)
    } else if isPressureMissing(since: cuff.lastGoodPressureAt) {
      obstacles.append(.vitalDoubtful(.sys))
    }
    if cuff.wasForgone { obstacles.append(.pressureForgone) }
    let missed = watch.due.missed(at: now)
    if !missed.isEmpty { obstacles.append(.dueMissed(missed.map(\.reading.words))) }
    if let vital = alarms.limitHistory.loosened(at: now) { obstacles.append(.limitLoosened(vital)) }
    return obstacles
  }
}

// MARK: - What is asked

extension Session {
  var isCheckDue: Bool { watch.checks.due.map { $0 <= now } ?? false }

  /// Medium and high alarms that hold a patient back. Not those that say nothing of this patient any more: a
  /// pump that was last heard stopped or a source of nothing required is lost, the sound fails, a pressure
  /// that the criterion allows is acknowledged.
  var standingAlarms: [Alarm] {
    board.alarms.filter { $0.priority >= .medium && !(setup.isBySecondRules && isExcused($0)) }
  }

  private func isExcused(_ alarm: Alarm) -> Bool {
    switch alarm.id {
    case .soundFailing: return true
    case .device(let source, .lost):
      return source == pump.source ? !pump.runs : !givesRequiredVital(source)
    case .limit(.sys, .high), .limit(.dia, .high):
      return alarm.priority == .medium && alarm.acknowledgement != nil && isPressureCriterionMet
    case .limit, .noValue, .device, .disagree, .nibpOverdue, .nibpFailed, .pump, .journalFailing,
      .journalSpace, .wallFailing, .clockStepped, .infusionNearEnd, .infusionOverrun, .checkOverdue:
      return false
    }
  }

  private func givesRequiredVital(_ source: SourceID) -> Bool {
    Vital.allCases.contains { vital in
      plan.required.contains(vital) && vitals[vital].track.claims.contains { $0.source == source }
    }
  }

  private var isPressureCriterionMet: Bool {
    let criteria = setup.configuration.discharge.filter { $0.vital == .sys }
    return !criteria.isEmpty && criteria.allSatisfy { reviewed($0).fulfilment == .met }
  }

  private var isPumpRunning: Bool {
    guard let source = pump.source, devices[source]?.loss == nil else { return false }
    return pump.runs
  }

  /// Marked as an artefact, or of a source that repeats itself.
  private func isDoubtful(_ vital: Vital) -> Bool {
    guard let claim = vitals[vital].track.current else { return false }
    return claim.isArtifact || devices.place(of: claim.source).map { isUnvarying(at: $0, upTo: now) } ?? false
  }

  /// On a plan with an interval for the observation: a good pressure since the stop, and no older than that
  /// interval.
  private func isPressureMissing(since last: SessionTime?) -> Bool {
    guard let programme = plan.nibpProgramme(in: .observing) else { return false }
    guard let last, let since = infusion == nil ? startedAt : infusion?.stoppedAt
    else { return true }
    let interval = programme.interval(after: max(0, cuff.goodMeasurements(since: .observing) - 1))
    return last < since || now - last > interval
  }

  /// A value that the device has not withdrawn.
  func freshValue(_ vital: Vital) -> Fixed? {
    guard case .fresh(let value) = vitals[vital].track.state else { return nil }
    return value.value
  }
}
