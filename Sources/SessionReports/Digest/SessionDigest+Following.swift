public import InfusionCore
import Quantities
public import SessionRecord

extension SessionDigest: RecordFollower {
  public mutating func follow(_ moment: RecordMoment, of session: Session) {
    if case .unwatched(let from) = moment.what, session.isBySecondRules {
      course.bridge(from, to: moment.time, of: session)
    }
    if !moment.isAside { course.pass(to: moment.time, of: session) }
    add(moment)
    if case .event(.alarmRaised(let id, _, _)) = moment.what { log.explain(id, by: session) }
    if case .heard(let heard) = moment.what { add(heard) }
    if moment.tellsNothing { return }
    history = session.history
    if session.rulesVersion < RulesVersion.holdsAreTold { addUntoldAdvice(of: session) }
  }

  /// The record goes on to this time; the session stands where its last input left it.
  mutating func end(at time: SessionTime, of session: Session) {
    end(at: time)
    history = session.history
    course.want(length)
    course.pass(to: length + .milliseconds(1), of: session)
  }

  /// The same without the session, for a record that is read without its readings.
  mutating func end(at time: SessionTime) { length = max(length, time) }

  /// Adds what the record itself tells: everything but the readings, and the dose between events.
  mutating func add(_ moment: RecordMoment) {
    length = max(length, moment.time)
    switch moment.what {
    case .event(let event):
      let stamped = StampedEvent(event, at: moment.time)
      chart.take(stamped)
      log.take(stamped)
      // Pages tell the dose beside everything that happened.
      course.want(moment.time)
      add(event, moment)
    case .aside:
      cause = nil
      anchors.append((moment.time, moment.wall))
    case .passed, .unwatched: cause = nil
    case .sealed: isSealed = true
    case .scored(let result): drillResult = result
    case .heard: break
    }
  }

  private mutating func add(_ heard: HeardReading) {
    for vital in [Vital.spo2, .hr, .rr] {
      guard let value = heard[vital] else { continue }
      vitals.add(value, of: vital)
      observed?.add(value, of: vital)
      log.take(value.value, of: vital)
    }
  }

  /// Adds hold advice to a session from before it was told, which keeps it without telling.
  private mutating func addUntoldAdvice(of session: Session) {
    for given in session.holdAdvice {
      guard !advice.contains(where: { $0.rule == given.rule && $0.at == given.advisedAt }) else { continue }
      advice.append(AdviceEntry(rule: given.rule, at: given.advisedAt))
    }
  }
}

// MARK: - What happened

extension SessionDigest {
  private mutating func add(_ event: Event, _ moment: RecordMoment) {
    let time = moment.time
    switch event {
    case .accepted(let action, let entry, _, let passedOver):
      if !passedOver.isEmpty { overrides[entry] = passedOver }
      accept(action)
    case .dose(let figures):
      lastTold = figures
      hasDoseEvents = true
    case .phase(let phase): phases.append(PhaseEntry(phase: phase, at: time, wall: moment.wall))
    case .infusion(let change, let figures): addDose(change, figures, at: time)
    case .observation(let change, let target): window(change, target, at: time)
    case .due(let reading, let outcome):
      dueReadings.append(DueEntry(reading: reading, outcome: outcome, at: time))
    case .baseline(_, let by):
      baselineTaken = TakenEntry(at: time, by: by)
    case .checkTaken(let without, let by): addCheck(without, by: by, at: time)
    case .limitChanged(let change): add(change, at: time)
    case .refused(let refusal): refuse(refusal, at: time)
    case .gap(let from, let reason, let isEstimated):
      gaps.append(GapEntry(from: from, to: time, reason: reason, isEstimated: isEstimated))
    case .holdAdvised(let rule, let value):
      advice.append(AdviceEntry(rule: rule, at: time, value: value))
    case .holdEnded(let rule, let end, let by, let note): answer(rule, end, by: by, note: note, at: time)
    case .closed(let outcome, let reason):
      self.outcome = outcome
      outcomeReason = reason
    case .corrected(let correction): forgetDueReadings(takenBy: correction)
    case .measured, .alarmRaised, .remarked, .bound, .alarmPriority, .alarmEnded,
      .alarmAcknowledged, .alarmReminded,
      .alarmEscalated, .limitReminded, .audioPaused, .audioResumed, .away, .back:
      break
    }
  }

  /// Forgets a due reading that a struck pressure had taken. A later event tells what takes it instead; else
  /// it was missed, or is still due.
  private mutating func forgetDueReadings(takenBy correction: Correction) {
    guard correction.struckBecause != nil, let pressure = chart.pressure(entry: correction.entry) else {
      return
    }
    dueReadings.removeAll { $0.at == pressure.at && $0.outcome != .missed }
  }

  private mutating func accept(_ action: Action) {
    cause = action
    switch action {
    case .setup(let setup):
      if let named = setup.patient, named != patient {
        patient = named
        history = nil
      }
      if let weighed = setup.weight {
        weight = weighed
        isWeightExplained = setup.reason != nil
      }
      if let chosen = setup.plan, header.plan.configuration.plan(named: chosen) != nil {
        planName = chosen
        if !header.plan.isBySecondRules { bag = Bag() }
      }
      if let concentration = setup.concentration {
        bag.fill(concentration, isExplained: setup.reason != nil)
      }
    case .checklist(let checklist): answers[checklist.item] = checklist.answer
    case .baseline, .start, .pause, .resume, .stop, .rate, .bolus, .dose, .withoutPressure, .confirm,
      .selfTest,
      .accept,
      .check, .extend, .away, .back, .discharge, .close, .acknowledge, .audioPause, .limit, .bloodPressure,
      .symptom, .medication, .intervention, .score, .note, .drawn, .wasted, .hold, .amend, .unfit:
      break
    }
  }

  /// A refusal changes nothing, except that with this one the session says that it doubts its weight and goes
  /// on without one.
  private mutating func refuse(_ refusal: Refusal, at time: SessionTime) {
    refusals.append(RefusalEntry(refusal: refusal, at: time))
    guard case .weightUnconfirmed(let doubted, _) = refusal.why, doubted == weight else { return }
    if !isWeightExplained { weight = nil }
  }

  private mutating func addDose(_ change: InfusionChange, _ figures: InfusionFigures, at time: SessionTime) {
    doses.append(
      DoseEntry(
        change: change, figures: figures, at: time, action: cause, by: marks.last?.signature(of: cause)))
    lastTold = told(by: figures)
  }

  /// Its basis and bounds were told before by `dose`, and still hold.
  private func told(by figures: InfusionFigures) -> DoseFigures {
    var told = DoseFigures(
      volume: figures.volume, delivered: figures.delivered,
      deliveredPerKilogram: figures.deliveredPerKilogram, basis: .set, isEstimated: figures.isEstimated,
      low: figures.volume, high: figures.volume)
    guard hasDoseEvents, let before = lastTold else { return told }
    told.basis = before.basis
    if told.isEstimated {
      told.low = min(before.low, told.volume)
      told.high = max(told.volume, before.high + (told.volume - before.volume))
    }
    return told
  }

  /// In a record of the first rules only the action tells what was left out.
  private mutating func addCheck(_ without: [String], by: String?, at time: SessionTime) {
    var leftOut = without
    if leftOut.isEmpty, case .check(let check)? = cause { leftOut = check.without }
    checks.append(CheckEntry(by: by, without: leftOut, at: time))
  }

  private mutating func add(_ change: LimitChange, at time: SessionTime) {
    limitChanges.append(LimitEntry(change: change, cause: isByHand(change) ? .hand : .consequence, at: time))
  }

  private func isByHand(_ change: LimitChange) -> Bool {
    guard case .limit(let limit)? = cause, limit.vital == change.vital else { return false }
    switch change.kind {
    case .off, .on: return true
    case .low, .high, .extremeLow, .extremeHigh: return !limit.isOff && !limit.isOn
    }
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

  private mutating func window(_ change: ObservationChange, _ target: TimeSpan, at time: SessionTime) {
    windows.append(WindowEntry(change: change, target: target, at: time))
    if change == .started { observed = ObservedMinutes(from: time) }
  }
}

extension Mark {
  /// Who made the mark, if the mark is that action's.
  fileprivate func signature(of action: Action?) -> String? {
    guard let action, what == .action(action) else { return nil }
    return by
  }
}

extension RecordMoment {
  /// An entry beside the session's own words.
  fileprivate var tellsNothing: Bool {
    switch what {
    case .passed, .aside, .unwatched: true
    case .event, .heard, .sealed, .scored: false
    }
  }
}
