import Quantities

// The infusion and its phases. Chairside controls no pump: a person has done what is told here.

extension Session {
  mutating func start() {
    startedAt = now
    // A cuff's silence is `nibp.overdue`'s to tell, whatever the plan requires.
    for vital in Vital.streamed where plan.required.contains(vital) && !vitals.isFresh(vital) {
      alarms.require(vital, from: now)
    }
    for vital in LimitHistory.watched { alarms.noteStart(limitsInForce(vital), of: vital) }
    guard let order else {
      enter(.observing)
      beginDueReadings(from: .start)
      return beginObservation()
    }
    infusion = started(order)
    enter(.infusing)
    beginDueReadings(from: .start)
    tellInfusion(.started)
  }

  private func started(_ order: Order) -> Infusion {
    let rate = rateBeforeStart ?? order.rate
    guard setup.isBySecondRules else {
      return Infusion(
        order: order, rate: rate, at: now, pumpCounter: pump.volume,
        isPumpLost: pump.source.flatMap { devices[$0]?.loss } != nil)
    }
    return Infusion(order: order, rate: rate, at: now, account: accountBeforeStart.value)
  }

  mutating func pauseInfusion() {
    infusion?.pause(at: now)
    enter(.paused)
    tellInfusion(.paused)
  }

  /// From a pause, or from an observation that began by mistake: that one starts anew at the next stop.
  mutating func resumeInfusion() {
    observation = nil
    dueReadings.withdraw(from: .stop)
    // Whoever is infused again is in the chair again.
    awayUntil = nil
    infusion?.resume(at: now)
    enter(.infusing)
    tellInfusion(.resumed)
  }

  mutating func stopInfusion() {
    infusion?.stop(at: now)
    enter(.observing)
    beginDueReadings(from: .stop)
    tellInfusion(.stopped)
    beginObservation()
  }

  mutating func setRate(_ rate: MillilitresPerHour) {
    if infusion == nil {
      rateBeforeStart = rate
      return tellRateBeforeStart(rate)
    }
    infusion?.set(rate, at: now)
    comparePump()
    tellInfusion(.rate)
  }

  mutating func tellRateBeforeStart(_ rate: MillilitresPerHour) {
    let figures = InfusionFigures(
      delivered: .zero, deliveredPerKilogram: .zero, volume: .zero, rate: rate, isEstimated: false)
    tell(.infusion(.rate, figures))
  }

  mutating func giveBolus(_ dose: Milligrams) {
    infusion?.bolus(dose, at: now)
    tellInfusion(.bolus)
  }

  private mutating func tellInfusion(_ change: InfusionChange) {
    guard var figures = infusion?.figures(at: now) else { return }
    // A rate that was set while paused is what will flow: it is what the entry is about.
    if change == .rate, let rate = infusion?.rate { figures.rate = rate }
    tell(.infusion(change, figures))
  }
}

// MARK: - Phases

extension Session {
  /// A new phase: its own intervals for the cuff and the checks, and another look at the pump.
  mutating func enter(_ next: Phase) {
    let keepsChecks = keepsCheck(entering: next)
    if next != .preparation { infusion?.endPhase(at: now) }
    phase = next
    phaseStartedAt = now
    tell(.phase(next))
    cuff.enter(next, at: now)
    schedule(keepingChecks: keepsChecks)
    comparePump()
  }

  /// A check that is due stays due until it is taken, whatever the phase; by the first rules only one that
  /// was due when the window completed.
  private func keepsCheck(entering next: Phase) -> Bool {
    guard let due = checks.due else { return false }
    return setup.isBySecondRules ? due <= now : next == .ready && due < now
  }

  /// The plan's intervals for the phase, counted from the phase's start.
  mutating func schedule(keepingChecks: Bool) {
    setCuffAge()
    cuff.programme = plan.nibpProgramme(in: phase)
    cuff.schedule.enter(at: phaseStartedAt, interval: plan.nibpInterval[phase]?.first)
    if !keepingChecks { checks.enter(at: phaseStartedAt, interval: plan.checkInterval[phase]) }
  }
}

// MARK: - The dose

extension Session {
  mutating func settleDose(_ volume: Millilitres, isFlush: Bool) {
    infusion?.settle(to: volume, isFlush: isFlush, at: now)
    if isFlush { observation?.forgetRun() }
  }

  /// When the dose has something to tell or to decide by itself.
  var doseDeadline: SessionTime? { infusion?.nextDeadline }

  mutating func advanceDose() {
    infusion?.advance(to: now)
    tellDoses()
  }

  /// Tells what the dose has come to, and lets a pump that ran on after the stop begin the observation anew.
  mutating func tellDoses() {
    tellDoseNews()
    guard observation != nil, let anew = infusion?.observationBeginsAnew(at: now) else { return }
    restartObservation(at: anew)
  }

  /// What the dose has to tell by now: the end of a phase tells it in its own instant.
  mutating func tellDoseNews() {
    for dose in infusion?.takeDoses() ?? [] { tell(.dose(dose)) }
  }
}
