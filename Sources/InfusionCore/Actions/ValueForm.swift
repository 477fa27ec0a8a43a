public import Quantities

/// What a key accepts: for checking, for completion, and for saying so.
public enum ValueForm: Hashable, Sendable {
  /// Any text that is not empty.
  case text
  /// A decimal `D+(.D+)?` in this range, exact to three places: a vital or a limit.
  case decimal(ClosedRange<Fixed>)
  /// A decimal in this range, kept as finely as it was written: a dose, a rate, a weight.
  case quantity(ClosedRange<Fixed>)
  case whole(ClosedRange<Int>)
  case words([String])
  /// Session seconds.
  case time
  /// The text form of an `AlarmID`.
  case alarm
  /// Names with commas between them.
  case names
  /// What each part of a score got: `activity:2,oxygen:1`.
  case parts
  /// A word that stands alone, without `=value`.
  case bare

  /// Whether the value is a number, for formats that tell numbers from texts.
  public var isNumber: Bool {
    switch self {
    case .decimal, .quantity, .whole, .time: true
    case .text, .words, .alarm, .names, .parts, .bare: false
    }
  }
}

extension Vital {
  /// What can be a value of this vital at all, in its unit: the ranges of the line protocol.
  public var acceptedRange: ClosedRange<Fixed> {
    switch self {
    case .spo2: 0...100
    case .hr, .sys, .dia, .map: 0...350
    case .rr: 0...120
    }
  }
}
