import Quantities

extension Scenario {
  /// The scenario as a YAML file, which `ScenarioFile` reads and a teacher can begin a new one from.
  public var text: String {
    var lines: [String] = []
    if !title.isEmpty { lines.append("title: \(Self.quoted(title))") }
    lines += Self.mapping("truth", truth.fields)
    lines += Self.mapping("chart", chart.fields)
    if mostHarm != .minutes(5) { lines.append("most_harm: \(mostHarm.words)") }
    if ending != .observed { lines.append("ends: \(ending.rawValue)") }
    if !events.isEmpty { lines += ["events:"] + events.flatMap { Self.item($0.lines) } }
    if !objectives.isEmpty { lines += ["objectives:"] + objectives.flatMap { Self.item($0.lines) } }
    return lines.map { $0 + "\n" }.joined()
  }

  /// The same, with a comment above it that says what a seed draws of its ranges.
  public func text(under seed: UInt64) -> String {
    drawnWaits(under: seed).map { "# seed \(seed): \(Self.onOneLine($0.words))\n" }.joined() + text
  }

  private static func onOneLine(_ words: String) -> String {
    words.split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  /// The `text` of a scenario that is not shipped; nil for a shipped one. A drill's record keeps it, so that
  /// the drill can be played again whatever became of the file.
  public var ownText: String? { Self.named(name) == self ? nil : text }

  private static func mapping(_ name: String, _ fields: [(String, String)]) -> [String] {
    guard !fields.isEmpty else { return [] }
    return ["\(name): { \(fields.map { "\($0.0): \($0.1)" }.joined(separator: ", ")) }"]
  }

  private static func item(_ lines: [String]) -> [String] {
    lines.enumerated().map { ($0.offset == 0 ? "  - " : "    ") + $0.element }
  }

  /// Puts a text in double quotes, so that a colon or a comma in it is no YAML.
  static func quoted(_ text: String) -> String {
    "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
  }
}

extension Scenario.Truth {
  fileprivate var fields: [(String, String)] {
    var fields: [(String, String)] = []
    if let weight { fields.append(("weight_kg", "\(weight.fixed)")) }
    if let concentration { fields.append(("concentration_mg_ml", "\(concentration.fixed)")) }
    if pumpShare != 1 { fields.append(("pump_share", "\(Fixed(rounding: pumpShare))")) }
    if !escortIsHere { fields.append(("escort", "away")) }
    return fields
  }
}

extension Scenario.Chart {
  fileprivate var fields: [(String, String)] {
    var fields: [(String, String)] = []
    if let weight { fields.append(("weight_kg", "\(weight.fixed)")) }
    if let plan { fields.append(("plan", plan)) }
    if !orders.isEmpty { fields.append(("orders", "[\(orders.map(\.name).joined(separator: ", "))]")) }
    return fields
  }
}

extension ScenarioEvent {
  fileprivate var lines: [String] {
    var lines: [String] = []
    if when != .always || after == .zero { lines.append("when: \(when.text)") }
    if after != .zero { lines.append("after: \(after.words)") }
    if let unless { lines.append("unless: \(unless.text)") }
    return lines + happenings.map(\.line)
  }
}

extension Happening {
  fileprivate var line: String {
    let (name, fields) = words
    if case .say(let sentence) = self { return "say: \(Scenario.quoted(sentence))" }
    if fields.isEmpty { return "\(name): now" }
    return "\(name): { \(fields.map { "\($0.key): \($0.value)" }.joined(separator: ", ")) }"
  }
}

extension Objective {
  fileprivate var lines: [String] {
    var lines = ["id: \(id)", "when: \(when.text)"]
    if !deeds.isEmpty { lines.append("do: [\(deeds.map(\.name).joined(separator: ", "))]") }
    if let reach { lines.append("reach: \(reach.text)") }
    if !deeds.isEmpty || reach != nil { lines += ["within: \(within.words)", "late: \(late.words)"] }
    if !never.isEmpty { lines.append("never: [\(never.map(\.name).joined(separator: ", "))]") }
    return lines
  }
}
