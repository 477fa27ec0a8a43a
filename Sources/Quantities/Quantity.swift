/// A number with its dimension in its type: adding two of one kind compiles, adding a rate to a volume does
/// not.
///
/// Doses are binary floating point: they are computed (35 mg over 45 min is 46.666… mL/h), never compared
/// with a typed limit, and rounded to three decimals where they leave the engine.
public protocol Quantity: Hashable, Comparable, Sendable {
  var value: Double { get }
  init(_ value: Double)
}

extension Quantity {
  public static var zero: Self { Self(0) }
  public static func < (a: Self, b: Self) -> Bool { a.value < b.value }
  public static func + (a: Self, b: Self) -> Self { Self(a.value + b.value) }
  public static func - (a: Self, b: Self) -> Self { Self(a.value - b.value) }
  public static func * (a: Self, factor: Double) -> Self { Self(a.value * factor) }
  public static func / (a: Self, b: Self) -> Double { a.value / b.value }

  public init(_ value: Fixed) { self.init(value.doubleValue) }

  /// To the three decimals that are shown and recorded.
  public var fixed: Fixed { rounded(places: 3) }

  /// To at most `places` decimals (0 to 3) at once, half up, as for the number that a person would write:
  /// 1.005 is a half, though its binary form is a little less. Recorded amounts are rounded from thousandths
  /// (`fixed`) instead, so that every page of a record says the same.
  public func rounded(places: Int) -> Fixed {
    let perUnit = [1, 10, 100, 1000.0][min(max(places, 0), 3)]
    let billionths = (value * 1e9).rounded()
    return Fixed(rounding: (billionths / (1e9 / perUnit) + 0.5).rounded(.down) / perUnit)
  }
}
