import Quantities

/// One thing that is wrong with a written wait, and where it stands in the text.
public struct WaitError: Hashable, Sendable {
  public let problem: ScenarioError.Problem
  /// How many characters stand before the wrong part.
  public let offset: Int
}

/// Everything that is wrong with a written wait, in its order; at least one thing.
public struct WaitErrors: Error, Hashable, Sendable {
  public let all: [WaitError]
}

extension Wait {
  /// Reads `5 min`, or a range that a seed draws from: `3..6 min`, whose unit is that of both ends;
  /// `90 s..6 min`.
  public init(written text: String) throws(WaitErrors) {
    var reader = WaitReader(text)
    let wait = reader.wait()
    guard let wait, reader.errors.isEmpty else { throw WaitErrors(all: reader.errors) }
    self = wait
  }
}

private struct WaitReader {
  private(set) var errors: [WaitError] = []
  private let text: String

  /// One end of a range, as it is written.
  private struct End {
    let words: Substring
    let offset: Int

    var unit: Substring { words.drop { Self.isOfNumber($0) }.drop { $0 == " " } }
    var number: Substring { words.prefix { Self.isOfNumber($0) } }

    private static func isOfNumber(_ character: Character) -> Bool {
      character.isASCII && character.isNumber || character == "." || character == "-"
    }
  }

  init(_ text: String) { self.text = text }

  mutating func wait() -> Wait? {
    guard let (from, to) = Self.ends(of: text) else { return single() }
    guard !from.words.isEmpty, !to.words.isEmpty, !to.words.hasPrefix(".") else {
      report(.noSpan(text, meant: Self.meant(by: text)))
      return nil
    }
    let hasNoUnit = from.unit.isEmpty && to.unit.isEmpty
    if hasNoUnit { report(.spanWithoutUnit(text)) }
    let both = hasNoUnit ? "s" : Self.known(to.unit) ?? "s"
    let least = length(from, unit: from.unit.isEmpty ? both : from.unit)
    let most = length(to, unit: hasNoUnit ? both : to.unit)
    guard let least, let most else { return nil }
    guard least <= most else {
      report(.reversedRange(text, meant: isAllowed(least) && isAllowed(most) ? turned(from, to) : nil))
      return nil
    }
    return .drawn(from: least, to: most)
  }

  private mutating func single() -> Wait? {
    switch WrittenSpan(text) {
    case .span(let span) where isAllowed(span): return Wait(span)
    case .withoutUnit: report(.spanWithoutUnit(text))
    case .span, nil: report(.noSpan(text, meant: Self.meant(by: text)))
    }
    return nil
  }

  /// Nil without a number or a unit. A length out of bounds is reported, and returned so that the ends can be
  /// compared.
  private mutating func length(_ end: End, unit: Substring) -> TimeSpan? {
    switch WrittenSpan(unit.isEmpty ? String(end.number) : "\(end.number) \(unit)") {
    case .span(let span):
      if !isAllowed(span) { report(.noSpan(String(end.words)), at: end.offset) }
      return span
    case .withoutUnit: report(.spanWithoutUnit(String(end.words)), at: end.offset)
    case nil: report(.noSpan(String(end.words)), at: end.offset)
    }
    return nil
  }

  private func isAllowed(_ span: TimeSpan) -> Bool { (TimeSpan.zero...TimeSpan.hours(24)).contains(span) }

  private mutating func report(_ problem: ScenarioError.Problem, at offset: Int = 0) {
    errors.append(WaitError(problem: problem, offset: offset))
  }
}

extension WaitReader {
  private static func known(_ unit: Substring) -> Substring? { WrittenSpan("1 \(unit)").map { _ in unit } }

  private static func ends(of text: String) -> (End, End)? {
    guard let dots = text.firstRange(of: "..") else { return nil }
    let (before, after) = (text[..<dots.lowerBound], text[dots.upperBound...])
    let second = after.drop { $0 == " " }
    return (
      End(words: before.prefix(before.count - before.reversed().prefix { $0 == " " }.count), offset: 0),
      End(words: second, offset: text.distance(from: text.startIndex, to: second.startIndex))
    )
  }

  /// The range with its ends exchanged, each with its unit.
  private func turned(_ from: End, _ to: End) -> String {
    guard from.unit.isEmpty else { return "\(to.words)..\(from.words)" }
    return "\(to.number)..\(from.number)" + (to.unit.isEmpty ? "" : " \(to.unit)")
  }

  /// The range that was meant by forms people use elsewhere: `3-6 min`, `3 to 6 min`, `3...6 min`; nil for
  /// any other text.
  private static func meant(by text: String) -> String? {
    for sign in ["...", "\u{2026}", " to ", " - ", "-", "\u{2013}"] {
      guard let found = text.firstRange(of: sign), found.lowerBound > text.startIndex else { continue }
      var meant = text
      meant.replaceSubrange(found, with: "..")
      if let wait = try? Wait(written: meant), wait.isDrawn { return meant }
    }
    return nil
  }
}
