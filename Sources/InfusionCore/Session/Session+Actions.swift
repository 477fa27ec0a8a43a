import Quantities

// What a person does. A refused action tells why and changes nothing else.

extension Session {
  mutating func perform(_ action: Action, by: String?) {
    if let why = refusal(of: action, by: by) { return refuse(action, why) }
    needsTechnicalLook = true
    switch action {
    case .setup(let setup): fillIn(setup, by: by)
    case .baseline(let hand): takeBaseline(hand, by: by)
    case .checklist(let item, let answer): checklist[item] = answer
    case .start: start()
    case .pause: pauseInfusion()
    case .resume: resumeInfusion()
    case .stop: stopInfusion()
    case .rate(let rate, _, _): setRate(rate)
    case .bolus(let dose, _): giveBolus(dose)
    case .check: takeCheck(by: by)
    case .extend(let minutes, _): extend(by: .minutes(Int64(minutes)))
    case .away(let minutes, let reason): leave(for: .minutes(Int64(minutes)), reason: reason, by: by)
    case .back: comeBack(by: by)
    case .discharge(let escort, let override):
      review = dischargeReview(escort: escort)
      close(override == nil ? .discharged : .overridden, reason: override)
    case .close(let reason): close(.abandoned, reason: reason)
    case .acknowledge(let id): acknowledge(id, by: by)
    case .audioPause: toggleAudioPause(by: by)
    case .limit(let vital, let change): changeLimit(vital, change, by: by)
    case .bloodPressure(let sys, let dia, let map): takeByHand(sys: sys, dia: dia, map: map)
    case .hold(let rule, let answer): answerHold(rule, answer, by: by)
    case .symptom, .medication, .intervention, .score, .note, .amend: break
    }
    remember(action, by: by)
  }

  mutating func refuse(_ action: Action, _ why: Refusal.Why) {
    tell(.refused(Refusal(action: action.name.rawValue, why: why)))
  }

  private mutating func remember(_ action: Action, by: String?) {
    marks.append(Mark(at: now, what: .action(action), by: by, entry: entries))
  }
}

// MARK: - Preparation

extension Session {
  private mutating func fillIn(_ setup: Setup, by: String?) {
    if let named = setup.patient, named != patient {
      patient = named
      history = nil
    }
    weight = setup.weight ?? weight
    if let chosen = setup.plan.flatMap(self.setup.configuration.plan(named:)) {
      let before = Vital.allCases.map(limitsInForce)
      plan = chosen
      schedule(keepingChecks: false)
      for vital in Vital.allCases { reapplyLimits(vital, from: before[vital.index], by: by) }
    }
    if let concentration = setup.concentration { plan.concentration = concentration }
    if setup.weight != nil || setup.plan != nil || setup.concentration != nil { forgetRate() }
  }

  /// A rate was judged by the weight, plan and concentration of then: with others it may be beyond the hard
  /// limit.
  private mutating func forgetRate() {
    guard rateBeforeStart != nil else { return }
    rateBeforeStart = nil
    if let order { tellRateBeforeStart(order.rate) }
  }

  private mutating func takeBaseline(_ hand: BaselineByHand, by: String?) {
    let values = baselineValues(hand)
    let before = Vital.allCases.map(limitsInForce)
    for value in values { baseline[value.vital] = value }
    tell(.baseline(values, by: by))
    for vital in Vital.allCases { reapplyLimits(vital, from: before[vital.index], by: by) }
  }

  /// The median of the last minute's fresh readings, the last pressure if it is at most 15 min old, or what
  /// was typed.
  func baselineValues(_ hand: BaselineByHand) -> [BaselineValue] {
    let typed: [Vital: Fixed?] = [.spo2: hand.spo2, .hr: hand.hr, .sys: hand.sys, .dia: hand.dia]
    return [Vital.spo2, .hr, .sys, .dia].compactMap { vital in
      if let value = typed[vital] ?? nil { return BaselineValue(vital: vital, value: value, isByHand: true) }
      return measured(vital).map { BaselineValue(vital: vital, value: $0, isByHand: false) }
    }
  }

  private func measured(_ vital: Vital) -> Fixed? {
    let track = vitals[vital.index].track
    guard vital.isCuff else { return track.medianOfLastMinute(at: now) }
    guard let last = track.current, now - last.readAt <= .minutes(15) else { return nil }
    return last.value
  }

  /// What is ordered, as far as it is known.
  public var order: Order? {
    guard plan.hasInfusion, let dose = plan.dose, let duration = plan.duration, let weight,
      let concentration = plan.concentration
    else { return nil }
    return Order(dose: dose, over: duration, weight: weight, concentration: concentration)
  }
}

// MARK: - Infusion

extension Session {
  private mutating func start() {
    startedAt = now
    // A cuff's silence is `nibp.overdue`'s to tell, whatever the plan requires.
    for vital in Vital.streamed where plan.required.contains(vital) && !vitals[vital.index].isFresh {
      vitals[vital.index].requiredDeadline = vitals[vital.index].limits.staleAfter.map { now + $0 }
    }
    guard let order else {
      enter(.observing)
      return beginObservation()
    }
    infusion = Infusion(
      order: order, rate: rateBeforeStart ?? order.rate, at: now, pumpCounter: pump.volume,
      isPumpLost: pump.source.flatMap { devices[$0]?.loss } != nil)
    enter(.infusing)
    tellInfusion(.started)
  }

  private mutating func pauseInfusion() {
    infusion?.pause(at: now)
    enter(.paused)
    tellInfusion(.paused)
  }

  /// From a pause, or from an observation that began by mistake: that one starts anew at the next stop.
  private mutating func resumeInfusion() {
    observation = nil
    // Whoever is infused again is in the chair again.
    awayUntil = nil
    infusion?.resume(at: now)
    enter(.infusing)
    tellInfusion(.resumed)
  }

  private mutating func stopInfusion() {
    infusion?.stop(at: now)
    enter(.observing)
    tellInfusion(.stopped)
    beginObservation()
  }

  private mutating func setRate(_ rate: MillilitresPerHour) {
    if infusion == nil {
      rateBeforeStart = rate
      return tellRateBeforeStart(rate)
    }
    infusion?.set(rate, at: now)
    comparePump()
    tellInfusion(.rate)
  }

  private mutating func tellRateBeforeStart(_ rate: MillilitresPerHour) {
    let figures = InfusionFigures(
      delivered: .zero, deliveredPerKilogram: .zero, volume: .zero, rate: rate, isEstimated: false)
    tell(.infusion(.rate, figures))
  }

  private mutating func giveBolus(_ dose: Milligrams) {
    infusion?.bolus(dose, at: now)
    tellInfusion(.bolus)
  }

  private mutating func tellInfusion(_ change: InfusionChange) {
    guard var figures = infusion?.figures(at: now) else { return }
    // A rate that was set while paused is what will flow: it is what the entry is about.
    if change == .rate, let rate = infusion?.rate { figures.rate = rate }
    tell(.infusion(change, figures))
  }

  /// A new phase: its own intervals for the cuff and the checks, and another look at the pump.
  mutating func enter(_ next: Phase) {
    // A check that was due when the window completed is still due.
    let keepsChecks = next == .ready && (checks.due.map { $0 < now } ?? false)
    phase = next
    phaseStartedAt = now
    tell(.phase(next))
    schedule(keepingChecks: keepsChecks)
    comparePump()
    needsTechnicalLook = true
  }

  /// The plan's intervals for the phase, counted from the phase's start.
  private mutating func schedule(keepingChecks: Bool) {
    cuff.schedule.enter(at: phaseStartedAt, interval: plan.nibpInterval[phase])
    if !keepingChecks { checks.enter(at: phaseStartedAt, interval: plan.checkInterval[phase]) }
  }
}

// MARK: - Alarms and limits

extension Session {
  private mutating func acknowledge(_ id: AlarmID?, by: String?) {
    for acknowledged in board.acknowledge(id, by: by, at: now, reminder: setup.configuration.reminder) {
      tell(.alarmAcknowledged(acknowledged, by: by))
    }
  }

  private mutating func toggleAudioPause(by: String?) {
    if board.audioPause != nil {
      board.audioPause = nil
      return tell(.audioResumed(.byOperator))
    }
    let until = now + setup.configuration.audioPause
    board.audioPause = AudioPause(until: until, by: by)
    tell(.audioPaused(until: until, by: by))
  }

  private mutating func changeLimit(_ vital: Vital, _ change: LimitAction, by: String?) {
    let before = limitsInForce(vital)
    switch change {
    case .set:
      vitals[vital.index].limits = changed(vitals[vital.index].limits, by: change)
      reapplyLimits(vital, from: before, by: by)
    case .off(let reason):
      let reminder = now + LimitsOff.reminderInterval
      vitals[vital.index].off = LimitsOff(reason: reason, by: by ?? "", since: now, nextReminder: reminder)
      tell(.limitChanged(LimitChange(vital: vital, kind: .off, from: nil, to: nil, reason: reason, by: by)))
      reapplyLimits(vital, from: before, reason: reason, by: by)
    case .on:
      vitals[vital.index].off = nil
      tell(.limitChanged(LimitChange(vital: vital, kind: .on, from: nil, to: nil, by: by)))
      reapplyLimits(vital, from: before, by: by)
    }
  }

  /// The limits of a vital after a change; what the change does not name stays.
  func changed(_ limits: VitalLimits, by change: LimitAction) -> VitalLimits {
    guard case .set(let low, let high, let extremeLow, let extremeHigh) = change else { return limits }
    var result = limits
    result.low = low ?? limits.low
    result.high = high ?? limits.high
    result.extremeLow = extremeLow ?? limits.extremeLow
    result.extremeHigh = extremeHigh ?? limits.extremeHigh
    return result
  }

  private mutating func takeByHand(sys: Fixed, dia: Fixed, map: Fixed?) {
    take(.measured(.pressure(sys: sys, dia: dia, map: map)), from: .manual)
    settleAll(endingWith: .cleared)
  }
}
