import InfusionCore
import Phrases
import Quantities

/// How the register of a controlled drug stands at the chair: what was drawn up, what is given so far, and
/// what is neither given nor wasted.
struct DrugRegister {
  private let stock: DrugStock
  private let given: Milligrams
  /// What stands before that: a dose of which nobody is sure closes no register.
  private let sureness: Phrase

  init(_ session: SessionView) {
    stock = session.chart.drugStock
    given = session.infusion?.delivered ?? session.given ?? .zero
    sureness = session.infusion?.sureness ?? ""
  }

  /// Above the questions of the register.
  var lines: [Phrase] {
    guard let drawn = stock.drawn else { return ["Nothing is written down as drawn up."] }
    let wasted = (stock.wasted ?? .zero).text(places: 2)
    let given = sureness + Phrase(verbatim: given.text(places: 2))
    return ["Drawn up \(drawn.text(places: 2)), given \(given), wasted \(wasted)."]
      + [rest].compactMap { $0 }
  }

  /// Why an amount that was wasted is more likely a slip of the finger; nil where it is not, and where nobody
  /// wrote down what was drawn up.
  func oddity(wasting amount: Milligrams) -> Phrase? {
    guard let open = stock.open(given: given), amount - open >= DrugStock.least else { return nil }
    let left = max(open, .zero).text(places: 2)
    return "\(amount.text(places: 2)) wasted, and only \(left) are left"
  }

  /// The same of what was drawn up: a tenth of it, or ten times as much, is a decimal point elsewhere.
  func oddity(drawing amount: Milligrams, ordered: Milligrams?) -> Phrase? {
    if amount > Self.vialMax {
      return "\(amount.text(places: 2)) is more than a vial holds (\(Self.vialMax.text(places: 2)))"
    }
    guard let ordered, amount > .zero, amount * 3 < ordered else { return nil }
    return "\(amount.text(places: 2)) is less than a third of the \(ordered.text(places: 2)) ordered"
  }

  /// Of a correction.
  static func oddity(_ typed: String, insteadOf first: Milligrams) -> Phrase? {
    TypedDose("\(typed) mg")?.oddity(insteadOf: "\(first.fixed) mg")
  }

  /// Ketamine comes in vials of 200 and 500 mg (Ketalar, prescribing information, section 16: 200 mg in
  /// 20 mL, 500 mg in 10 mL and in 5 mL).
  private static let vialMax = Milligrams(500)

  /// Above the question of the way home, with the key that leads there.
  var reminder: [Phrase] { rest.map { ["Controlled drug: \($0) (m)"] } ?? [] }

  /// What does not close; nil where the sum does, and where nobody wrote down what was drawn up.
  private var rest: Phrase? {
    guard let open = stock.open(given: given), !DrugStock.isClosed(open) else { return nil }
    let amount = Milligrams(abs(open.value)).text(places: 2)
    return open > .zero ? "\(amount) not accounted for" : "\(amount) more than was drawn up"
  }
}
