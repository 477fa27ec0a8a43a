import Quantities

// The window after the infusion, and the way out of it.

extension Session {
  mutating func beginObservation() {
    observation = ObservationWindow(
      at: now, target: plan.observation, extendAfterHigh: plan.extendAfterHigh,
      isFresh: vitals[Vital.spo2.index].isFresh, isHeldByHigh: isHighPhysiologicalActive)
    tellObservation(.started)
  }

  mutating func extend(by more: TimeSpan) {
    guard var window = observation else { return }
    window.target += more
    window.reopen(at: now, isFresh: vitals[Vital.spo2.index].isFresh)
    observation = window
    tellObservation(.extended)
    if phase == .ready { enter(.observing) }
  }

  mutating func takeCheck(by: String?) {
    checks.done(at: now)
    // One that was still due from the observation is taken now; from here on the phase's own interval holds.
    checks.enter(at: phaseStartedAt, interval: plan.checkInterval[phase])
    tell(.checkTaken(by: by))
  }

  mutating func leave(for span: TimeSpan, reason: String, by: String?) {
    awayUntil = span > .zero ? now + span : nil
    tell(.away(until: now + span, reason: reason, by: by))
  }

  /// From here on a missing value weighs as much as it does beside the chair.
  mutating func comeBack(by: String?) {
    awayUntil = nil
    tell(.back(by: by))
  }

  /// At an instant's end: the window completes, or opens again.
  mutating func updateObservation() {
    if phase == .observing, let due = observation?.completionDeadline, due <= now {
      observation?.complete(at: now)
      tellObservation(.complete)
      enter(.ready)
      lookAtTechnicalConditions(upTo: now)
    }
    updateReopening(upTo: now)
  }

  /// A high physiological alarm in `ready` opens the window again until ten minutes after its end.
  mutating func updateReopening(upTo horizon: SessionTime) {
    guard phase == .ready, observation?.isHeldByHigh == true else { return }
    observation?.reopen(at: now, isFresh: vitals[Vital.spo2.index].isFresh)
    tellObservation(.reopened)
    enter(.observing)
    lookAtTechnicalConditions(upTo: horizon)
  }

  private mutating func tellObservation(_ change: ObservationChange) {
    guard let target = observation?.target else { return }
    tell(.observation(change, target: target))
  }
}

// MARK: - Discharge and close

extension Session {
  func dischargePhaseRefusal(isOverridden: Bool) -> Refusal.Why? {
    switch phase {
    case .ready: nil
    case .observing: isOverridden ? nil : .observationIncomplete
    case .preparation, .infusing, .paused, .closed: .wrongPhase(phase)
    }
  }

  func dischargeRefusal(escort: Bool) -> Refusal.Why? { dischargeObstacles(escort: escort).first }

  /// Everything that holds a discharge back now. What is not known is not met.
  public func dischargeObstacles(escort: Bool) -> [Refusal.Why] {
    var obstacles: [Refusal.Why] = []
    if observation?.isComplete != true { obstacles.append(.observationIncomplete) }
    if !escort { obstacles.append(.escortMissing) }
    for alarm in board.alarms where alarm.priority >= .medium {
      obstacles.append(alarm.isActive ? .alarmActive(alarm.id) : .alarmLatched(alarm.id))
    }
    if let due = checks.due, due <= now { obstacles.append(.checkDue) }
    let open = unmetItems(.discharge) + unmetCriteria
    if !open.isEmpty { obstacles.append(.criterionNotMet(open)) }
    return obstacles
  }

  mutating func close(_ outcome: Outcome, reason: String?) {
    for alarm in Array(board.active) { end(alarm.id, .closed) }
    board = AlarmBoard()
    self.outcome = outcome
    enter(.closed)
    tell(.closed(outcome, reason: reason))
    needsTechnicalLook = false
  }
}
