import Quantities

// What flows where no counter decides.

extension DoseAccount {
  public var basis: DoseBasis {
    if track != nil { return .volume }
    return pump.rate == nil ? .set : .rate
  }

  /// What a rate gave since `bounds` last took it in.
  func flowed(by time: SessionTime) -> Millilitres {
    guard startedAt != nil, track == nil else { return .zero }
    return reckoned.volume(at: time) - reckonedInBounds
  }

  /// While a pump that tells only its rate is lost, what flows is estimated (rule 1).
  var isRateLost: Bool { basis == .rate && pump.isLost }

  /// Takes in what flowed until now, and sets the rates that hold from now on.
  mutating func takeFlows(at now: SessionTime, isEstimated: Bool = false) {
    takeIn(at: now, isEstimated: isEstimated || wasRateLost)
    let set = isInfusing ? setRate : .zero
    let flow = pump.reckoned(set: set, hasCounter: track != nil)
    self.set.set(set, at: now)
    reckoned.set(flow, at: now)
    ceiling.set(max(set, pump.reported ?? .zero), at: now)
    wasRateLost = isRateLost
  }

  private mutating func takeIn(at now: SessionTime, isEstimated: Bool) {
    let flow = flowed(by: now)
    reckonedInBounds = reckoned.volume(at: now)
    defer { takenInAt = now }
    guard flow > .zero else { return }
    add(toRun: flow, since: takenInAt, at: now)
    if isEstimated {
      bounds.addReckoned(flow)
    } else {
      bounds.addSure(flow)
      lowByRate = lowByRate + flow
    }
  }

  mutating func losePump(at now: SessionTime) {
    takeFlows(at: now)
    pump.lose()
    if track != nil { isCounterLost = true }
    takeFlows(at: now)
  }

  /// A counter can be silent while the pump goes on telling its rate.
  mutating func loseDue(at now: SessionTime) {
    if let due = counterLossDeadline, due <= now { isCounterLost = true }
    guard let due = pumpLossDeadline, due <= now else { return }
    losePump(at: now)
  }

  var counterLossDeadline: SessionTime? { track != nil && !isCounterLost ? interval.lostAt : nil }

  var pumpLossDeadline: SessionTime? {
    guard track != nil || pump.rate != nil, !pump.isLost else { return nil }
    return pump.heardAt.map { $0 + interval.lossDelay }
  }

  /// Takes out what was reckoned beyond the order in a gap. Where it may have flowed it stands in the most.
  mutating func waive(_ volume: Millilitres, mayHaveFlowed: Bool) {
    reckonedInBounds = reckonedInBounds + volume
    guard var track else {
      if mayHaveFlowed { bounds.high = bounds.high + volume }
      return
    }
    if mayHaveFlowed { track.waived = track.waived + volume }
    track.reckonedAtLast = track.reckonedAtLast + volume
    track.reckonedAtChange = track.reckonedAtChange + volume
    self.track = track
  }
}
