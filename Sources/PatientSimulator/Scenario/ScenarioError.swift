import InfusionCore

/// One thing that is wrong with a scenario file, and where.
public struct ScenarioError: Error, Hashable, Sendable {
  /// What is wrong with a scenario, with its evidence.
  public enum Problem: Error, Hashable, Sendable {
    /// The scenario has no event and no objective.
    case nothing
    case timeMissing(String)
    case timeMalformed(String)
    case eventMissing
    case eventUnknown(String)
    case fieldMalformed(String)
    case keyUnknown(String, event: String, known: [String])
    case keyTwice(String)
    case keyMissing(String, event: String)
    case valueMalformed(key: String, value: String, known: [String])
    case valueOutOfRange(key: String, value: String, accepted: String)
    /// A systolic pressure that is not above the diastolic.
    case pressureOrder(sys: String, dia: String)
    /// A condition, a deed, or the YAML itself is wrong; the text is a sentence already.
    case other(String)
  }
  /// From 1.
  public var line: Int
  /// From 1, in characters.
  public var column: Int
  public var problem: Problem

  public init(line: Int, column: Int, problem: Problem) {
    self.line = line
    self.column = column
    self.problem = problem
  }
}

/// Everything that is wrong with a scenario file, in its order.
public struct ScenarioErrors: Error, Hashable, Sendable {
  public var all: [ScenarioError]

  public init(_ all: [ScenarioError]) {
    self.all = all.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
  }

  /// A line for each error: `storm.yaml:3:17: there is no event 'epsiode'; did you mean "episode"?`
  public func sentence(file: String) -> String {
    all.map { "\(file):\($0.line):\($0.column): \($0.problem.sentence)" }.joined(separator: "\n")
  }
}

extension ScenarioError.Problem {
  public var sentence: String {
    switch self {
    case .nothing: "this scenario is empty: it has neither events nor objectives"
    case .timeMissing(let word): "a line begins with a time such as @90 or @infusion+1500, not with '\(word)'"
    case .timeMalformed(let word): "'\(word)' is no time; use @90, @infusion+1500 or @stop+600, in seconds"
    case .eventMissing: "there is a time but no event"
    case .eventUnknown(let name):
      "there is no event '\(name)'" + Spelling.hint(for: name, among: Happening.names)
    case .fieldMalformed(let word): "'\(word)' is not key=value"
    case .keyUnknown(let key, let event, let known):
      "'\(event)' has no '\(key)'"
        + (Self.nearest(to: key, among: known).map { "; did you mean \"\($0)\"?" } ?? "")
    case .keyTwice(let key): "'\(key)' is given twice"
    case .keyMissing(let key, let event): "'\(event)' needs '\(key)'"
    case .valueMalformed(let key, let value, let known):
      "'\(value)' cannot be read for '\(key)'" + Spelling.choice(for: value, among: known)
    case .valueOutOfRange(let key, let value, let accepted): "\(key) \(value) is outside \(accepted)"
    case .pressureOrder(let sys, let dia): "sys \(sys) is not above dia \(dia)"
    case .other(let sentence): sentence
    }
  }
}

extension ScenarioError.Problem {
  /// The key that was perhaps meant; nil if none is near. Its unit need not be typed: `wieght` is
  /// `weight_kg`.
  public static func nearest(to key: String, among known: [String]) -> String? {
    if let near = Spelling.nearest(to: key, among: known) { return near }
    func stem(_ key: String) -> String { String(key.prefix { $0 != "_" }) }
    let near = Spelling.nearest(to: key, among: known.map(stem))
    return known.first { stem($0) == near }
  }
}
