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
    if ripple.contains(.limits) { settleAll(endingWith: .cleared) }
    return ripple
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
      vitals[vital].recordNoValue(from: giver.source, at: now)
      return []
    }
  }

  private mutating func record(
    _ value: Fixed, _ quality: Quality, _ vital: Vital, from giver: DeviceWatch.Giver
  ) -> Ripple {
    let effect = vitals[vital].record(value, quality, from: giver, at: now)
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
    vitals.set(cuffStaleAfter: max(.seconds(900), (programme?.longest ?? .zero) * 2))
  }
}

// MARK: - Losses

extension Session {
  mutating func loseDueValues() {
    let cuffStaleAfter = vitals.cuffStaleAfter
    for vital in Vital.allCases where vitals.wasEverPresent(vital) {
      endSameness(ofLost: vital)
      guard let lostAt = vitals[vital].loseDue(at: now, cuffStaleAfter: cuffStaleAfter) else { continue }
      if vitals.isFresh(vital) {
        vitals[vital].judge(at: now)
        if vital == .spo2 { _ = countObservation() }
      } else {
        lose(vital, at: lostAt)
      }
    }
  }

  private mutating func lose(_ vital: Vital, at lostAt: SessionTime) {
    let watch = vitals[vital]
    if vital.isCuff {
      loseCuff([watch.low.level, watch.high.level].compactMap { $0 }.max())
    } else {
      vitals[vital].takenOver = [watch.low.pendingLevel, watch.high.pendingLevel].compactMap { $0 }.max()
    }
    holds.lose(vital)
    // A loss inside a gap is told at the gap's end, and what returns soon after that is raised again at once.
    vitals[vital].lose(at: now)
    for side in Side.allCases { settle(vital, side, endingWith: .noValue) }
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
    settleAll(endingWith: .cleared)
  }

  private mutating func take(_ measurement: CuffMeasurement, from source: SourceID) -> Ripple {
    tell(.measured(Measured(measurement, from: source, entry: entry)))
    cuff.record(measurement, from: source, entry: entry, at: now)
    takeDueReading(.nibp)
    // What ended on the same line comes first, in the table's order: pressures tell theirs at once.
    settleEach(endingWith: .cleared, if: .falls)
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
    setup.configuration.judgesMeasuredMean || limitHistory.wasMeanSet
  }

  /// An alarm that a mean alone raised ends with the next measurement that has sys and dia: those speak then.
  private mutating func endMeanAlarms(by measurement: CuffMeasurement) -> Ripple {
    guard setup.isBySecondRules, measurement.sys != nil, !judgesMean(of: measurement),
      vitals.wasEverPresent(.map)
    else { return [] }
    vitals[.map].forget()
    for side in Side.allCases { settle(.map, side, endingWith: .cleared) }
    return .limits
  }

  private mutating func record(cuff value: Fixed?, _ vital: Vital, from source: SourceID) -> Ripple {
    guard let value else { return [] }
    let interval = devices[source]?.source.nominalInterval ?? .zero
    let giver = DeviceWatch.Giver(
      source: source, rank: 0, interval: interval, isArtifact: false, isUsed: true)
    let ripple = record(value, .good, vital, from: giver)
    for side in Side.allCases { settle(vital, side, endingWith: .cleared, if: .falls) }
    for side in Side.allCases { remindOfPressure(vital, side, value) }
    return ripple
  }

  /// An acknowledged pressure alarm speaks again with the next measurement that still violates.
  private mutating func remindOfPressure(_ vital: Vital, _ side: Side, _ value: Fixed) {
    let condition = vitals[vital][side]
    let id = AlarmID.limit(vital, side)
    guard condition.told != nil, !condition.isNews, board.active(id)?.acknowledgement != nil,
      condition.isStillViolated(by: value)
    else { return }
    tell(.alarmReminded(id))
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
