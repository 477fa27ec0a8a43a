public import Quantities

/// What was ordered, once weight, dose and concentration are known.
public struct Order: Hashable, Sendable {
  public let dose: Milligrams
  public let volume: Millilitres
  /// What the pump must read for the plan's duration.
  public let rate: MillilitresPerHour
  public let concentration: MilligramsPerMillilitre
  public let weight: Kilograms

  public init(
    dose perKilogram: MilligramsPerKilogram, over duration: TimeSpan, weight: Kilograms,
    concentration: MilligramsPerMillilitre
  ) {
    dose = perKilogram * weight
    volume = dose / concentration
    rate = (dose / duration) / concentration
    self.concentration = concentration
    self.weight = weight
  }
}
