public import Quantities

/// An infusion that was started: what is set, what flows, and what has gone in.
///
/// What was delivered is one quantity, decided here and nowhere else; whoever tells of a dose asks this, for
/// now or for any later time.
public struct Infusion: Hashable, Sendable {
  public let order: Order
  public let startedAt: SessionTime
  /// The rate that is set, by hand; what flows is `flow`.
  public private(set) var rate: MillilitresPerHour
  public private(set) var isRunning = true
  public private(set) var stoppedAt: SessionTime?
  private var reckoning: Reckoning

  /// How it is reckoned: by the first rules, or as the dose's contract has it.
  private enum Reckoning: Hashable, Sendable {
    case first(Boxed<FirstReckoning>)
    case account(Boxed<DoseAccount>)

    /// What stands there while the account is changed.
    static let none = Reckoning.account(Boxed(DoseAccount()))
  }

  /// By the first rules.
  init(
    order: Order, rate: MillilitresPerHour, at now: SessionTime, pumpCounter: Millilitres?, isPumpLost: Bool
  ) {
    self.order = order
    self.rate = rate
    startedAt = now
    reckoning = .first(
      Boxed(
        FirstReckoning(
          order: order, rate: rate, at: now, pumpCounter: pumpCounter, isPumpLost: isPumpLost)))
  }

  /// - Parameter account: it has heard the pump until now.
  init(order: Order, rate: MillilitresPerHour, at now: SessionTime, account: DoseAccount) {
    self.order = order
    self.rate = rate
    startedAt = now
    var account = account
    account.start(order, rate: rate, at: now)
    reckoning = .account(Boxed(account))
  }
}

// MARK: - What can be asked of it

extension Infusion {
  /// What should flow: the set rate, nothing while it is paused or stopped.
  public var setFlow: MillilitresPerHour { isRunning ? rate : .zero }

  /// What flows, as far as it is known.
  public var flow: MillilitresPerHour {
    switch reckoning {
    case .first: setFlow
    case .account(let account): account.ask { $0.flow }
    }
  }

  public func volume(at now: SessionTime) -> Millilitres {
    switch reckoning {
    case .first(let first): first.value.volume(at: now)
    case .account: standing(at: now).volume
    }
  }

  public func delivered(at now: SessionTime) -> Milligrams { volume(at: now) * order.concentration }

  /// What was delivered, with how sure that is.
  public func dose(at now: SessionTime) -> DoseFigures {
    switch reckoning {
    case .first(let first):
      let volume = first.value.volume(at: now)
      return figures(
        VolumeFigures(
          basis: .set, volume: volume, isEstimated: first.value.isEstimated, low: volume, high: volume))
    case .account: return figures(standing(at: now))
    }
  }

  public func figures(at now: SessionTime) -> InfusionFigures {
    let dose = dose(at: now)
    return InfusionFigures(
      delivered: dose.delivered, deliveredPerKilogram: dose.deliveredPerKilogram, volume: dose.volume,
      rate: setFlow, isEstimated: dose.isEstimated)
  }

  /// Goes on to a time: for whoever asks for one instant after another, each of which would begin at the last
  /// input.
  public mutating func pass(to now: SessionTime) { advance(to: now) }

  /// What the account gives at a time at or after its last change, with what falls due until then.
  private func standing(at now: SessionTime) -> VolumeFigures {
    guard case .account(let kept) = reckoning else { return VolumeFigures(basis: .set, volume: .zero) }
    // A copy has to go on only if a deadline lies before that time.
    guard let deadline = kept.ask({ $0.nextDeadline }), deadline <= now else {
      return kept.ask { $0.figures(at: now) }
    }
    var account = kept.value
    account.advance(to: now)
    return account.figures(at: now)
  }

  private func figures(_ volume: VolumeFigures) -> DoseFigures {
    let delivered = volume.volume * order.concentration
    return DoseFigures(
      volume: volume.volume, delivered: delivered, deliveredPerKilogram: delivered / order.weight,
      basis: volume.basis, isEstimated: volume.isEstimated, low: volume.low, high: volume.high)
  }

  /// When the ordered volume is in at the rate that flows, or was; nil while nothing flows before that, and
  /// after the stop.
  public var plannedEnd: SessionTime? {
    switch reckoning {
    case .first(let first): first.value.plannedEnd
    case .account(let account): account.ask { $0.plannedEnd }
    }
  }

  /// When this volume is in by what is reckoned or counted; nil when that cannot be told yet.
  func instant(of volume: Millilitres) -> SessionTime? {
    switch reckoning {
    case .first(let first): first.value.instant(of: volume)
    case .account(let account): account.ask { $0.instant(of: volume) }
    }
  }

  /// Whether a person's word for the volume is so far from what can be that a second one must give it.
  func wantsSecond(for volume: Millilitres, isFlush: Bool, at now: SessionTime) -> Bool {
    switch reckoning {
    case .first: false
    case .account(let account): account.ask { $0.wantsSecond(for: volume, flush: isFlush, at: now) }
    }
  }

  /// The pump's counter cannot be right, or a recorded bolus never showed in it.
  var isCounterDoubted: Bool {
    if case .account(let account) = reckoning { account.ask { $0.isCounterAlarmed } } else { false }
  }

  /// The counter rises faster than the set rate and the boluses give.
  var isRisingTooFast: Bool {
    if case .account(let account) = reckoning { account.ask { $0.isRisingTooFast } } else { false }
  }

  /// From when an observation's time counts anew, because a pump ran on after the stop.
  func observationBeginsAnew(at now: SessionTime) -> SessionTime? {
    if case .account(let account) = reckoning {
      account.ask { $0.observationBeginsAnew(at: now) }
    } else {
      nil
    }
  }

  /// Whether the observation began anew at the last run after the stop, and at no earlier one.
  func hasRestartedObservation(at now: SessionTime) -> Bool {
    if case .account(let account) = reckoning {
      account.ask { $0.runAfterStop(at: now)?.isOfTheObservation ?? false }
    } else {
      false
    }
  }

  /// When a pump that ran on after the stop last gave something; nil where none did.
  public func lastRiseAfterStop(at now: SessionTime) -> SessionTime? {
    if case .account(let account) = reckoning {
      account.ask { $0.runAfterStop(at: now)?.lastDrug }
    } else {
      nil
    }
  }

  var nextDeadline: SessionTime? {
    if case .account(let account) = reckoning { account.ask { $0.nextDeadline } } else { nil }
  }
}

// MARK: - What happens to it

extension Infusion {
  private mutating func change(
    first: (inout FirstReckoning) -> Void, account: (inout DoseAccount) -> Void
  ) {
    let kept = reckoning
    reckoning = .none
    switch consume kept {
    case .first(var reckoned):
      first(&reckoned.value)
      reckoning = .first(reckoned)
    case .account(var reckoned):
      account(&reckoned.value)
      reckoning = .account(reckoned)
    }
  }

  mutating func pause(at now: SessionTime) {
    isRunning = false
    change(first: { $0.pause(at: now) }, account: { $0.pause(at: now) })
  }

  mutating func resume(at now: SessionTime) {
    isRunning = true
    stoppedAt = nil
    change(first: { $0.resume(at: now) }, account: { $0.resume(at: now) })
  }

  mutating func stop(at now: SessionTime) {
    isRunning = false
    stoppedAt = now
    change(first: { $0.stop(at: now) }, account: { $0.stop(at: now) })
  }

  mutating func set(_ newRate: MillilitresPerHour, at now: SessionTime) {
    rate = newRate
    change(first: { $0.set(newRate, at: now) }, account: { $0.setRate(newRate, at: now) })
  }

  mutating func bolus(_ dose: Milligrams, at now: SessionTime) {
    let volume = dose / order.concentration
    change(first: { $0.bolus(dose, at: now) }, account: { $0.bolus(volume, at: now) })
  }

  /// By a person's word so much has really been given.
  mutating func settle(to volume: Millilitres, isFlush: Bool, at now: SessionTime) {
    change(first: { _ in }, account: { $0.settle(to: volume, flush: isFlush, at: now) })
  }

  /// What the one pump that is listened to says.
  mutating func hear(_ report: PumpReport, isRunning: Bool, at now: SessionTime) {
    change(
      first: { reckoned in
        if let volume = report.volume { reckoned.heard(counter: volume, isRunning: isRunning, at: now) }
      }, account: { $0.heard(report, at: now) })
  }

  /// Another pump from here on.
  mutating func changePump(interval: TimeSpan, at now: SessionTime) {
    change(
      first: { $0.changePump(at: now) }, account: { $0.pumpChanged(nominalInterval: interval, at: now) })
  }

  mutating func losePump(at now: SessionTime) {
    change(first: { $0.lostPump(at: now) }, account: { $0.pumpLost(at: now) })
  }

  /// Nobody watched since `from`, nor heard the pump.
  mutating func bridgeGap(from: SessionTime, to now: SessionTime) {
    change(
      first: { $0.bridgeGap(from: from, to: now) }, account: { $0.bridgeGap(from: from, to: now) })
  }

  mutating func endPhase(at now: SessionTime) { change(first: { _ in }, account: { $0.endPhase(at: now) }) }
  mutating func close(at now: SessionTime) { change(first: { _ in }, account: { $0.close(at: now) }) }

  /// Between two deadlines nothing changes by itself.
  mutating func advance(to now: SessionTime) {
    guard let nextDeadline, nextDeadline <= now else { return }
    change(first: { _ in }, account: { $0.advance(to: now) })
  }

  /// The doses that are to be told since this was last called.
  mutating func popDoses() -> [DoseFigures] {
    guard case .account(let account) = reckoning, account.ask({ !$0.news.isEmpty }) else { return [] }
    var news: [DoseNews] = []
    change(first: { _ in }, account: { news = $0.popNews() })
    return news.map { figures($0.figures) }
  }
}
