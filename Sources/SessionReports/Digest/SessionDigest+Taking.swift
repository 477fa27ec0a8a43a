import InfusionCore
import Quantities
public import SessionRecord

extension SessionDigest {
  /// Takes the next entry, in order.
  public mutating func take(_ entry: JournalEntry) {
    length = max(length, entry.time)
    switch entry.content {
    case .input(let input): take(input, entry)
    case .event(let event): take(event, entry)
    case .seal: isSealed = true
    case .header, .anchor, .recovered, .other: break
    }
  }
}

// MARK: - What came in

extension SessionDigest {
  private mutating func take(_ input: Input, _ entry: JournalEntry) {
    toldBefore = nil
    switch input {
    case .reading(let reading): take(reading, at: entry.time)
    case .action(let action, let by):
      toldBefore = told
      take(action, by: by, entry)
    case .annotation(let text, let source): mark(.annotation(text, source), by: nil, entry)
    case .history(let history): if history.patient == told.patient { told.history = history }
    case .link, .recorder, .sound, .clockStepped, .gap: break
    }
  }

  private mutating func take(_ reading: Reading, at time: SessionTime) {
    let rank = ranks[reading.source] ?? ranks.count
    for (vital, sample) in [(Vital.spo2, reading.spo2), (.hr, reading.hr), (.rr, reading.rr)] {
      guard case .value(let value, _)? = sample else { continue }
      take(value, of: vital, from: reading.source, rank: rank, at: time)
    }
    if case .measured(let measurement)? = reading.nibp { take(measurement, from: reading.source, at: time) }
  }

  private mutating func take(
    _ value: Fixed, of vital: Vital, from source: SourceID, rank: Int, at time: SessionTime
  ) {
    guard voices[vital, default: PreferredVoice()].isHeard(rank, at: time) else { return }
    vitals.take(value, of: vital, from: source, at: time)
    observed?.take(value, of: vital, from: source, at: time)
    log.take(value, of: vital)
    advise(value, of: vital, at: time)
  }

  /// A result that repeats the source's last number is no new measurement, and one of unknown age may be
  /// another patient's.
  private mutating func take(_ measurement: CuffMeasurement, from source: SourceID, at time: SessionTime) {
    guard !measurement.ageIsUnknown else { return }
    if let number = measurement.number, lastCuffNumbers.updateValue(number, forKey: source) == number {
      return
    }
    told.pressures.append(PressureEntry(measurement: measurement, isByHand: false, at: time))
    for (vital, value) in [(Vital.sys, measurement.sys), (.dia, measurement.dia)] {
      if let value { advise(value, of: vital, at: time) }
    }
  }

  /// A record of before advice was told: when each rule was met is reckoned anew.
  private mutating func advise(_ value: Fixed, of vital: Vital, at time: SessionTime) {
    guard header.plan.rulesVersion < RulesVersion.holdsAreTold else { return }
    let phase = phases.last?.phase
    for rule in holds.take(value, of: vital, at: time) where phase == .infusing {
      advice.append(AdviceEntry(rule: rule, at: time))
    }
  }
}

// MARK: - What people did

extension SessionDigest {
  private mutating func take(_ action: Action, by: String?, _ entry: JournalEntry) {
    switch action {
    case .bloodPressure(let sys, let dia, let map):
      let measurement = CuffMeasurement.pressure(sys: sys, dia: dia, map: map)
      told.pressures.append(PressureEntry(measurement: measurement, isByHand: true, at: entry.time))
    case .setup(let setup):
      if let named = setup.patient, named != told.patient {
        told.patient = named
        told.history = nil
      }
      told.weight = setup.weight ?? told.weight
      told.plan = setup.plan ?? told.plan
      told.concentration = setup.concentration ?? told.concentration
    case .checklist(let item, let answer): told.answers[item] = answer
    case .baseline, .start, .pause, .resume, .stop, .rate, .bolus, .check, .extend, .away, .back, .discharge,
      .close,
      .acknowledge, .audioPause, .limit, .symptom, .medication, .intervention, .score, .note, .hold, .amend:
      break
    }
    mark(.action(action), by: by, entry)
  }

  private mutating func mark(_ what: Mark.What, by: String?, _ entry: JournalEntry) {
    told.marks.append(MarkEntry(what: what, by: by, at: entry.time, number: entry.number))
  }

  /// The refusal is the word about the last action: between the two there are at most events of the same
  /// instant.
  private mutating func refuse(_ refusal: Refusal, at time: SessionTime) {
    refusals.append(RefusalEntry(refusal: refusal, at: time))
    if let before = toldBefore { told = before }
    toldBefore = nil
  }
}

// MARK: - What happened

extension SessionDigest {
  private mutating func take(_ event: Event, _ entry: JournalEntry) {
    log.take(StampedEvent(event, at: entry.time))
    switch event {
    case .phase(let phase): phases.append(PhaseEntry(phase: phase, at: entry.time, wall: entry.wall))
    case .infusion(let change, let figures):
      doses.append(DoseEntry(change: change, figures: figures, at: entry.time))
    case .observation(let change, let target): window(change, target, at: entry.time)
    case .baseline(let values, _): take(values)
    case .checkTaken(let by): takeCheck(by: by, at: entry.time)
    case .limitChanged(let change):
      limitChanges.append(LimitEntry(change: change, isOfBaseline: isBaselineTaken, at: entry.time))
    case .refused(let refusal): refuse(refusal, at: entry.time)
    case .gap(let from, let reason, let isEstimated):
      gaps.append(GapEntry(from: from, to: entry.time, reason: reason, isEstimated: isEstimated))
    case .holdAdvised(let rule, let value):
      advice.append(AdviceEntry(rule: rule, at: entry.time, value: value))
    case .holdEnded(let rule, let end, let by, let note):
      answer(rule, end, by: by, note: note, at: entry.time)
    case .closed(let outcome, let reason):
      self.outcome = outcome
      outcomeReason = reason
    case .alarmRaised, .alarmPriority, .alarmEnded, .alarmAcknowledged, .alarmReminded, .limitReminded,
      .audioPaused, .audioResumed, .away, .back:
      break
    }
  }

  private mutating func takeCheck(by: String?, at time: SessionTime) {
    var leftOut: [String] = []
    if case .action(.check(let without))? = told.marks.last?.what { leftOut = without }
    checks.append(CheckEntry(by: by, without: leftOut, at: time))
  }

  private mutating func answer(
    _ rule: String, _ end: HoldEnd, by: String?, note: String?, at time: SessionTime
  ) {
    guard let index = advice.lastIndex(where: { $0.rule.name == rule && $0.end == nil }) else { return }
    advice[index].end = end
    advice[index].endedAt = time
    advice[index].by = by
    advice[index].note = note
  }

  /// Whether what happens now is a baseline's consequence.
  private var isBaselineTaken: Bool {
    guard toldBefore != nil, case .action(.baseline)? = told.marks.last?.what else { return false }
    return true
  }

  private mutating func window(_ change: ObservationChange, _ target: TimeSpan, at time: SessionTime) {
    windows.append(WindowEntry(change: change, target: target, at: time))
    if change == .started { observed = VitalsByMinute(from: time) }
  }

  /// A later baseline takes the place of an earlier one, vital by vital.
  private mutating func take(_ values: [BaselineValue]) {
    for value in values {
      baseline.removeAll { $0.vital == value.vital }
      baseline.append(value)
    }
  }
}

extension SessionDigest {
  /// The record goes on to this time, with entries that were not taken.
  mutating func end(at time: SessionTime) { length = max(length, time) }
}
