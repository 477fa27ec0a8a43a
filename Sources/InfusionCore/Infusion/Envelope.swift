public import Quantities

/// What may be given at all, in one place for every way in: keys, scripts, command line, files. A soft limit
/// wants a reason, a hard one refuses.
public struct Envelope {
  let plan: Plan
  let weight: Kilograms?
  let order: Order?
  /// What may have gone in at most.
  let delivered: Millilitres?
  /// The same patient's weight at the last session on this machine.
  let lastWeight: Kilograms?
  let isBySecondRules: Bool

  /// What a person can weigh: outside it the figure is a slip of the finger.
  public static let plausibleWeight = Kilograms(20)...Kilograms(300)
  /// What an adult usually weighs: outside it, or more than a tenth from last time, it may be pounds.
  public static let usualWeight = Kilograms(40)...Kilograms(130)
  static let weightShare = 0.1
  /// What is ever in a bag or syringe for this.
  public static let plausibleConcentration = MilligramsPerMillilitre(0.1)...MilligramsPerMillilitre(10)

  static let lettersMin = 3
  /// Words, at least so many letters of them.
  public static func isReason(_ text: String) -> Bool {
    text.unicodeScalars.count { $0.properties.isAlphabetic } >= lettersMin
  }
}

// MARK: - What is compared

extension Envelope {
  /// The error of binary arithmetic: 140 mL/h for 70 kg are exactly 2 mg/kg/h, and not beyond that limit.
  private static let noise = 1e-9

  /// More than a limit; by the first rules after rounding to thousandths.
  private func isBeyond<Amount: Quantity>(_ amount: Amount, _ limit: Amount) -> Bool {
    isBySecondRules ? Self.isBeyond(amount, limit) : amount.fixed > limit.fixed
  }

  /// More than a limit, compared as exactly as both were written.
  public static func isBeyond<Amount: Quantity>(_ amount: Amount, _ limit: Amount) -> Bool {
    amount.value > limit.value + limit.value.magnitude * noise
  }
}

// MARK: - Before the start

extension Envelope {
  func refusal(of setup: SetupAction) -> Refusal.Why? {
    let isExplained = setup.reason.map(Self.isReason) ?? false
    if let reason = setup.reason, isBySecondRules, !Self.isReason(reason) { return .reasonMissing }
    if let weight = setup.weight, let why = refusal(of: weight, isExplained: isExplained) { return why }
    return setup.concentration.flatMap { refusal(of: $0, isExplained: isExplained) }
  }

  func refusal(of weight: Kilograms, isExplained: Bool) -> Refusal.Why? {
    guard Self.plausibleWeight.contains(weight) else { return .weightImplausible(weight) }
    guard isBySecondRules, !isExplained, !isUsual(weight) else { return nil }
    return .weightUnconfirmed(weight, last: lastWeight)
  }

  private func isUsual(_ weight: Kilograms) -> Bool {
    guard Self.usualWeight.contains(weight) else { return false }
    guard let lastWeight else { return true }
    return !isBeyond(Kilograms(abs(weight.value - lastWeight.value)), lastWeight * Self.weightShare)
  }

  func refusal(of strength: MilligramsPerMillilitre, isExplained: Bool) -> Refusal.Why? {
    guard strength.value > 0 else { return .concentrationMissing }
    guard isBySecondRules else { return nil }
    guard Self.plausibleConcentration.contains(strength) else { return .concentrationImplausible(strength) }
    return isExplained || plan.expects(strength) ? nil : .concentrationUnconfirmed(strength)
  }
}

// MARK: - While it is given

extension Envelope {
  func refusal(of action: RateAction) -> Refusal.Why? {
    guard action.rate.value > 0 else { return .rateNotPositive }
    guard plan.hasInfusion else { return .noInfusion }
    guard let weight else { return .weightMissing }
    guard let concentration = plan.concentration else { return .concentrationMissing }
    let perKilogram = (action.rate * concentration) / weight
    if let hard = plan.rateHard, isBeyond(perKilogram, hard) {
      return .rateHardLimit(perKilogram, limit: hard)
    }
    if let reason = action.reason { return isBySecondRules && !Self.isReason(reason) ? .reasonMissing : nil }
    if let soft = plan.rateSoft, isBeyond(perKilogram, soft) {
      return .rateSoftLimit(perKilogram, limit: soft)
    }
    guard isBySecondRules, let order, isBeyond(order.rate, action.rate * 2) else { return nil }
    return .rateLow(action.rate, planned: order.rate)
  }

  func refusal(of action: BolusAction) -> Refusal.Why? {
    guard isBySecondRules, let order else { return nil }
    guard action.dose.value > 0 else { return .bolusNotPositive }
    guard let hard = plan.bolusHard else { return .bolusOff }
    let bolus = action.dose / order.weight
    let total = ((delivered ?? .zero) * order.concentration + action.dose) / order.weight
    if isBeyond(bolus, hard) { return .bolusHardLimit(bolus, limit: hard) }
    if isBeyond(total, plan.totalHard) { return .totalHardLimit(total, limit: plan.totalHard) }
    if let reason = action.reason { return Self.isReason(reason) ? nil : .reasonMissing }
    if isBeyond(bolus, plan.bolusSoft) { return .bolusSoftLimit(bolus, limit: plan.bolusSoft) }
    guard let soft = plan.softTotal, isBeyond(total, soft) else { return nil }
    return .totalSoftLimit(total, limit: soft)
  }
}
