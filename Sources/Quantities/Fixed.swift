/// A decimal number with exactly three places, kept as whole thousandths.
///
/// Vitals and limits are compared as decimals (`88.1 < 88.2` must mean just that), so they are never floating
/// point.
public struct Fixed: Hashable, Comparable, Sendable {
  public var thousandths: Int

  public init(thousandths: Int) { self.thousandths = thousandths }
  public init(_ whole: Int) { thousandths = whole * 1000 }

  /// The nearest thousandth, halves away from zero, clamped to the range that can be read. A damaged record
  /// may hold any number, and its reader must survive to report it.
  public init(rounding value: Double) {
    thousandths = Int(nearestTo: value * 1000)
  }

  public static let zero = Fixed(thousandths: 0)
  public var doubleValue: Double { Double(thousandths) / 1000 }

  public static func < (a: Fixed, b: Fixed) -> Bool { a.thousandths < b.thousandths }
  public static func + (a: Fixed, b: Fixed) -> Fixed { Fixed(thousandths: a.thousandths + b.thousandths) }
  public static func - (a: Fixed, b: Fixed) -> Fixed { Fixed(thousandths: a.thousandths - b.thousandths) }
  public static prefix func - (a: Fixed) -> Fixed { Fixed(thousandths: -a.thousandths) }

  /// Rounded half up to the given number of decimal places (0 to 3).
  public func rounded(places: Int) -> Fixed {
    let unit = [1000, 100, 10, 1][min(max(places, 0), 3)]
    let shifted = thousandths + unit / 2
    let floor = shifted >= 0 ? shifted / unit : -((unit - 1 - shifted) / unit)
    return Fixed(thousandths: floor * unit)
  }
}

extension Int {
  /// The nearest whole number, halves away from zero, clamped to the range of thousandths.
  init(nearestTo value: Double) {
    let outermost = 1e15
    let nearest = value.rounded(.toNearestOrAwayFromZero)
    self = value.isNaN ? 0 : Int(Swift.min(Swift.max(nearest, -outermost), outermost))
  }
}

extension Fixed: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) { self.init(value) }
}

extension Fixed {
  /// The most whole digits that are read, leading zeros aside: far more than any quantity here needs, far
  /// from overflow.
  private static let digitsMax = 12

  /// Reads `-?D+(.D+)?` in ASCII; decimals past the third are rounded half up in magnitude. Nil for anything
  /// else.
  public init?(ascii bytes: some Collection<UInt8>) {
    var rest = bytes[...]
    let negative = rest.first == UInt8(ascii: "-")
    if negative { rest = rest.dropFirst() }
    let point = rest.firstIndex(of: UInt8(ascii: "."))
    let whole = rest[..<(point ?? rest.endIndex)]
    let counted = whole.drop { $0 == UInt8(ascii: "0") }
    guard !whole.isEmpty, counted.count <= Self.digitsMax, let units = Self.number(counted) else {
      return nil
    }
    var magnitude = units * 1000
    if let point {
      let decimals = rest[rest.index(after: point)...]
      guard !decimals.isEmpty, decimals.allSatisfy(Self.isDigit) else { return nil }
      let kept =
        Array(decimals.prefix(4)) + Array(repeating: UInt8(ascii: "0"), count: max(0, 4 - decimals.count))
      magnitude += ((Self.number(kept[...]) ?? 0) + 5) / 10
    }
    thousandths = negative ? -magnitude : magnitude
  }

  public init?(_ text: some StringProtocol) { self.init(ascii: Array(text.utf8)) }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static func number(_ digits: some Collection<UInt8>) -> Int? {
    var value = 0
    for byte in digits {
      guard isDigit(byte) else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }
}

extension Fixed: CustomStringConvertible {
  /// ISMP style: a leading zero, no trailing zeros, `.` in every locale: `0.5`, `12.5`, `35`.
  public var description: String {
    let magnitude = thousandths.magnitude
    let sign = thousandths < 0 ? "-" : ""
    let decimals = magnitude % 1000
    guard decimals != 0 else { return "\(sign)\(magnitude / 1000)" }
    var digits = String(1000 + decimals).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return "\(sign)\(magnitude / 1000).\(digits)"
  }
}
