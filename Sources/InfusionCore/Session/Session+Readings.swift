import Quantities

// What the devices say: values, status, cuff, pump, links.

extension Session {
  mutating func take(_ reading: Reading) {
    let giver = devices.giver(reading.source)
    if let status = reading.status, devices.set(status, of: reading.source) { needsTechnicalLook = true }
    if let sample = reading.spo2 { take(sample, .spo2, from: giver) }
    if let sample = reading.hr { take(sample, .hr, from: giver) }
    if let result = reading.nibp { take(result, from: reading.source) }
    if let sample = reading.rr { take(sample, .rr, from: giver) }
    if let report = reading.pump { take(report, from: reading.source) }
    settleAll(endingWith: .cleared)
  }

  private mutating func take(_ sample: Sample, _ vital: Vital, from giver: DeviceWatch.Giver) {
    switch sample {
    case .value(let value, let quality): record(value, quality, vital, from: giver)
    case .noValue: vitals[vital.index].track.recordNoValue(from: giver.source, at: now)
    }
  }

  private mutating func record(
    _ value: Fixed, _ quality: Quality, _ vital: Vital, from giver: DeviceWatch.Giver
  ) {
    let index = vital.index
    let voice = ValueTrack.Voice(
      source: giver.source, rank: giver.rank, staleAfter: vitals[index].staleAfter(interval: giver.interval),
      lossDelay: vitals[index].limits.lossDelay, value: value, quality: quality, readAt: now)
    let effect = vitals[index].take(value, from: voice)
    guard effect.isInForce else { return }
    if effect.isReturn { valueReturned(index) }
    if effect.isNews { hasLimitNews = true }
    _ = holds.take(value, of: vital, at: now)
  }

  private mutating func valueReturned(_ index: Int) {
    vitals[index].takenOver = nil
    vitals[index].requiredDeadline = nil
    needsTechnicalLook = true
    if index == Vital.spo2.index { observation?.spo2Returned(at: now) }
  }

  /// For a cuff value without a figure of its own: the larger of 900 s and two NIBP intervals of the phase.
  var cuffStaleAfter: TimeSpan { max(.seconds(900), (cuff.schedule.interval ?? .zero) * 2) }
}

// MARK: - Losses

extension Session {
  mutating func loseDueValues() {
    for index in vitals.indices where vitals[index].track.wasEverPresent {
      guard let lostAt = vitals[index].track.loseDue(at: now, cuffStaleAfter: cuffStaleAfter) else {
        continue
      }
      if let other = vitals[index].track.current {
        vitals[index].observe(other.value, at: now)
      } else {
        lose(index, at: lostAt)
      }
    }
  }

  private mutating func lose(_ index: Int, at lostAt: SessionTime) {
    let watch = vitals[index]
    if watch.vital.isCuff {
      cuff.takenOver = [cuff.takenOver, watch.low.level, watch.high.level].compactMap { $0 }.max()
    } else {
      vitals[index].takenOver = [watch.low.pendingLevel, watch.high.pendingLevel].compactMap { $0 }.max()
    }
    holds.lose(watch.vital)
    // A loss inside a gap is told at the gap's end, and what returns soon after that is raised again at once.
    vitals[index].low.lose(at: now)
    vitals[index].high.lose(at: now)
    for side in Side.allCases { settle(index, side, endingWith: .noValue) }
    if watch.vital == .spo2 { observation?.spo2Lost(at: lostAt) }
  }
}

// MARK: - Cuff

extension Session {
  mutating func take(_ result: CuffResult, from source: SourceID) {
    if let number = result.number, cuff.lastNumbers.updateValue(number, forKey: source) == number { return }
    guard case .measured(let measurement) = result else {
      cuff.hasFailed = true
      needsTechnicalLook = true
      return
    }
    if measurement.ageIsUnknown {
      cuff.ofUnknownAge = measurement
      return
    }
    take(measurement, from: source)
  }

  private mutating func take(_ measurement: CuffMeasurement, from source: SourceID) {
    cuff.last = measurement
    cuff.lastAt = now
    cuff.lastSource = source
    cuff.ofUnknownAge = nil
    cuff.hasFailed = false
    cuff.takenOver = nil
    cuff.schedule.done(at: now)
    needsTechnicalLook = true
    // What ended on the same line comes first, in the table's order: pressures tell theirs at once.
    settleEach(endingWith: .cleared, if: .falls)
    record(cuff: measurement.sys, .sys, from: source)
    record(cuff: measurement.dia, .dia, from: source)
    // A derived mean is no measurement: it is shown from `cuff.last` and never alarms.
    if !measurement.mapIsDerived { record(cuff: measurement.map, .map, from: source) }
  }

  private mutating func record(cuff value: Fixed?, _ vital: Vital, from source: SourceID) {
    guard let value else { return }
    let interval = devices[source]?.source.nominalInterval ?? .zero
    record(value, .good, vital, from: .init(source: source, rank: 0, interval: interval))
    settle(vital.index, .low, endingWith: .cleared, if: .falls)
    settle(vital.index, .high, endingWith: .cleared, if: .falls)
    for side in Side.allCases { remindOfPressure(vital, side, value) }
  }

  /// An acknowledged pressure alarm speaks again with the next measurement that still violates.
  private mutating func remindOfPressure(_ vital: Vital, _ side: Side, _ value: Fixed) {
    let condition = vitals[vital.index][side]
    let id = AlarmID.limit(vital, side)
    guard condition.told != nil, condition.told == condition.level, board.active(id)?.acknowledgement != nil,
      condition.isStillViolated(by: value)
    else { return }
    tell(.alarmReminded(id))
  }
}

// MARK: - Pump, links, recorder, sound

extension Session {
  private mutating func take(_ report: PumpReport, from source: SourceID) {
    guard isHeardAsPump(source) else { return }
    pump.state = report.state ?? pump.state
    pump.rate = report.rate ?? pump.rate
    pump.vtbi = report.vtbi ?? pump.vtbi
    if let volume = report.volume {
      pump.volume = volume
      infusion?.heard(counter: volume, isRunning: pump.state == nil || pump.state == .running, at: now)
    }
    needsTechnicalLook = true
    comparePump()
  }

  /// One pump at a time: two counters would each look like a jump of the other. Another takes over when it is
  /// lost.
  private mutating func isHeardAsPump(_ source: SourceID) -> Bool {
    guard let present = pump.source, present != source else {
      pump.source = source
      return true
    }
    guard devices[present]?.loss != nil else { return false }
    pump = PumpWatch(source: source)
    infusion?.changePump(at: now)
    return true
  }

  mutating func take(_ link: Link, of source: SourceID) {
    needsTechnicalLook = true
    switch link {
    case .connected:
      devices.set(nil, of: source)
    case .lost(let loss):
      devices.set(loss, of: source)
      if source == pump.source { infusion?.lostPump(at: now) }
    }
  }

  mutating func take(_ state: RecorderState) {
    recorder = state
    needsTechnicalLook = true
  }

  mutating func take(_ state: SoundState) {
    sound = state
    needsTechnicalLook = true
  }

  /// Notes since when the pump does something else than the session says.
  mutating func comparePump() {
    let differs = pumpDiffers
    pump.mismatchSince = differs ? pump.mismatchSince ?? now : nil
  }

  private var pumpDiffers: Bool {
    // One that tells only its rate is judged by that while it should run, and not otherwise.
    guard let state = pump.state else { return phase == .infusing && rateDiffers }
    switch state {
    // At a trickle after the volume is in, the pump is neither running nor not: `pump.kvo` speaks for it.
    case .kvo: return false
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

extension Vital {
  /// Its place in the table's order.
  var index: Int {
    switch self {
    case .spo2: 0
    case .hr: 1
    case .sys: 2
    case .dia: 3
    case .map: 4
    case .rr: 5
    }
  }
}
