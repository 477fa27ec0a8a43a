import Quantities

/// The `key=value` words of one line, taken one by one; what is left over is an error.
struct ScenarioFields {
  let event: String
  private var values: [(key: String, value: String)] = []

  init(event: String, words: ArraySlice<Substring>) throws(ScenarioError.Problem) {
    self.event = event
    for word in words {
      guard let mark = word.firstIndex(of: "="), mark != word.startIndex else {
        throw .fieldMalformed(String(word))
      }
      let key = String(word[..<mark])
      guard !values.contains(where: { $0.key == key }) else { throw .keyTwice(key) }
      values.append((key, String(word[word.index(after: mark)...])))
    }
  }

  /// A number, or nil where the key is not given.
  mutating func number(
    _ key: String, in range: ClosedRange<Fixed>
  ) throws(ScenarioError.Problem) -> Fixed? {
    guard let text = remove(key) else { return nil }
    guard let number = Fixed(text) else { throw .valueMalformed(key: key, value: text) }
    guard range.contains(number) else {
      throw .valueOutOfRange(key: key, value: text, accepted: "\(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// Seconds, needed.
  mutating func span(_ key: String) throws(ScenarioError.Problem) -> TimeSpan {
    guard let seconds = try number(key, in: 0...86_400) else { throw .keyMissing(key, event: event) }
    return .milliseconds(Int64(seconds.thousandths))
  }

  /// One of an enum's words, needed.
  mutating func word<Word: RawRepresentable<String>>(
    _ key: String
  ) throws(ScenarioError.Problem) -> Word {
    guard let text = remove(key) else { throw .keyMissing(key, event: event) }
    guard let word = Word(rawValue: text) else { throw .valueMalformed(key: key, value: text) }
    return word
  }

  func end() throws(ScenarioError.Problem) {
    if let left = values.first { throw .keyUnknown(left.key, event: event) }
  }

  private mutating func remove(_ key: String) -> String? {
    guard let index = values.firstIndex(where: { $0.key == key }) else { return nil }
    return values.remove(at: index).value
  }
}
