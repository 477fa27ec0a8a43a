import InfusionCore
import Phrases
import Quantities

/// The register of a controlled drug at the chair: what was drawn up, what is given so far, and what is
/// neither given nor wasted.
struct DrugRegister {
  private let stock: DrugStock
  private let given: Milligrams
  /// Whether nothing is given any more: what is left then is all wasted.
  private let isOver: Bool
  /// The words before the given amount: with a dose of which nobody is sure the register does not close.
  private let sureness: Phrase

  init(_ session: SessionView) {
    stock = session.chart.drugStock
    given = session.infusion?.delivered ?? session.given ?? .zero
    isOver = session.phase == .observing || session.phase == .ready
    sureness = session.infusion?.sureness ?? ""
  }

  /// The lines above the register's questions.
  var lines: [Phrase] {
    guard let drawn = stock.drawn else { return ["Nothing is written down as drawn up."] }
    let wasted = (stock.wasted ?? .zero).text(places: 2)
    let given = sureness + Phrase(verbatim: given.text(places: 2))
    return ["Drawn up \(drawn.text(places: 2)), given \(given), wasted \(wasted)."]
      + [rest].compactMap { $0 }
  }

  /// Why a wasted amount is more likely a slip of the finger: it is more than is left, or, once nothing is
  /// given any more, a fifth of that or less (a decimal point in another place). Nil if it is not, or if
  /// nobody wrote down what was drawn up.
  func oddity(wasting amount: Milligrams) -> Phrase? {
    guard let open = stock.open(given: given) else { return nil }
    let left = max(open, .zero).text(places: 2)
    if amount - open >= DrugStock.least {
      return "\(amount.text(places: 2)) wasted, and only \(left) are left"
    }
    guard isOver, amount > .zero, amount * 5 <= open else { return nil }
    return "\(amount.text(places: 2)) wasted, and \(left) are left"
  }

  /// The same for an amount drawn up: it is more than a vial holds, ten times what is ordered, or less than a
  /// third of it.
  func oddity(drawing amount: Milligrams, ordered: Milligrams?) -> Phrase? {
    let drawn = amount.text(places: 2)
    if amount > Self.vialMax { return "\(drawn) is more than a vial holds (\(Self.vialMax.text(places: 2)))" }
    guard let ordered, ordered > .zero, amount > .zero else { return nil }
    if amount >= ordered * 10 {
      return "\(drawn) is ten times the \(ordered.text(places: 2)) ordered or more"
    }
    return amount * 3 < ordered
      ? "\(drawn) is less than a third of the \(ordered.text(places: 2)) ordered" : nil
  }

  /// The same for a correction.
  static func oddity(_ typed: String, insteadOf first: Milligrams) -> Phrase? {
    TypedDose("\(typed) mg")?.oddity(insteadOf: "\(first.fixed) mg")
  }

  /// Ketamine comes in vials of 200 and 500 mg (Ketalar, prescribing information, section 16: 200 mg in
  /// 20 mL, 500 mg in 10 mL and in 5 mL).
  private static let vialMax = Milligrams(500)

  /// The line above the question of the way home, with the key that leads to the register.
  var reminder: [Phrase] { rest.map { ["Controlled drug: \($0) (m)"] } ?? [] }

  /// What the sum lacks or has too much; nil if it closes, or if nobody wrote down what was drawn up.
  private var rest: Phrase? {
    guard let open = stock.open(given: given), !DrugStock.isClosed(open) else { return nil }
    let amount = Milligrams(abs(open.value)).text(places: 2)
    return open > .zero ? "\(amount) not accounted for" : "\(amount) more than was drawn up"
  }
}
