import Quantities

/// The fields of one event as a file gives them. They are read one by one, and one that is left over is an
/// error. Each problem is kept with the place of its value, and reading goes on.
public struct ScenarioFields {
  /// A key and its value, and where they stand in the file.
  public struct Field {
    var key: String
    var value: String
    var line: Int
    var column: Int

    public init(key: String, value: String, line: Int, column: Int) {
      self.key = key
      self.value = value
      self.line = line
      self.column = column
    }
  }
  let event: String
  /// Where the event itself stands.
  let line: Int
  let column: Int
  public private(set) var errors: [ScenarioError] = []
  /// Whether a time without a unit is in seconds, as in `@90 airway level=0.5 onset=45`; in a YAML file it
  /// needs its unit.
  private let takesBareSeconds: Bool
  private var fields: [Field]
  private var known: [String] = []

  public init(event: String, line: Int, column: Int, fields: [Field], takesBareSeconds: Bool = true) {
    self.event = event
    self.takesBareSeconds = takesBareSeconds
    self.line = line
    self.column = column
    self.fields = []
    for field in fields {
      if self.fields.contains(where: { $0.key == field.key }) {
        report(.keyTwice(field.key), field)
      } else {
        self.fields.append(field)
      }
    }
  }

  /// A number; nil if the key is not given.
  mutating func number(_ key: String, in range: ClosedRange<Fixed>) -> Fixed? {
    guard let field = remove(key) else { return nil }
    guard let number = Fixed(field.value) else {
      report(.valueMalformed(key: key, value: field.value, known: []), field)
      return nil
    }
    guard range.contains(number) else {
      let accepted = "\(range.lowerBound) to \(range.upperBound)"
      report(.valueOutOfRange(key: key, value: field.value, accepted: accepted), field)
      return nil
    }
    return number
  }

  /// A number that must be given; the lower bound if it is wrong.
  mutating func needed(_ key: String, in range: ClosedRange<Fixed>) -> Fixed {
    let isGiven = has(key)
    let found = number(key, in: range)
    if !isGiven { report(.keyMissing(key, event: event)) }
    return found ?? range.lowerBound
  }

  /// A length of time that must be given; zero if it is wrong.
  mutating func span(_ key: String) -> TimeSpan {
    let isGiven = has(key)
    let found = span(key, in: 0...86_400)
    if !isGiven { report(.keyMissing(key, event: event)) }
    return found ?? .zero
  }

  /// A length of time of so many seconds; nil if the key is not given.
  mutating func span(_ key: String, in range: ClosedRange<Fixed>) -> TimeSpan? {
    guard let field = remove(key) else { return nil }
    let span: TimeSpan
    switch WrittenSpan(field.value) {
    case .span(let given): span = given
    case .withoutUnit(let seconds) where takesBareSeconds: span = seconds
    case .withoutUnit:
      report(.spanWithoutUnit(field.value), field)
      return nil
    case nil:
      report(.noSpan(field.value), field)
      return nil
    }
    guard range.contains(span.inSeconds) else {
      let accepted = "\(range.lowerBound) to \(range.upperBound) s"
      report(.valueOutOfRange(key: key, value: field.value, accepted: accepted), field)
      return nil
    }
    return span
  }

  /// One of an enum's words that must be given; `first` if it is wrong.
  mutating func word<Word: RawRepresentable<String> & CaseIterable>(_ key: String, else first: Word) -> Word {
    guard let field = remove(key) else {
      report(.keyMissing(key, event: event))
      return first
    }
    if let word = Word(rawValue: field.value) { return word }
    report(.valueMalformed(key: key, value: field.value, known: Word.allCases.map(\.rawValue)), field)
    return first
  }

  mutating func text(_ key: String) -> Field? { remove(key) }

  mutating func pressuresInOrder(sys: Fixed?, dia: Fixed?) {
    guard let sys, let dia, sys <= dia else { return }
    report(.pressureOrder(sys: "\(sys)", dia: "\(dia)"))
  }

  public mutating func end() {
    for left in fields { report(.keyUnknown(left.key, event: event, known: known), left) }
    fields = []
  }

  mutating func report(_ problem: ScenarioError.Problem, _ field: Field? = nil) {
    errors.append(
      ScenarioError(line: field?.line ?? line, column: field?.column ?? column, problem: problem))
  }

  /// The keys of the fields that the event can have, in the order in which they were looked for.
  var asked: [String] {
    var seen: Set<String> = []
    return known.filter { seen.insert($0).inserted }
  }

  private func has(_ key: String) -> Bool { fields.contains { $0.key == key } }

  private mutating func remove(_ key: String) -> Field? {
    known.append(key)
    guard let index = fields.firstIndex(where: { $0.key == key }) else { return nil }
    return fields.remove(at: index)
  }
}
