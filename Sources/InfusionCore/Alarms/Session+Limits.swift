public import Quantities

// Limits: which are in force, and how people change them.

extension Session {
  /// The limits as they hold now: configured or changed, moved by the baseline, or off.
  public func limitsInForce(_ vital: Vital) -> VitalLimits { inForce(vitals[vital].limits, vital) }

  /// What these absolute limits become with the baseline and with "off" applied.
  func inForce(_ absolute: VitalLimits, _ vital: Vital) -> VitalLimits {
    let watch = vitals[vital]
    var limits = absolute
    if watch.off != nil {
      limits.low = nil
      limits.high = nil
      return limits
    }
    guard let relative = plan.relative[vital], let base = baseline(of: vital) else { return limits }
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
    let configured = vitals[vital].limits
    guard vitals[vital].off == nil else { return false }
    return side == .low ? force.low != configured.low : force.high != configured.high
  }

  public func limitsOff(_ vital: Vital) -> LimitsOff? { vitals[vital].off }

  /// Whether a person has moved a limit of this vital away from where the configuration has it.
  public func areLimitsMoved(_ vital: Vital) -> Bool {
    setup.configuration.limits[vital].map { $0 != vitals[vital].limits } ?? false
  }

  /// What the limits of a vital were at the start; before it what the configuration has.
  public func limitsAtStart(of vital: Vital) -> VitalLimits? {
    alarms.limitHistory.atStart[vital] ?? setup.configuration.limits[vital]
  }

  public func state(of vital: Vital) -> VitalState { vitals[vital].track.state }

  /// Until when the value of now counts, if nothing else is heard; nil where there is none.
  public func freshUntil(of vital: Vital) -> SessionTime? {
    vitals[vital].track.current?.lossDeadline(cuffStaleAfter: vitals.cuffStaleAfter)
  }

  public func alarmPriority(of vital: Vital, _ side: Side) -> AlarmPriority? { vitals[vital][side].level }
}

// MARK: - Changes

extension Session {
  mutating func changeLimit(_ action: LimitAction, by: String?) {
    let vital = action.vital
    let before = limitsInForce(vital)
    if action.isOff, let reason = action.reason {
      alarms.switchOff(vital, reason: reason, by: by, at: now)
      tell(.limitChanged(LimitChange(vital: vital, kind: .off, from: nil, to: nil, reason: reason, by: by)))
      return reapplyLimits(vital, from: before, reason: reason, by: by)
    }
    if action.isOn {
      alarms.switchOn(vital)
      tell(.limitChanged(LimitChange(vital: vital, kind: .on, from: nil, to: nil, by: by)))
    } else {
      let limits = vitals[vital].limits
      let changed = action.changed(limits)
      if vital == .map, changed != limits { judgeMeansFromNow() }
      alarms.set(changed, of: vital)
    }
    reapplyLimits(vital, from: before, by: by)
  }

  /// A person's first limit of the mean: from here on it judges measurements with all three figures, and the
  /// one that stands is what a changed part is held against.
  private mutating func judgeMeansFromNow() {
    alarms.noteMeanLimit()
    guard setup.isBySecondRules, !vitals.isFresh(.map), let last = cuff.last, let source = cuff.lastSource,
      let readAt = cuff.lastAt, judgesMean(of: last), let mean = last.map,
      vitals.stands(.map, measuredAt: readAt, at: now)
    else { return }
    let limits = vitals[.map].limits
    let claim = ValueTrack.Claim(
      source: source, rank: 0, interval: devices[source]?.source.nominalInterval ?? .zero,
      staleAfter: limits.staleAfter, lossDelay: limits.lossDelay, value: mean, quality: .good,
      isArtifact: false, readAt: readAt)
    alarms.stand(mean: claim)
  }

  /// Judges the parts of a vital whose limit is another one now, and tells each that moved. Where none moved
  /// (a baseline that this vital's limits do not follow), its alarms go on as they were.
  mutating func reapplyLimits(_ vital: Vital, from before: VitalLimits, reason: String? = nil, by: String?) {
    let limits = limitsInForce(vital)
    guard limits != before else { return }
    let kinds: [(LimitChange.Kind, Fixed?, Fixed?)] = [
      (.low, before.low, limits.low), (.high, before.high, limits.high),
      (.extremeLow, before.extremeLow, limits.extremeLow),
      (.extremeHigh, before.extremeHigh, limits.extremeHigh),
    ]
    for (kind, from, to) in kinds where from != to {
      tell(.limitChanged(LimitChange(vital: vital, kind: kind, from: from, to: to, reason: reason, by: by)))
    }
    alarms.judge(vital, by: limits, at: now)
    tellAlarms()
  }
}
