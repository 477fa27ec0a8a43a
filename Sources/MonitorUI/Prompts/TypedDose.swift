import InfusionCore
import Phrases
import Quantities

/// A dose as a person types it: `4 mg`.
struct TypedDose: Hashable, Sendable {
  let text: String
  let figure: Fixed
  let unit: String

  /// Nil if the text does not begin with a figure, as `one puff`, or can mean two, as `1,000 mg`.
  init?(_ text: String) {
    let figure = text.prefix { $0.isNumber || ".,".contains($0) }
    guard let value = Fixed(DecimalComma.pointed(String(figure))) else { return nil }
    self.text = text
    self.figure = value
    unit = text.dropFirst(figure.count).filter { $0 != " " }.lowercased()
  }

  /// The dose in milligrams; nil if the unit is no mass.
  fileprivate var milligrams: Double? {
    switch unit {
    case "g": figure.doubleValue * 1000
    case "mg": figure.doubleValue
    case "mcg", "ug", "\u{B5}g", "\u{3BC}g": figure.doubleValue / 1000
    default: nil
    }
  }

  /// Why it is more likely a slip of the finger than a dose of this medicine: it is outside the usual dose at
  /// once, or in a unit that cannot be compared with that (`mgg`, `ml`). Nil if it is usual, or if no usual
  /// dose is known.
  func oddity(of medicine: String) -> Phrase? {
    guard UsualDose.isUnit(unit) else { return "\(text): a unit that nobody here knows" }
    guard let usual = UsualDose.of(medicine) else { return nil }
    if let milligrams, usual.contains(milligrams) { return nil }
    let (least, most) = (Milligrams(usual.lowerBound).text(), Milligrams(usual.upperBound).text())
    return "\(text) of \(Phrase(word: medicine)), usual are \(least) to \(most)"
  }

  /// Why a correction is more likely a slip itself: it is five times what it replaces, or a fifth of it (a
  /// decimal point in another place), or in another unit. Nil if it is not.
  func oddity(insteadOf first: String) -> Phrase? {
    guard let first = TypedDose(first) else { return nil }
    let (more, less) = (max(figure, first.figure), min(figure, first.figure))
    guard unit != first.unit || more.thousandths >= 5 * less.thousandths else { return nil }
    return "\(text) instead of \(first.text)"
  }
}

/// A flow of oxygen as a person types it: `2`, `2 L/min`, `mask, 15 L/min`.
enum MaskFlow {
  /// The most that a mask with a reservoir takes. A figure above it is a slip of the finger, unless the
  /// device is one for high flow (O'Driscoll et al., BTS guideline for oxygen use in adults, Thorax 2017;72
  /// Suppl 1, section 10: nasal cannula 1 to 6 L/min, reservoir mask 15 L/min).
  private static let most: Fixed = 15

  /// Why it is more likely a slip of the finger; nil if it is usual, or told in words.
  static func oddity(_ typed: String) -> Phrase? {
    guard let flow = TypedDose(typed) else { return nil }
    if flow.milligrams != nil { return "\(typed): a unit that nobody here knows" }
    guard ["", "l", "l/min", "lpm"].contains(flow.unit), flow.figure > most else { return nil }
    return "\(flow.figure) L/min: a mask takes \(most) at most"
  }
}
