public import Quantities

/// An infusion that was started: what is set, what flows, and what has gone in.
///
/// What was delivered is one quantity, decided here and nowhere else; whoever tells of a dose asks this.
public struct Infusion: Hashable, Sendable {
  public let order: Order
  public let startedAt: SessionTime
  /// The rate that is set, by hand; what flows is `flow`.
  public private(set) var rate: MillilitresPerHour
  public private(set) var isRunning = true
  public private(set) var stoppedAt: SessionTime?
  private var reckoning: FirstReckoning

  init(
    order: Order, rate: MillilitresPerHour, at now: SessionTime, pumpCounter: Millilitres?, isPumpLost: Bool
  ) {
    self.order = order
    self.rate = rate
    startedAt = now
    reckoning = FirstReckoning(
      order: order, rate: rate, at: now, pumpCounter: pumpCounter, isPumpLost: isPumpLost)
  }

  /// What flows now.
  public var flow: MillilitresPerHour { reckoning.flow }
  public var isEstimated: Bool { reckoning.isEstimated }

  public func volume(at now: SessionTime) -> Millilitres { reckoning.volume(at: now) }
  public func delivered(at now: SessionTime) -> Milligrams { volume(at: now) * order.concentration }

  /// When the ordered volume is in at the rate that flows, or was; nil while nothing flows before that, and after the
  /// stop.
  public var plannedEnd: SessionTime? { reckoning.plannedEnd }

  /// When this volume is in by what is reckoned or counted; nil when that cannot be told yet.
  func instant(of volume: Millilitres) -> SessionTime? { reckoning.instant(of: volume) }

  public func figures(at now: SessionTime) -> InfusionFigures {
    let dose = delivered(at: now)
    return InfusionFigures(
      delivered: dose, deliveredPerKilogram: dose / order.weight, volume: volume(at: now), rate: flow,
      isEstimated: isEstimated)
  }

  /// What was delivered, with how sure that is.
  public func dose(at now: SessionTime) -> DoseFigures {
    let volume = volume(at: now)
    let delivered = volume * order.concentration
    return DoseFigures(
      volume: volume, delivered: delivered, deliveredPerKilogram: delivered / order.weight, basis: .set,
      isEstimated: isEstimated, low: volume, high: volume)
  }

  /// Whether a person's word for the volume is so far from what can be that a second one must give it.
  func wantsSecond(for volume: Millilitres, isFlush: Bool, at now: SessionTime) -> Bool {
    let dose = dose(at: now)
    return volume < dose.low || volume > dose.high
  }
}

// MARK: - What happens to it

extension Infusion {
  mutating func pause(at now: SessionTime) {
    isRunning = false
    reckoning.pause(at: now)
  }

  mutating func resume(at now: SessionTime) {
    isRunning = true
    stoppedAt = nil
    reckoning.resume(at: now)
  }

  mutating func stop(at now: SessionTime) {
    isRunning = false
    stoppedAt = now
    reckoning.stop(at: now)
  }

  mutating func set(_ newRate: MillilitresPerHour, at now: SessionTime) {
    rate = newRate
    reckoning.set(newRate, at: now)
  }

  mutating func bolus(_ dose: Milligrams, at now: SessionTime) { reckoning.bolus(dose, at: now) }

  /// What the one pump that is listened to says.
  mutating func hear(_ report: PumpReport, isRunning: Bool, at now: SessionTime) {
    guard let volume = report.volume else { return }
    reckoning.heard(counter: volume, isRunning: isRunning, at: now)
  }

  /// Another pump from here on.
  mutating func changePump(at now: SessionTime) { reckoning.changePump(at: now) }
  mutating func losePump(at now: SessionTime) { reckoning.lostPump(at: now) }

  /// Nobody watched since `from`, nor heard the pump.
  mutating func bridgeGap(from: SessionTime, to now: SessionTime) { reckoning.bridgeGap(from: from, to: now) }
}
