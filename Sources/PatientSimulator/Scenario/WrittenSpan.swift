public import Quantities

extension TimeSpan {
  /// As a scenario writes a length of time: `90`, `90 s`, `15 min`, `2 h`. Nil for anything else.
  public init?(written text: some StringProtocol) {
    let words = text.split(separator: " ")
    let units: [String: Int64] = ["s": 1, "min": 60, "h": 3600]
    let unit = words.count == 2 ? units[String(words[1])] : words.count == 1 ? 1 : nil
    guard let unit, let number = words.first.flatMap({ Fixed($0) }),
      abs(number.thousandths) <= Self.mostThousandths
    else { return nil }
    self = .milliseconds(Int64(number.thousandths) * unit)
  }

  /// A thousand days of seconds: more is no number that somebody meant, and its product could not be held.
  private static let mostThousandths = 86_400_000_000
}

extension ScenarioError.Problem {
  /// What stands where a length of time is expected.
  public static func noSpan(_ text: String) -> Self {
    .other("'\(text)' is no length of time, such as 90 s or 15 min")
  }
}
