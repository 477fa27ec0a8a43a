public import Quantities

// The window after the infusion.

extension Session {
  public var observation: ObservationWindow? { watch.window }
  public var awayUntil: SessionTime? { watch.awayUntil }

  mutating func beginObservation() {
    watch.begin(
      ObservationWindow(
        at: now, target: plan.observation, extendAfterHigh: plan.extendAfterHigh, counts: isObserved,
        isHeldByHigh: board.isHighPhysiologicalActive))
    tellObservation(.started)
  }

  mutating func extend(by more: TimeSpan) {
    watch.reopen(counts: isObserved, adding: more, at: now)
    tellObservation(.extended)
    if phase == .ready { enter(.observing) }
  }

  mutating func leave(for span: TimeSpan, reason: String, by: String?) {
    watch.leave(for: span, at: now)
    tell(.away(until: now + span, reason: reason, by: by))
  }

  /// From here on a missing value weighs as much as it does beside the chair.
  mutating func comeBack(by: String?) {
    watch.comeBack()
    tell(.back(by: by))
  }

  /// At an instant's end: the window completes, or opens again.
  mutating func updateObservation() {
    if phase == .observing, watch.completeIfDue(at: now) {
      tellObservation(.complete)
      enter(.ready)
      tellDoseNews()
      lookAtTechnicalConditions(upTo: now)
    }
    updateReopening(upTo: now)
  }

  /// A high physiological alarm in `ready` opens the window again until ten minutes after its end.
  mutating func updateReopening(upTo horizon: SessionTime) {
    guard phase == .ready, watch.window?.isHeldByHigh == true else { return }
    watch.reopen(counts: isObserved, at: now)
    tellReopening()
    lookAtTechnicalConditions(upTo: horizon)
  }

  /// What ran in after the stop begins the counted time anew.
  mutating func restartObservation(at time: SessionTime) {
    if watch.restart(from: time, counts: isObserved), phase == .ready { tellReopening() }
  }

  private mutating func tellReopening() {
    tellObservation(.reopened)
    enter(.observing)
    tellDoseNews()
  }

  private mutating func tellObservation(_ change: ObservationChange) {
    guard let target = watch.window?.target else { return }
    tell(.observation(change, target: target))
  }
}
