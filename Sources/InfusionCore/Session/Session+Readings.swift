import Quantities

// What the devices say: values, status, cuff, pump, links.

extension Session {
  mutating func take(_ reading: Reading) {
    if let status = reading.status,
      devices.set(status, stands: reading.statusStands, of: reading.source)
    {
      isUnsettled = true
    }
    let giver = devices.giver(reading.source)
    // Readings of a source that is garbled, or not the one that the session began with, are not used: its
    // values go as if it had said `-`.
    guard giver.isUsed else { return withdraw(giver.source) }
    heard = HeardReading(source: reading.source)
    bindIfNew(reading, from: giver)
    if let sample = reading.spo2 { take(sample, .spo2, from: giver) }
    if let sample = reading.hr { take(sample, .hr, from: giver) }
    if let result = reading.nibp { take(result, from: reading.source) }
    if let sample = reading.rr { take(sample, .rr, from: giver) }
    if let report = reading.pump { take(report, from: reading.source) }
    noteSameness(of: reading, from: giver)
    settleLimits()
  }

  /// Tells what a value changed at once.
  mutating func settleLimits() {
    alarms.settle(endingWith: .cleared, at: now)
    tellAlarms()
  }

  private mutating func take(_ sample: Sample, _ vital: Vital, from giver: DeviceWatch.Giver) {
    switch sample {
    case .value(let value, let quality): record(value, quality, vital, from: giver)
    case .noValue: alarms.recordNoValue(of: vital, from: giver.source, at: now)
    }
  }

  private mutating func record(
    _ value: Fixed, _ quality: Quality, _ vital: Vital, from giver: DeviceWatch.Giver
  ) {
    let effect = alarms.record(value, quality, of: vital, from: giver, at: now)
    if effect.hasRivals { isUnsettled = true }
    guard effect.isInForce else { return }
    heard?.set(VitalValue(value: value, quality: quality, at: now, source: giver.source), of: vital)
    if effect.isReturn || effect.isNews { isUnsettled = true }
    if vital == .spo2 { countObservation() }
    _ = holds.take(value, of: vital, at: now)
  }

  /// Saturation that is fresh and no artefact is what an observation counts.
  mutating func countObservation() {
    if watch.note(counts: isObserved, at: now) { isUnsettled = true }
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
    alarms.set(cuffStaleAfter: max(.seconds(900), (programme?.longest ?? .zero) * 2), at: now)
  }
}

// MARK: - Losses

extension Session {
  mutating func loseDueValues() {
    for vital in Vital.allCases where vitals.wasEverPresent(vital) {
      endSameness(ofLost: vital)
      switch alarms.loseDue(vital, at: now) {
      case .none: break
      case .replaced: if vital == .spo2 { countObservation() }
      case .lost(let lostAt, let level): lose(vital, at: lostAt, level)
      }
    }
  }

  private mutating func lose(_ vital: Vital, at lostAt: SessionTime, _ level: AlarmPriority?) {
    if vital.isCuff { loseCuff(level) }
    holds.lose(vital)
    tellAlarms()
    if vital == .spo2 { watch.lose(at: lostAt) }
  }

  /// A pressure that grew too old counts as overdue, whatever the intervals say, except in preparation and
  /// while a mean that was measured alone is fresh.
  private mutating func loseCuff(_ level: AlarmPriority?) {
    guard setup.isBySecondRules else { return cuff.takeOver(level) }
    let isWatched = phase != .preparation && phase != .closed
    let hasMeanAlone = vitals.isFresh(.map) && cuff.last?.sys == nil
    if isWatched && !hasMeanAlone { cuff.age(out: level) } else { cuff.takeOver(level) }
  }
}

// MARK: - Cuff

extension Session {
  mutating func take(_ result: CuffResult, from source: SourceID) {
    if cuff.isRepeated(result, from: source) { return }
    guard case .measured(let measurement) = result else {
      isUnsettled = true
      return cuff.fail()
    }
    guard !measurement.ageIsUnknown else {
      cuff.find(ofUnknownAge: measurement)
      return tell(.measured(Measured(measurement, from: source, entry: entry)))
    }
    take(measurement, from: source)
  }

  mutating func takeByHand(_ measurement: CuffMeasurement) {
    take(measurement, from: .manual)
    settleLimits()
  }

  private mutating func take(_ measurement: CuffMeasurement, from source: SourceID) {
    isUnsettled = true
    tell(.measured(Measured(measurement, from: source, entry: entry)))
    cuff.record(measurement, from: source, entry: entry, at: now)
    takeDueReading(.nibp)
    // What ended on the same line comes first, in the table's order: pressures tell theirs at once.
    settleFalls()
    record(cuff: measurement.sys, .sys, from: source)
    record(cuff: measurement.dia, .dia, from: source)
    settleFalls()
    endMeanAlarms(by: measurement)
    if judgesMean(of: measurement) { record(cuff: measurement.map, .map, from: source) }
  }

  private mutating func settleFalls() {
    alarms.settle([.falls], endingWith: .cleared, at: now)
    tellAlarms()
  }

  /// A computed mean is never judged. A mean measured beside sys and dia is judged if the clinic or a person
  /// has set limits for it; by the first rules always.
  func judgesMean(of measurement: CuffMeasurement) -> Bool {
    if measurement.mapIsDerived { return false }
    return measurement.sys == nil || !setup.isBySecondRules || hasOwnMeanLimits
  }

  private var hasOwnMeanLimits: Bool {
    setup.configuration.judgesMeasuredMean || alarms.limitHistory.wasMeanSet
  }

  /// An alarm that a mean alone raised ends with the next measurement that has sys and dia: those speak then.
  private mutating func endMeanAlarms(by measurement: CuffMeasurement) {
    guard setup.isBySecondRules, measurement.sys != nil, !judgesMean(of: measurement),
      vitals.wasEverPresent(.map)
    else { return }
    alarms.endMean(at: now)
    tellAlarms()
  }

  private mutating func record(cuff value: Fixed?, _ vital: Vital, from source: SourceID) {
    guard let value else { return }
    let interval = devices[source]?.source.nominalInterval ?? .zero
    let giver = DeviceWatch.Giver(
      source: source, rank: 0, interval: interval, isArtifact: false, isUsed: true)
    record(value, .good, vital, from: giver)
    alarms.answer(pressure: value, of: vital, at: now)
    tellAlarms()
  }

  mutating func goWithoutPressure(for span: TimeSpan) { cuff.forgo(until: now + span, at: now) }
}

// MARK: - Pump and links

extension Session {
  private mutating func take(_ report: PumpReport, from source: SourceID) {
    let isOtherLost = pump.source.map { devices.isLost($0) } ?? false
    let interval = devices[source]?.source.nominalInterval ?? .seconds(1)
    guard treatment.listen(to: source, isOtherLost: isOtherLost, interval: interval, at: now) else {
      return
    }
    heard?.pump = report
    treatment.hear(report, at: now)
    isUnsettled = true
  }

  mutating func take(_ link: Link, of source: SourceID) {
    switch link {
    case .connected: devices.set(nil, of: source)
    case .lost(let loss):
      devices.set(loss, of: source)
      devices.endSameness(of: source)
      treatment.lose(source, at: now)
    }
  }
}
