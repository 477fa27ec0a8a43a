public import Quantities

/// A length of time as people write it: `90 s`, `15 min`, `2 h`, or in one word, `90s`.
///
/// A bare number does not tell its unit: whoever wrote `within: 2` meant minutes, and got two seconds. Only 0
/// needs no unit.
public enum WrittenSpan: Hashable, Sendable {
  case span(TimeSpan)
  /// A number alone, and the time it would be in seconds.
  case withoutUnit(seconds: TimeSpan)

  /// Nil if the text is no length of time.
  public init?(_ text: some StringProtocol) {
    let number = text.prefix { $0.isASCII && $0.isNumber || $0 == "." || $0 == "-" }
    let unit = text.dropFirst(number.count).drop { $0 == " " }
    guard let amount = Fixed(number), abs(amount.thousandths) <= Self.mostThousandths else { return nil }
    guard !unit.isEmpty else {
      let seconds = TimeSpan.milliseconds(Int64(amount.thousandths))
      self = seconds == .zero ? .span(.zero) : .withoutUnit(seconds: seconds)
      return
    }
    guard let factor = Self.units[String(unit)] else { return nil }
    self = .span(.milliseconds(Int64(amount.thousandths) * factor))
  }

  private static let units: [String: Int64] = ["s": 1, "min": 60, "h": 3600]
  /// A thousand days of seconds, in thousandths: nobody means more, and its product would overflow.
  private static let mostThousandths = 86_400_000_000
}

extension ScenarioError.Problem {
  /// The sentence for a text that is no length of time.
  ///
  /// - Parameter meant: a text that can be read, and was perhaps meant.
  public static func noSpan(_ text: String, meant: String? = nil) -> Self {
    .other("'\(text)' is no length of time, such as 90 s or 15 min" + hint(meant))
  }

  /// The sentence for a range whose second end is before its first.
  static func reversedRange(_ text: String, meant: String?) -> Self {
    .other("'\(text)' ends before it begins" + hint(meant))
  }

  private static func hint(_ meant: String?) -> String { meant.map { "; did you mean \"\($0)\"?" } ?? "" }

  /// The sentence for a bare number.
  public static func spanWithoutUnit(_ text: String) -> Self {
    .other("'\(text)' has no unit: is it \(text) min, or \(text) s?")
  }
}

extension TimeSpan {
  /// `90 s`, `15 min`: the text of it in a scenario.
  var words: String {
    milliseconds % 60_000 == 0 && self > .zero ? "\(milliseconds / 60_000) min" : "\(inSeconds) s"
  }
}
