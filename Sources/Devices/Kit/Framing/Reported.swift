public import Quantities

/// One figure as it stood on the wire. Whether it is a reading is for the status to say.
public enum Reported: Hashable, Sendable {
  case value(Fixed)
  /// The device said that it has none: `-`, dashes, the protocol's own "invalid" number.
  case missing
}

extension Reported {
  /// A whole number, or `missing` where the device's range for it ends.
  static func whole(_ number: Int, in range: ClosedRange<Int>) -> Reported {
    range.contains(number) ? .value(Fixed(number)) : .missing
  }
}

extension Reported {
  /// The figure in whole units of 1/perUnit; nil where there is none.
  func scaled(perUnit: Int) -> Int? {
    switch self {
    case .value(let value): value.thousandths * perUnit / 1000
    case .missing: nil
    }
  }
}
