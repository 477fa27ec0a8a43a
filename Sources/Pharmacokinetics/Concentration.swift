public import Quantities

/// A drug concentration in plasma or at the effect site. 1 mg/L is 1000 ng/mL.
public struct NanogramsPerMillilitre: Quantity {
  public let value: Double
  public init(_ value: Double) { self.value = value }
}

/// A first-order rate constant.
public struct PerMinute: Quantity {
  public let value: Double
  public init(_ value: Double) { self.value = value }
}
