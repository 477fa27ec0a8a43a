public import Quantities

// What the account answers, for any time from its last change on.

extension DoseAccount {
  public func figures(at now: SessionTime) -> VolumeFigures {
    guard startedAt != nil else { return VolumeFigures(basis: basis, volume: .zero) }
    let bounds = undecided(at: now)
    let isDecided = !isPending || isAsSaid(at: now)
    if isDecided, !isRateLost, bounds.isSure { return VolumeFigures(basis: basis, volume: bounds.volume) }
    return VolumeFigures(
      basis: basis, volume: bounds.volume, isEstimated: true, low: min(bounds.low, bounds.volume),
      high: max(bounds.high, bounds.volume))
  }

  /// Whether a person's figure stands unchanged: it was given while the counter was lost, and nothing has
  /// gone in since (rule 17).
  private func isAsSaid(at now: SessionTime) -> Bool {
    guard let track, track.needsZero, flow == .zero else { return false }
    return reckonedSinceBelieved(at: now) <= DoseRule.grain
  }

  /// What flows, by what is reckoned.
  public var flow: MillilitresPerHour { reckoned.rate }

  /// Raised: the counter jumped forward by more than it can have given, was held for too long, or a recorded
  /// bolus never showed in it.
  public var isCounterAlarmed: Bool {
    isBolusMissing || !jumps.isEmpty || (hold?.isAlarming ?? false)
  }

  /// Raised: the counter rises faster than set rate and recorded boluses give.
  public var isRisingTooFast: Bool { riseWatch.isRaised }

  /// The believed rise in the last 120 s and 600 s, beside what is expected.
  public func comparisons(at now: SessionTime) -> [RiseComparison] {
    [RiseWatch.shortWindow, DoseRule.longWindow].map { window in
      let start = max(startedAt ?? now, now - window)
      let boluses = boluses.reduce(Millilitres.zero) {
        $1.recordedAt >= start - DoseRule.bolusReach ? $0 + $1.volume : $0
      }
      return RiseComparison(
        window: window, rise: rises.risen(from: start, to: now),
        expected: set.volume(from: start, to: now) + boluses)
    }
  }

  mutating func lookAtRise(at now: SessionTime, isReading: Bool) {
    guard startedAt != nil, track != nil else { return }
    riseWatch.look(comparisons(at: now), at: now, isReading: isReading)
  }

  /// The bounds with what no counter has decided yet.
  func undecided(at now: SessionTime) -> DoseBounds {
    var bounds = bounds
    guard let track else {
      let flow = flowed(by: now)
      if isRateLost { bounds.addReckoned(flow) } else { bounds.addSure(flow) }
      bounds.high = bounds.high + awaitedBoluses
      return bounds
    }
    bounds.addSure(track.rise)
    let awaited = awaitedBoluses
    if isPending {
      let flow = reckonedSinceBelieved(at: now)
      bounds.volume = bounds.volume + flow
      let rise = hold?.rise(above: track.last.volume) ?? .zero
      bounds.high = bounds.high + max(flow + awaited + track.waived, rise)
    } else {
      bounds.high = bounds.high + awaited
    }
    let reckoned = reckoned.volume(at: now)
    for old in abandoned where old.fell {
      let high = old.high(reckoned: reckoned) + awaited
      // Rounding alone does not turn a sure figure into an estimate.
      if high > bounds.high + (bounds.isSure ? DoseRule.rounding : .zero) { bounds.high = high }
    }
    return bounds
  }
}

// MARK: - The planned end

/// Where the delivered volume was last known to be. Between two steps of a counter nothing is news: the
/// planned end stays where the last step put it.
struct Forecast: Hashable, Sendable {
  var at = SessionTime.start
  var volume = Millilitres.zero
  var reckoned = Millilitres.zero
}

extension DoseAccount {
  /// When the ordered volume is in at the rate that really flows, or was; nil while nothing flows before
  /// that, and after the stop.
  public var plannedEnd: SessionTime? {
    guard let order, startedAt != nil, stoppedAt == nil else { return nil }
    if let orderInAt { return orderInAt }
    return ((order.volume - forecast.volume) / flow).map { forecast.at + $0 }
  }

  /// When this volume is in by what is reckoned or counted; nil when that cannot be told yet.
  public func instant(of volume: Millilitres) -> SessionTime? {
    guard let startedAt else { return nil }
    if forecast.volume >= volume { return startedAt }
    guard track == nil || isPending else { return nil }
    return ((volume - forecast.volume) / flow).map { forecast.at + $0 }
  }

  mutating func withForecast(at now: SessionTime, _ change: (inout DoseAccount) -> Void) {
    let end = plannedEnd ?? now
    let before = (bounds, track?.last.volume, isPending, basis)
    let flowBefore = flow
    change(&self)
    guard let order, startedAt != nil else { return }
    let volume = figures(at: now).volume
    let expected = forecast.volume + (reckoned.volume(at: now) - forecast.reckoned)
    let isDecided = track != nil && !isPending
    if isDecided, before != (bounds, track?.last.volume, isPending, basis) {
      setForecast(volume, at: now)
    } else if !isDecided, (expected - volume).value.magnitude > DoseRule.grain.value {
      setForecast(volume, at: now)
    } else if flow != flowBefore {
      setForecast(expected, at: now)
    }
    orderInAt = volume + DoseRule.grain >= order.volume ? orderInAt ?? min(end, now) : nil
    awaitRun(at: now)
  }

  mutating func setForecast(_ volume: Millilitres, at now: SessionTime) {
    forecast = Forecast(at: now, volume: volume, reckoned: reckoned.volume(at: now))
  }
}
