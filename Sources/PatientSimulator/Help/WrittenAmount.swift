import Quantities

/// Reads an amount as people write it, number and unit: `10 mg`, `200 mcg`, `0.5mg`, `2 L/min`.
enum WrittenAmount {
  /// Nil without a number or a unit of mass: such a dose is not guessed.
  static func milligrams(_ text: String) -> Double? {
    guard let (number, unit) = split(text) else { return nil }
    return massUnits[unit].map { number * $0 }
  }

  /// Nil without a number; `off`, `none` and `stop` are zero.
  static func litresPerMinute(_ text: String) -> Double? {
    let word = text.lowercased()
    if ["off", "none", "stop"].contains(word) { return 0 }
    guard let (number, unit) = split(text) else { return nil }
    return ["l/min", "lpm", "l", ""].contains(unit) ? number : nil
  }

  private static let massUnits: [String: Double] = [
    "mg": 1, "g": 1000, "mcg": 0.001, "ug": 0.001, "\u{B5}g": 0.001, "\u{3BC}g": 0.001,
  ]

  private static func split(_ text: String) -> (Double, String)? {
    let trimmed = text.lowercased().filter { $0 != " " }
    let digits = trimmed.prefix { $0.isASCII && $0.isNumber || $0 == "." }
    guard let number = Fixed(digits), number >= 0 else { return nil }
    return (number.doubleValue, String(trimmed.dropFirst(digits.count)))
  }
}
