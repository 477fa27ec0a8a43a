public import Quantities

/// What people wrote down of a controlled drug beside what was given: drawn up, and wasted before a witness.
public struct DrugStock: Hashable, Sendable {
  /// Nil if nobody wrote anything down.
  public var drawn: Milligrams?
  public var wasted: Milligrams?
  /// As they were read, each once.
  public var lots: [String]

  public init(drawn: Milligrams? = nil, wasted: Milligrams? = nil, lots: [String] = []) {
    self.drawn = drawn
    self.wasted = wasted
    self.lots = lots
  }

  /// What was drawn up and neither given nor wasted: zero if the sum closes, negative if more went than was
  /// drawn up, nil if nobody wrote down what was drawn up.
  public func open(given: Milligrams) -> Milligrams? { drawn.map { $0 - given - (wasted ?? .zero) } }

  /// Whether that rounds to zero, to the tenth of a milligram in which syringes are read.
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
