import Quantities

/// What is ordered and given: the phase that people have declared, the plan, the infusion with what was
/// delivered, and the pump that is listened to. Chairside controls no pump: a person has done what is noted
/// here.
///
/// It tells nothing itself: the session tells what it did, and carries it on.
///
///     treatment.start(at: now, isPumpLost: false)
///     treatment.enter(.infusing, at: now)
///     treatment.hear(report, at: now)
///     for dose in treatment.popDoses() { ... }
struct Treatment: Sendable {
  private(set) var phase = Phase.preparation
  private(set) var phaseStartedAt = SessionTime.start
  private(set) var startedAt: SessionTime?
  /// The plan in force; `Plan.unchosen` until one is chosen.
  private(set) var plan: Plan
  private var bag = Bag()
  private(set) var weight: Kilograms?
  /// Whoever gave the weight gave a reason with it.
  private(set) var isWeightExplained = false
  /// The rate set before the start, if another than the plan's.
  private(set) var rateBeforeStart: MillilitresPerHour?
  private(set) var infusion: Infusion?
  private(set) var pump = PumpWatch()
  /// Since when the pump differs from what is ordered.
  private(set) var mismatchSince: SessionTime?
  /// Hears the pump until the start: zero is the counter that stands then.
  private var accountBeforeStart = Boxed(DoseAccount())
  private let given: Given

  init(_ given: Given) {
    self.given = given
    plan = given.setup.plan.flatMap(given.configuration.plan(named:)) ?? .unchosen
    weight = given.setup.weight
  }

  var isBySecondRules: Bool { given.isBySecondRules }

  /// What is ordered, as far as it is known.
  var order: Order? {
    guard plan.hasInfusion, let dose = plan.dose, let duration = plan.duration, let weight,
      let concentration = plan.concentration
    else { return nil }
    return Order(dose: dose, over: duration, weight: weight, concentration: concentration)
  }

  /// At what rate it is to flow: as set, before the start too, or else as planned.
  var orderedRate: MillilitresPerHour? { infusion?.rate ?? rateBeforeStart ?? order?.rate }

  /// A concentration that a person gave for the bag and that the plan in force does not expect.
  var doubtedConcentration: MilligramsPerMillilitre? {
    plan.concentration == nil ? bag.said : nil
  }

  /// When the dose has something to tell or to decide by itself.
  var deadline: SessionTime? { infusion?.nextDeadline }
}

// MARK: - Before the start

extension Treatment {
  mutating func weigh(_ weighed: Kilograms?, isExplained: Bool) {
    weight = weighed
    isWeightExplained = isExplained
  }

  /// By the first rules another plan forgot the bag.
  mutating func choose(_ chosen: Plan) {
    plan = chosen
    if given.isBySecondRules { plan.concentration = bag.concentration(under: chosen) }
  }

  mutating func fill(_ concentration: MilligramsPerMillilitre, isExplained: Bool) {
    bag.fill(concentration, isExplained: isExplained)
    plan.concentration = concentration
  }
  mutating func setRateBeforeStart(_ rate: MillilitresPerHour?) { rateBeforeStart = rate }
}

// MARK: - What people do

extension Treatment {
  /// The infusion begins, or a dose was given otherwise: then there is none.
  mutating func start(at now: SessionTime, isPumpLost: Bool) {
    startedAt = now
    guard let order else { return }
    let rate = orderedRate ?? order.rate
    infusion =
      given.isBySecondRules
      ? Infusion(order: order, rate: rate, at: now, account: accountBeforeStart.value)
      : Infusion(order: order, rate: rate, at: now, pumpCounter: pump.volume, isPumpLost: isPumpLost)
  }

  /// A new phase, in which the pump is looked at anew.
  mutating func enter(_ next: Phase, at now: SessionTime) {
    if next != .preparation { infusion?.endPhase(at: now) }
    if next == .closed { infusion?.close(at: now) }
    phase = next
    phaseStartedAt = now
    comparePump(at: now)
  }

  mutating func pause(at now: SessionTime) { infusion?.pause(at: now) }
  mutating func resume(at now: SessionTime) { infusion?.resume(at: now) }
  mutating func stop(at now: SessionTime) { infusion?.stop(at: now) }
  mutating func give(_ bolus: Milligrams, at now: SessionTime) { infusion?.bolus(bolus, at: now) }

  mutating func set(_ rate: MillilitresPerHour, at now: SessionTime) {
    infusion?.set(rate, at: now)
    comparePump(at: now)
  }

  /// By a person's word so much was really given.
  mutating func settle(_ volume: Millilitres, isFlush: Bool, at now: SessionTime) {
    infusion?.settle(to: volume, isFlush: isFlush, at: now)
  }
}

// MARK: - Time

extension Treatment {
  mutating func advance(to now: SessionTime) { infusion?.advance(to: now) }
  mutating func bridgeGap(from: SessionTime, to now: SessionTime) { infusion?.bridgeGap(from: from, to: now) }

  /// The doses that are to be told since this was last called.
  mutating func popDoses() -> [DoseFigures] { infusion?.popDoses() ?? [] }
}

// MARK: - The pump

extension Treatment {
  /// One pump at a time: two counters would each look like a jump of the other. Another takes over when it is
  /// lost. Returns whether this one is listened to.
  ///
  /// - Parameters:
  ///   - isOtherLost: the pump that is listened to is lost.
  ///   - interval: the usual time between readings of this one.
  mutating func listen(
    to source: SourceID, isOtherLost: Bool, interval: TimeSpan, at now: SessionTime
  ) -> Bool {
    if pump.source == source { return true }
    let isFirst = pump.source == nil
    guard isFirst || isOtherLost else { return false }
    pump = PumpWatch(source: source)
    mismatchSince = nil
    if infusion == nil { accountBeforeStart.value.pumpChanged(nominalInterval: interval, at: now) }
    if !isFirst || given.isBySecondRules { infusion?.changePump(interval: interval, at: now) }
    return true
  }

  mutating func hear(_ report: PumpReport, at now: SessionTime) {
    pump.hear(report)
    if infusion == nil { accountBeforeStart.value.heard(report, at: now) }
    infusion?.hear(report, isRunning: pump.state == nil || pump.state == .running, at: now)
    comparePump(at: now)
  }

  mutating func lose(_ source: SourceID, at now: SessionTime) {
    guard source == pump.source else { return }
    if infusion == nil { accountBeforeStart.value.pumpLost(at: now) }
    infusion?.losePump(at: now)
  }

  /// Notes since when the pump does something else than the session says.
  private mutating func comparePump(at now: SessionTime) {
    mismatchSince = pumpDiffers ? mismatchSince ?? now : nil
  }

  private var pumpDiffers: Bool {
    guard let state = pump.state else { return differsByRateAlone }
    switch state {
    // At a trickle its rate is another one than the ordered one; that it runs at all is `pump.kvo`'s to tell.
    // (By the first rules all of it was.)
    case .kvo: return given.isBySecondRules && phase == .infusing && rateDiffers
    case .running: return phase == .infusing ? rateDiffers : phase != .closed
    case .paused, .stopped, .occluded, .empty, .air: return phase == .infusing
    }
  }

  /// One that tells only its rate runs while that is not zero. (By the first rules it was judged while the
  /// session infused, and not otherwise.)
  private var differsByRateAlone: Bool {
    if phase == .infusing { return rateDiffers }
    return isBySecondRules && phase != .closed && pump.runs
  }

  /// By more than the tolerance, compared as the decimals that a pump shows.
  private var rateDiffers: Bool {
    guard let ordered = infusion?.rate.fixed, let actual = pump.rate?.fixed else { return false }
    return (actual - ordered).thousandths.magnitude * 100 > ordered.thousandths.magnitude
      * PumpWatch.ratePercent
  }
}
