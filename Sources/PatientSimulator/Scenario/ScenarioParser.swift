import Quantities

extension Scenario {
  /// Reads a scenario in lines: one event a line, `@T event key=value ...`, `#` comments. A line can give a
  /// time, but no condition and no objective; those need the YAML form.
  public init(name: String, text: String) throws(ScenarioErrors) {
    var events: [ScenarioEvent] = []
    var errors: [ScenarioError] = []
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      let words = LineWord.all(in: line.prefix { $0 != "#" })
      guard !words.isEmpty else { continue }
      var reader = LineReader(line: index + 1)
      if let event = reader.event(words) { events.append(event) }
      errors += reader.errors
    }
    if events.isEmpty && errors.isEmpty {
      errors.append(ScenarioError(line: 1, column: 1, problem: .nothing))
    }
    guard errors.isEmpty else { throw ScenarioErrors(errors) }
    self.init(name: name, events: events)
  }

  /// Whether a text is a scenario in lines: its first word is a time, or it has no word.
  public static func isOfLines(_ text: String) -> Bool {
    let lines = text.split(whereSeparator: \.isNewline).map { $0.drop(while: \.isWhitespace) }
    let first = lines.first { !$0.isEmpty && $0.first != "#" }
    return first.map { $0.first == "@" } ?? true
  }
}

/// A word of a line, and its column from 1.
private struct LineWord {
  var text: String
  var column: Int

  static func all(in line: Substring) -> [LineWord] {
    var words: [LineWord] = []
    var word = ""
    for (offset, character) in line.enumerated() {
      guard character.isWhitespace else {
        word.append(character)
        continue
      }
      if !word.isEmpty { words.append(LineWord(text: word, column: offset - word.count + 1)) }
      word = ""
    }
    if !word.isEmpty { words.append(LineWord(text: word, column: line.count - word.count + 1)) }
    return words
  }
}

private struct LineReader {
  let line: Int
  private(set) var errors: [ScenarioError] = []

  init(line: Int) { self.line = line }

  mutating func event(_ words: [LineWord]) -> ScenarioEvent? {
    let time = time(words[0])
    guard words[0].text.first == "@" else { return nil }
    guard words.count > 1 else {
      if time != nil { report(.eventMissing, words[0]) }
      return nil
    }
    let name = words[1]
    var fields = ScenarioFields(
      event: name.text, line: line, column: name.column, fields: words.dropFirst(2).compactMap { field($0) })
    let what = Happening(&fields)
    if what != nil { fields.end() }
    errors += fields.errors
    guard let time, let what else { return nil }
    return ScenarioEvent(when: time.when, after: Wait(time.after), what)
  }

  private mutating func field(_ word: LineWord) -> ScenarioFields.Field? {
    guard let mark = word.text.firstIndex(of: "="), mark != word.text.startIndex else {
      report(.fieldMalformed(word.text), word)
      return nil
    }
    let key = String(word.text[..<mark])
    let value = String(word.text[word.text.index(after: mark)...])
    return ScenarioFields.Field(
      key: key, value: value, line: line, column: word.column + key.count + 1)
  }

  /// Reads `@90`, `@infusion+1500`, `@stop+600`.
  private mutating func time(_ word: LineWord) -> (when: Condition, after: TimeSpan)? {
    guard word.text.first == "@" else {
      report(.timeMissing(word.text), word)
      return nil
    }
    let parts = word.text.dropFirst().split(separator: "+", omittingEmptySubsequences: false)
    let anchors: [String: Condition] = ["session": .always, "infusion": .started, "stop": .stopped]
    let anchor = parts.count == 2 ? anchors[String(parts[0])] : .always
    guard let number = parts.last, let seconds = Fixed(number), seconds >= 0, parts.count <= 2, let anchor
    else {
      report(.timeMalformed(word.text), word)
      return nil
    }
    return (anchor, .milliseconds(Int64(seconds.thousandths)))
  }

  private mutating func report(_ problem: ScenarioError.Problem, _ word: LineWord) {
    errors.append(ScenarioError(line: line, column: word.column, problem: problem))
  }
}
