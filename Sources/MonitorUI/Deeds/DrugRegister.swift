import InfusionCore
import Phrases
import Quantities

/// How the register of a controlled drug stands at the chair: what was drawn up, what is given so far, and
/// what is neither given nor wasted.
struct DrugRegister {
  private let stock: DrugStock
  private let given: Milligrams

  init(_ session: SessionView) {
    stock = session.chart.drugStock
    given = session.infusion?.delivered ?? session.given ?? .zero
  }

  /// Above the questions of the register.
  var lines: [Phrase] {
    guard let drawn = stock.drawn else { return ["Nothing is written down as drawn up."] }
    let wasted = (stock.wasted ?? .zero).text(places: 2)
    return ["Drawn up \(drawn.text(places: 2)), given \(given.text(places: 2)), wasted \(wasted)."]
      + [rest].compactMap { $0 }
  }

  /// Above the question of the way home, with the key that leads there.
  var reminder: [Phrase] { rest.map { ["Controlled drug: \($0) (m)"] } ?? [] }

  /// What does not close; nil where the sum does, and where nobody wrote down what was drawn up.
  private var rest: Phrase? {
    guard let open = stock.open(given: given), !DrugStock.isClosed(open) else { return nil }
    let amount = Milligrams(abs(open.value)).text(places: 2)
    return open > .zero ? "\(amount) not accounted for" : "\(amount) more than was drawn up"
  }
}
