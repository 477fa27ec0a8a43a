import Quantities

// What can be wrong with what is given: each condition as it stands when its deadlines up to a horizon have
// passed, and when time alone raises it.

extension Treatment {
  /// Five minutes before the planned end.
  var nearEndDeadline: SessionTime? {
    phase == .infusing ? infusion?.plannedEnd.map { $0 - .minutes(5) } : nil
  }

  /// A minute past the planned end, in a pause too: a pause is no stop.
  var overrunDeadline: SessionTime? { infusion?.plannedEnd.map { $0 + .minutes(1) } }

  /// When the ordered volume is in. (By the first rules to the tenth of a millilitre that pumps show.)
  var orderInDeadline: SessionTime? {
    let slack = isBySecondRules ? Millilitres.zero : Millilitres(0.1)
    return infusion.flatMap { $0.instant(of: $0.order.volume - slack) }
  }

  var mismatchDeadline: SessionTime? {
    mismatchSince.map { phase == .preparation ? $0 : $0 + PumpWatch.mismatchDelay }
  }

  /// - Parameter isTold: it is an alarm already.
  func signal(of condition: PumpCondition, upTo horizon: SessionTime, isTold: Bool) -> AlarmSignal? {
    switch condition {
    case .occluded: pump.state == .occluded ? AlarmSignal(.high) : nil
    case .empty: pump.state == .empty ? AlarmSignal(.high) : nil
    case .air: pump.state == .air ? AlarmSignal(.high) : nil
    case .kvo: pump.state == .kvo ? AlarmSignal(isOrderIn(by: horizon) ? .info : .medium) : nil
    case .mismatch: mismatchSignal(upTo: horizon, isTold: isTold)
    case .counter: infusion?.isCounterDoubted == true ? AlarmSignal(.medium) : nil
    }
  }

  private func isOrderIn(by horizon: SessionTime) -> Bool { orderInDeadline.map { $0 <= horizon } ?? false }

  /// High when it runs though nothing should; the figures are its rate and the one ordered.
  private func mismatchSignal(upTo horizon: SessionTime, isTold: Bool) -> AlarmSignal? {
    let risesTooFast = infusion?.isRisingTooFast ?? false
    guard isMismatched(upTo: horizon, isTold: isTold) || risesTooFast else { return nil }
    guard isBySecondRules else { return AlarmSignal(.medium) }
    let runsOn = pump.delivers && (phase == .paused || phase == .observing || phase == .ready)
    return AlarmSignal(
      runsOn || risesTooFast ? .high : .medium, value: pump.rate?.fixed,
      limit: orderedRate?.fixed)
  }

  /// Once told, it stays as long as the pump differs: the start of the infusion does not begin the 30 s anew.
  private func isMismatched(upTo horizon: SessionTime, isTold: Bool) -> Bool {
    guard let mismatchDeadline else { return false }
    return phase == .preparation || isTold || mismatchDeadline <= horizon
  }
}
