public import Quantities

// The infusion and its phases. Chairside controls no pump: a person has done what is told here.

extension Session {
  public var phase: Phase { treatment.phase }
  public var phaseStartedAt: SessionTime { treatment.phaseStartedAt }
  public var startedAt: SessionTime? { treatment.startedAt }
  /// The plan in force; `Plan.unchosen` until one is chosen.
  public var plan: Plan { treatment.plan }
  public var weight: Kilograms? { treatment.weight }
  /// What is ordered, as far as it is known.
  public var order: Order? { treatment.order }
  /// The rate set before the start, if another than the plan's.
  public var rateBeforeStart: MillilitresPerHour? { treatment.rateBeforeStart }
  public var infusion: Infusion? { treatment.infusion }
  public var pump: PumpWatch { treatment.pump }
}

// MARK: - What people do

extension Session {
  mutating func start() {
    // A cuff's silence is `nibp.overdue`'s to tell, whatever the plan requires.
    for vital in Vital.streamed where plan.required.contains(vital) && !vitals.isFresh(vital) {
      alarms.require(vital, from: now)
    }
    for vital in LimitHistory.watched { alarms.noteStart(limitsInForce(vital), of: vital) }
    treatment.start(at: now, isPumpLost: pump.source.map { devices.isLost($0) } ?? false)
    guard infusion != nil else {
      enter(.observing)
      beginDueReadings(from: .start)
      return beginObservation()
    }
    enter(.infusing)
    beginDueReadings(from: .start)
    tellInfusion(.started)
  }

  mutating func pauseInfusion() {
    treatment.pause(at: now)
    enter(.paused)
    tellInfusion(.paused)
  }

  /// From a pause, or from an observation that began by mistake: that one starts anew at the next stop.
  mutating func resumeInfusion() {
    // Whoever is infused again is in the chair again.
    watch.withdraw()
    treatment.resume(at: now)
    enter(.infusing)
    tellInfusion(.resumed)
  }

  mutating func stopInfusion() {
    treatment.stop(at: now)
    enter(.observing)
    beginDueReadings(from: .stop)
    tellInfusion(.stopped)
    beginObservation()
  }

  mutating func setRate(_ rate: MillilitresPerHour) {
    if infusion == nil {
      treatment.setRateBeforeStart(rate)
      return tellRateBeforeStart(rate)
    }
    treatment.set(rate, at: now)
    tellInfusion(.rate)
  }

  mutating func tellRateBeforeStart(_ rate: MillilitresPerHour) {
    let figures = InfusionFigures(
      delivered: .zero, deliveredPerKilogram: .zero, volume: .zero, rate: rate, isEstimated: false)
    tell(.infusion(.rate, figures))
  }

  mutating func giveBolus(_ dose: Milligrams) {
    treatment.give(dose, at: now)
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
  /// A new phase: its own intervals for the cuff and the checks.
  mutating func enter(_ next: Phase) {
    let keepsChecks = keepsCheck(entering: next)
    let goesOn = setup.isBySecondRules && phase == .paused && next == .infusing
    treatment.enter(next, at: now)
    tell(.phase(next))
    cuff.enter(next, at: now)
    schedule(keepingChecks: keepsChecks)
    if next == .infusing, !goesOn { watch.beginInfusion(at: now) }
    if goesOn, !keepsChecks { watch.goOnWithChecks(at: now) }
  }

  /// A check that is due stays due until it is taken, whatever the phase; by the first rules only one that
  /// was due when the window completed.
  private func keepsCheck(entering next: Phase) -> Bool {
    guard let due = watch.checks.due else { return false }
    return setup.isBySecondRules ? due <= now : next == .ready && due < now
  }

  /// The plan's intervals for the phase, counted from the phase's start.
  mutating func schedule(keepingChecks: Bool) {
    setCuffAge()
    cuff.begin(
      plan.nibpProgramme(in: phase), firstRules: plan.nibpInterval[phase], from: phaseStartedAt)
    if !keepingChecks { watch.beginChecks(every: plan.checkInterval[phase], from: phaseStartedAt) }
  }
}

// MARK: - The dose

extension Session {
  mutating func settleDose(_ volume: Millilitres, isFlush: Bool) {
    // A last run of a few drops gives no time back: what an earlier one took stays taken.
    let givesTimeBack = isFlush && treatment.infusion?.hasRestartedObservation(at: now) ?? false
    treatment.settle(volume, isFlush: isFlush, at: now)
    if givesTimeBack { watch.forgetRun() }
  }

  mutating func advanceDose() {
    treatment.advance(to: now)
    tellDoses()
  }

  /// Tells what the dose has come to, and lets a pump that ran on after the stop begin the observation anew.
  mutating func tellDoses() {
    tellDoseNews()
    guard watch.window != nil, let anew = infusion?.observationBeginsAnew(at: now) else { return }
    restartObservation(at: anew)
  }

  /// What the dose has to tell by now: the end of a phase tells it in its own instant.
  mutating func tellDoseNews() {
    for dose in treatment.popDoses() { tell(.dose(dose)) }
  }
}
