import Phrases
import Quantities

/// A comma in a typed figure: wards write `78,5`, and some `1,000`.
enum DecimalComma {
  /// Puts a point for a comma that can only be a decimal one. With three digits after it the comma may mark
  /// thousands: such a figure stays as it is, and is asked for again.
  static func pointed(_ text: String) -> String {
    guard let parts = parts(text), parts.behind.count < 3 else { return text }
    return "\(parts.before).\(parts.behind)"
  }

  /// What to write instead of a figure that could be either, as far as it is within the range; nil for any
  /// other text.
  static func advice(on text: String, within range: ClosedRange<Fixed>? = nil) -> Phrase? {
    guard let parts = parts(text), parts.behind.count == 3 else { return nil }
    func fits(_ figure: String) -> Bool { Fixed(figure).map { range?.contains($0) ?? true } ?? false }
    let (point, whole) = ("\(parts.before).\(parts.behind)", "\(parts.before)\(parts.behind)")
    return switch (fits(point), fits(whole)) {
    case (true, true): "write \(point) with a point, or \(whole)"
    case (true, false): "write \(point), with a point"
    case (false, true): "write \(whole), without a comma"
    case (false, false): nil
    }
  }

  /// The digits before and after the only comma, one to three of them after it; nil for any other text.
  private static func parts(_ text: String) -> (before: String, behind: String)? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, (1...3).contains(parts[1].count),
      parts.allSatisfy({ $0.allSatisfy(\.isNumber) })
    else { return nil }
    return (String(parts[0]), String(parts[1]))
  }
}
