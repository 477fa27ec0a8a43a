import Quantities

// What the devices say: values, status, cuff, pump, links.

extension Session {
  mutating func take(_ reading: Reading) -> Ripple {
    var ripple = Ripple()
    if let status = reading.status, devices.set(status, of: reading.source) { ripple = .conditions }
    let giver = devices.giver(reading.source)
    guard giver.isUsed else { return withhold(reading, from: giver).union(ripple) }
    heard = HeardReading(source: reading.source)
    ripple.formUnion(bindIfNew(reading, from: giver))
    if let sample = reading.spo2 { ripple.formUnion(take(sample, .spo2, from: giver)) }
    if let sample = reading.hr { ripple.formUnion(take(sample, .hr, from: giver)) }
    if let result = reading.nibp { ripple.formUnion(take(result, from: reading.source)) }
    if let sample = reading.rr { ripple.formUnion(take(sample, .rr, from: giver)) }
    if let report = reading.pump { ripple.formUnion(take(report, from: reading.source)) }
    ripple.formUnion(noteSameness(of: reading, from: giver))
    if ripple.contains(.limits) { settleLimits() }
    return ripple
  }

  /// Tells what a value changed at once.
  mutating func settleLimits() {
    alarms.settle(endingWith: .cleared, at: now)
    tellAlarms()
  }

  /// Nothing that is not what it was named, or not what the session began with, is used: its values go as
  /// after `-`.
  private mutating func withhold(_ reading: Reading, from giver: DeviceWatch.Giver) -> Ripple {
    withdraw(giver.source)
    return []
  }

  private mutating func take(_ sample: Sample, _ vital: Vital, from giver: DeviceWatch.Giver) -> Ripple {
    switch sample {
    case .value(let value, let quality): return record(value, quality, vital, from: giver)
    case .noValue:
      alarms.recordNoValue(of: vital, from: giver.source, at: now)
      return []
    }
  }

  private mutating func record(
    _ value: Fixed, _ quality: Quality, _ vital: Vital, from giver: DeviceWatch.Giver
  ) -> Ripple {
    let effect = alarms.record(value, quality, of: vital, from: giver, at: now)
    var ripple: Ripple = effect.hasRivals ? .conditions : []
    guard effect.isInForce else { return ripple }
    heard?.set(VitalValue(value: value, quality: quality, at: now, source: giver.source), of: vital)
    if effect.isReturn { ripple.formUnion(.conditions) }
    if effect.isNews { ripple.formUnion([.limits, .conditions]) }
    if vital == .spo2, countObservation() { ripple.formUnion(.conditions) }
    _ = holds.take(value, of: vital, at: now)
    return ripple
  }

  /// Saturation that is fresh and no artefact is what an observation counts. Returns whether that changed.
  mutating func countObservation() -> Bool {
    let counts = isObserved
    return observation?.follow(counts: counts, at: now) ?? false
  }

  /// By the first rules an artefact counted as well.
  var isObserved: Bool {
    guard let isArtifact = vitals.isArtifact(.spo2) else { return false }
    return !isArtifact || !setup.isBySecondRules
  }

  /// How long a cuff value stands that has no figure of its own, by plan and phase: the larger of 900 s and
  /// two NIBP intervals.
  mutating func setCuffAge() {
    let programme = setup.isBySecondRules ? plan.nibpProgramme(in: phase) : plan.nibpInterval[phase]
    alarms.set(cuffStaleAfter: max(.seconds(900), (programme?.longest ?? .zero) * 2))
  }
}

// MARK: - Losses

extension Session {
  mutating func loseDueValues() {
    for vital in Vital.allCases where vitals.wasEverPresent(vital) {
      endSameness(ofLost: vital)
      switch alarms.loseDue(vital, at: now) {
      case .none: break
      case .replaced: if vital == .spo2 { _ = countObservation() }
      case .lost(let lostAt, let level): lose(vital, at: lostAt, level)
      }
    }
  }

  private mutating func lose(_ vital: Vital, at lostAt: SessionTime, _ level: AlarmPriority?) {
    if vital.isCuff { loseCuff(level) }
    holds.lose(vital)
    tellAlarms()
    if vital == .spo2 { observation?.set(counts: false, at: lostAt) }
  }

  /// A pressure that grew too old is an overdue one, whatever the intervals say; not in preparation, nor
  /// while a mean that was measured alone is fresh.
  private mutating func loseCuff(_ level: AlarmPriority?) {
    guard setup.isBySecondRules else { return cuff.takeOver(level) }
    let isWatched = phase != .preparation && phase != .closed
    let hasOther = [Vital.sys, .dia, .map].contains { vitals.isFresh($0) }
    if isWatched && !hasOther { cuff.age(out: level) } else { cuff.takeOver(isWatched ? level : nil) }
  }
}

// MARK: - Cuff

extension Session {
  mutating func take(_ result: CuffResult, from source: SourceID) -> Ripple {
    if cuff.isRepeated(result, from: source) { return [] }
    guard case .measured(let measurement) = result else {
      cuff.fail()
      return .conditions
    }
    guard !measurement.ageIsUnknown else {
      cuff.find(ofUnknownAge: measurement)
      tell(.measured(Measured(measurement, from: source, entry: entry)))
      return []
    }
    return take(measurement, from: source)
  }

  mutating func takeByHand(_ measurement: CuffMeasurement) {
    _ = take(measurement, from: .manual)
    settleLimits()
  }

  private mutating func take(_ measurement: CuffMeasurement, from source: SourceID) -> Ripple {
    tell(.measured(Measured(measurement, from: source, entry: entry)))
    cuff.record(measurement, from: source, entry: entry, at: now)
    takeDueReading(.nibp)
    // What ended on the same line comes first, in the table's order: pressures tell theirs at once.
    alarms.settle([.falls], endingWith: .cleared, at: now)
    tellAlarms()
    var ripple = endMeanAlarms(by: measurement)
    ripple.formUnion(record(cuff: measurement.sys, .sys, from: source))
    ripple.formUnion(record(cuff: measurement.dia, .dia, from: source))
    if judgesMean(of: measurement) { ripple.formUnion(record(cuff: measurement.map, .map, from: source)) }
    return ripple.union([.limits, .conditions])
  }

  /// A mean that was computed is no measurement. One beside sys and dia is judged where the clinic or a
  /// person has set limits for it; by the first rules always.
  func judgesMean(of measurement: CuffMeasurement) -> Bool {
    if measurement.mapIsDerived { return false }
    return measurement.sys == nil || !setup.isBySecondRules || hasOwnMeanLimits
  }

  private var hasOwnMeanLimits: Bool {
    setup.configuration.judgesMeasuredMean || alarms.limitHistory.wasMeanSet
  }

  /// An alarm that a mean alone raised ends with the next measurement that has sys and dia: those speak then.
  private mutating func endMeanAlarms(by measurement: CuffMeasurement) -> Ripple {
    guard setup.isBySecondRules, measurement.sys != nil, !judgesMean(of: measurement),
      vitals.wasEverPresent(.map)
    else { return [] }
    alarms.endMean(at: now)
    tellAlarms()
    return .limits
  }

  private mutating func record(cuff value: Fixed?, _ vital: Vital, from source: SourceID) -> Ripple {
    guard let value else { return [] }
    let interval = devices[source]?.source.nominalInterval ?? .zero
    let giver = DeviceWatch.Giver(
      source: source, rank: 0, interval: interval, isArtifact: false, isUsed: true)
    let ripple = record(value, .good, vital, from: giver)
    alarms.answer(pressure: value, of: vital, at: now)
    tellAlarms()
    return ripple
  }

  mutating func goWithoutPressure(for span: TimeSpan) { cuff.forgo(until: now + span, at: now) }
}

// MARK: - Pump and links

extension Session {
  private mutating func take(_ report: PumpReport, from source: SourceID) -> Ripple {
    guard listensToPump(source) else { return [] }
    heard?.pump = report
    pump.hear(report)
    if infusion == nil { accountBeforeStart.value.heard(report, at: now) }
    infusion?.hear(report, isRunning: pump.state == nil || pump.state == .running, at: now)
    comparePump()
    return .conditions
  }

  /// One pump at a time: two counters would each look like a jump of the other. Another takes over when it is
  /// lost.
  private mutating func listensToPump(_ source: SourceID) -> Bool {
    if pump.source == source { return true }
    if let present = pump.source, devices[present]?.loss == nil { return false }
    let isFirst = pump.source == nil
    pump = PumpWatch(source: source)
    let interval = devices[source]?.source.nominalInterval ?? .seconds(1)
    if infusion == nil { accountBeforeStart.value.pumpChanged(nominalInterval: interval, at: now) }
    if !isFirst || setup.isBySecondRules { infusion?.changePump(interval: interval, at: now) }
    return true
  }

  mutating func take(_ link: Link, of source: SourceID) {
    switch link {
    case .connected: devices.set(nil, of: source)
    case .lost(let loss):
      devices.set(loss, of: source)
      devices.endSameness(of: source)
      if source == pump.source {
        if infusion == nil { accountBeforeStart.value.pumpLost(at: now) }
        infusion?.losePump(at: now)
      }
    }
  }

  /// Notes since when the pump does something else than the session says.
  mutating func comparePump() {
    pump.mismatchSince = pumpDiffers ? pump.mismatchSince ?? now : nil
  }

  private var pumpDiffers: Bool {
    // One that tells only its rate is judged by that while it should run, and not otherwise.
    guard let state = pump.state else { return phase == .infusing && rateDiffers }
    switch state {
    // At a trickle its rate is another one than the ordered one; that it runs at all is `pump.kvo`'s to tell.
    // (By the first rules all of it was.)
    case .kvo: return setup.isBySecondRules && phase == .infusing && rateDiffers
    case .running: return phase == .infusing ? rateDiffers : phase != .closed
    case .paused, .stopped, .occluded, .empty, .air: return phase == .infusing
    }
  }

  /// By more than the tolerance, compared as the decimals that a pump shows.
  private var rateDiffers: Bool {
    guard let ordered = infusion?.rate.fixed, let actual = pump.rate?.fixed else { return false }
    return (actual - ordered).thousandths.magnitude * 100 > ordered.thousandths.magnitude
      * PumpWatch.ratePercent
  }
}
