import Quantities

// Limit alarms: what their conditions become, told.

extension Session {
  enum Direction { case falls, rises, either }

  mutating func completeEnds(_ index: Int) {
    vitals[index].low.completeEnds(at: now)
    settle(index, .low, endingWith: .cleared, if: .falls)
    vitals[index].high.completeEnds(at: now)
    settle(index, .high, endingWith: .cleared, if: .falls)
  }

  mutating func completeOnsets(_ index: Int) {
    vitals[index].low.completeOnsets(at: now)
    settle(index, .low, endingWith: .cleared)
    vitals[index].high.completeOnsets(at: now)
    settle(index, .high, endingWith: .cleared)
  }

  /// What an input changed at once: first what ended or fell, then what was raised or rose.
  mutating func settleAll(endingWith reason: AlarmEnd) {
    // Most readings change nothing.
    guard hasLimitNews else { return }
    hasLimitNews = false
    settleEach(endingWith: reason, if: .falls)
    settleEach(endingWith: reason, if: .rises)
  }

  mutating func settleEach(endingWith reason: AlarmEnd, if wanted: Direction) {
    for index in vitals.indices {
      settle(index, .low, endingWith: reason, if: wanted)
      settle(index, .high, endingWith: reason, if: wanted)
    }
  }

  /// Tells what differs between a condition's level and what was last told of it.
  mutating func settle(
    _ index: Int, _ side: Side, endingWith reason: AlarmEnd, if wanted: Direction = .either
  ) {
    let condition = vitals[index][side]
    let (before, after) = (condition.told, condition.level)
    guard before != after else { return }
    let falls = (after?.rawValue ?? -1) < (before?.rawValue ?? -1)
    guard wanted == .either || (wanted == .falls) == falls else { return }
    let id = AlarmID.limit(vitals[index].vital, side)
    if side == .low { vitals[index].low.told = after } else { vitals[index].high.told = after }
    guard let after else { return end(id, reason) }
    let signal = AlarmSignal(after, value: vitals[index].track.current?.value, limit: condition.raisedLimit)
    if before == nil { raise(id, signal) } else { change(id, to: signal) }
  }
}

// MARK: - Limits in force

extension Session {
  /// The limits as they hold now: configured or changed, moved by the baseline, or off.
  public func limitsInForce(_ vital: Vital) -> VitalLimits { inForce(vitals[vital.index].limits, vital) }

  /// What these absolute limits come to with the baseline and "off".
  func inForce(_ absolute: VitalLimits, _ vital: Vital) -> VitalLimits {
    let watch = vitals[vital.index]
    var limits = absolute
    if watch.off != nil {
      limits.low = nil
      limits.high = nil
      return limits
    }
    guard let relative = plan.relative[vital], let base = baseline[vital]?.value else { return limits }
    if let above = relative.above {
      limits.high = tighter(
        .high, limits.high, relative.mode, (base + above).rounded(places: 1),
        within: [limits.extremeHigh, watch.bounds.highCeiling])
    }
    if let below = relative.below {
      limits.low = tighter(
        .low, limits.low, relative.mode, (base - below).rounded(places: 1),
        within: [limits.extremeLow, watch.bounds.lowFloor])
    }
    return limits
  }

  /// Which of the two is in force: the relative limit, unless the absolute one is tighter; never beyond a
  /// bound.
  private func tighter(
    _ side: Side, _ absolute: Fixed?, _ mode: RelativeLimit.Mode, _ relative: Fixed, within bounds: [Fixed?]
  ) -> Fixed {
    let pick: (Fixed, Fixed) -> Fixed = side == .high ? { min($0, $1) } : { max($0, $1) }
    let bounded = bounds.compactMap { $0 }.reduce(relative, pick)
    switch mode {
    case .replace: return bounded
    case .tighten: return absolute.map { pick(bounded, $0) } ?? bounded
    }
  }

  /// Whether the limit in force on this side comes from the baseline.
  public func isRelative(_ vital: Vital, _ side: Side) -> Bool {
    let force = limitsInForce(vital)
    let configured = vitals[vital.index].limits
    guard vitals[vital.index].off == nil else { return false }
    return side == .low ? force.low != configured.low : force.high != configured.high
  }

  public func limitsOff(_ vital: Vital) -> LimitsOff? { vitals[vital.index].off }
  public func state(of vital: Vital) -> VitalState { vitals[vital.index].track.state }
  public func alarmPriority(of vital: Vital, _ side: Side) -> AlarmPriority? {
    vitals[vital.index][side].level
  }

  /// Judges every part of a vital again by the limits that hold now, and tells each one that moved. Where
  /// none moved (a baseline that this vital's limits do not follow), its alarms go on as they were.
  mutating func reapplyLimits(_ vital: Vital, from before: VitalLimits, reason: String? = nil, by: String?) {
    let limits = limitsInForce(vital)
    guard limits != before else { return }
    let index = vital.index
    let value = vitals[index].track.current?.value
    let kinds: [(LimitChange.Kind, Fixed?, Fixed?)] = [
      (.low, before.low, limits.low), (.high, before.high, limits.high),
      (.extremeLow, before.extremeLow, limits.extremeLow),
      (.extremeHigh, before.extremeHigh, limits.extremeHigh),
    ]
    for (kind, from, to) in kinds where from != to {
      tell(.limitChanged(LimitChange(vital: vital, kind: kind, from: from, to: to, reason: reason, by: by)))
    }
    vitals[index].low.change(ordinary: limits.low, extreme: limits.extremeLow, value: value, at: now)
    vitals[index].high.change(ordinary: limits.high, extreme: limits.extremeHigh, value: value, at: now)
    hasLimitNews = true
    settleAll(endingWith: .limitChanged)
  }
}
