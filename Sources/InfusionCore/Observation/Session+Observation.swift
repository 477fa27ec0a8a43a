import Quantities

// The window after the infusion.

extension Session {
  mutating func beginObservation() {
    observation = ObservationWindow(
      at: now, target: plan.observation, extendAfterHigh: plan.extendAfterHigh, counts: isObserved,
      isHeldByHigh: board.isHighPhysiologicalActive)
    tellObservation(.started)
  }

  mutating func extend(by more: TimeSpan) {
    let counts = isObserved
    observation?.reopen(at: now, counts: counts, adding: more)
    tellObservation(.extended)
    if phase == .ready { enter(.observing) }
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
      tellDoseNews()
      lookAtTechnicalConditions(upTo: now)
    }
    updateReopening(upTo: now)
  }

  /// A high physiological alarm in `ready` opens the window again until ten minutes after its end.
  mutating func updateReopening(upTo horizon: SessionTime) {
    guard phase == .ready, observation?.isHeldByHigh == true else { return }
    let counts = isObserved
    observation?.reopen(at: now, counts: counts)
    tellObservation(.reopened)
    enter(.observing)
    tellDoseNews()
    lookAtTechnicalConditions(upTo: horizon)
  }

  /// What ran in after the stop begins the counted time anew.
  mutating func restartObservation(at time: SessionTime) {
    guard let window = observation, window.restartedAt.map({ time > $0 }) ?? true else { return }
    let counts = isObserved
    observation?.restart(at: time, counts: counts)
    guard phase == .ready else { return }
    tellObservation(.reopened)
    enter(.observing)
    tellDoseNews()
  }

  private mutating func tellObservation(_ change: ObservationChange) {
    guard let target = observation?.target else { return }
    tell(.observation(change, target: target))
  }
}
