/// A body's mass, kg.
public struct Kilograms: Quantity {
  public let value: Double
  public init(_ value: Double) { self.value = value }

  /// One international avoirdupois pound is 0.45359237 kg exactly.
  public var inPounds: Double { value / 0.45359237 }
}

/// A mass of drug, mg.
public struct Milligrams: Quantity {
  public let value: Double
  public init(_ value: Double) { self.value = value }
}

/// A volume of what is in the bag, mL.
public struct Millilitres: Quantity {
  public let value: Double
  public init(_ value: Double) { self.value = value }
}

/// How much drug is in the bag, mg/mL.
public struct MilligramsPerMillilitre: Quantity {
  public let value: Double
  public init(_ value: Double) { self.value = value }
}

/// A pump's rate, mL/h.
public struct MillilitresPerHour: Quantity {
  public let value: Double
  public init(_ value: Double) { self.value = value }
}

/// A rate of drug, mg/h.
public struct MilligramsPerHour: Quantity {
  public let value: Double
  public init(_ value: Double) { self.value = value }

  public var perMinute: MilligramsPerMinute { .init(value / 60) }
}

/// A rate of drug, mg/min, as models of its course reckon.
public struct MilligramsPerMinute: Quantity {
  public let value: Double
  public init(_ value: Double) { self.value = value }
}

/// A dose by body mass, mg/kg.
public struct MilligramsPerKilogram: Quantity {
  public let value: Double
  public init(_ value: Double) { self.value = value }
}

/// A rate by body mass, mg/kg/h.
public struct MilligramsPerKilogramHour: Quantity {
  public let value: Double
  public init(_ value: Double) { self.value = value }

  public var microgramsPerKilogramMinute: MicrogramsPerKilogramMinute { .init(value * 1000 / 60) }
}

/// The same in the unit of many syringe pumps, µg/kg/min.
public struct MicrogramsPerKilogramMinute: Quantity {
  public let value: Double
  public init(_ value: Double) { self.value = value }
}

// The arithmetic of an infusion: identities of the units, each written once.

public func * (dose: MilligramsPerKilogram, weight: Kilograms) -> Milligrams {
  .init(dose.value * weight.value)
}
public func / (dose: Milligrams, weight: Kilograms) -> MilligramsPerKilogram {
  .init(dose.value / weight.value)
}
public func / (dose: Milligrams, span: TimeSpan) -> MilligramsPerHour { .init(dose.value / span.inHours) }
public func / (dose: Milligrams, strength: MilligramsPerMillilitre) -> Millilitres {
  .init(dose.value / strength.value)
}
public func / (rate: MilligramsPerHour, strength: MilligramsPerMillilitre) -> MillilitresPerHour {
  .init(rate.value / strength.value)
}
public func / (rate: MilligramsPerHour, weight: Kilograms) -> MilligramsPerKilogramHour {
  .init(rate.value / weight.value)
}
public func * (volume: Millilitres, strength: MilligramsPerMillilitre) -> Milligrams {
  .init(volume.value * strength.value)
}
public func * (rate: MillilitresPerHour, strength: MilligramsPerMillilitre) -> MilligramsPerHour {
  .init(rate.value * strength.value)
}
public func * (rate: MillilitresPerHour, span: TimeSpan) -> Millilitres { .init(rate.value * span.inHours) }

/// How long a volume takes at a rate, to the nearest millisecond; nil when nothing flows.
public func / (volume: Millilitres, rate: MillilitresPerHour) -> TimeSpan? {
  guard rate.value > 0 else { return nil }
  return .milliseconds(Int64(Int(nearestTo: volume.value / rate.value * 3_600_000)))
}
