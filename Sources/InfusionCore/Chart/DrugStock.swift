public import Quantities

/// What people wrote down of a controlled drug beside what was given: drawn up, and wasted before a witness.
public struct DrugStock: Hashable, Sendable {
  /// Nil where nobody wrote anything down.
  public var drawn: Milligrams?
  public var wasted: Milligrams?
  /// As they were read, each once.
  public var lots: [String]

  public init(drawn: Milligrams? = nil, wasted: Milligrams? = nil, lots: [String] = []) {
    self.drawn = drawn
    self.wasted = wasted
    self.lots = lots
  }

  /// What is neither given nor wasted: zero where the sum closes, less where more went than was drawn up. Nil
  /// where nobody wrote down what was drawn up.
  public func open(given: Milligrams) -> Milligrams? { drawn.map { $0 - given - (wasted ?? .zero) } }

  /// Whether that is nothing, by the tenth of a milligram in which syringes are read.
  public static func isClosed(_ open: Milligrams) -> Bool { abs(open.value) < least.value }
  public static let least = Milligrams(0.05)
}

extension Chart {
  /// What stands, corrections in their places.
  public var drugStock: DrugStock {
    var stock = DrugStock()
    for mark in standingMarks {
      guard case .action(let action) = mark.what else { continue }
      if case .drawn(let drawn) = action {
        stock.drawn = (stock.drawn ?? .zero) + drawn.amount
        if let lot = drawn.lot, !stock.lots.contains(lot) { stock.lots.append(lot) }
      }
      if case .wasted(let wasted) = action { stock.wasted = (stock.wasted ?? .zero) + wasted.amount }
    }
    return stock
  }
}
