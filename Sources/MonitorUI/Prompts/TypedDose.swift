import Phrases
import Quantities

/// A dose as it is typed: `4 mg`.
struct TypedDose: Hashable, Sendable {
  let text: String
  let figure: Fixed
  let unit: String

  /// Nil for what does not begin with a figure: `one puff`.
  init?(_ text: String) {
    let figure = text.prefix { $0.isNumber || ".,".contains($0) }
    guard let value = Fixed(figure.replacing(",", with: ".")) else { return nil }
    self.text = text
    self.figure = value
    unit = text.dropFirst(figure.count).filter { $0 != " " }.lowercased()
  }

  /// Why a correction is more likely a slip of its own: five times what it replaces, or a fifth of it (a
  /// decimal point in another place), or in another unit. Nil where it is not.
  func oddity(insteadOf first: String) -> Phrase? {
    guard let first = TypedDose(first) else { return nil }
    let (more, less) = (max(figure, first.figure), min(figure, first.figure))
    guard unit != first.unit || more.thousandths >= 5 * less.thousandths else { return nil }
    return "\(text) instead of \(first.text)"
  }
}
