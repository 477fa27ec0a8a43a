/// Why a scenario file was refused, and where.
public struct ScenarioError: Error, Hashable, Sendable {
  public enum Problem: Hashable, Sendable {
    case timeMissing(String)
    case timeMalformed(String)
    case eventMissing
    case eventUnknown(String)
    case fieldMalformed(String)
    case keyUnknown(String, event: String)
    case keyTwice(String)
    case keyMissing(String, event: String)
    case valueMalformed(key: String, value: String)
    case valueOutOfRange(key: String, value: String, accepted: String)
  }
  /// From 1.
  public var line: Int
  public var problem: Problem

  public init(line: Int, problem: Problem) {
    self.line = line
    self.problem = problem
  }
}

extension ScenarioError: CustomStringConvertible {
  public var description: String { "line \(line): \(problem.sentence)" }
}

extension ScenarioError.Problem {
  var sentence: String {
    switch self {
    case .timeMissing(let word): "a line begins with a time such as @90 or @infusion+1500, not with '\(word)'"
    case .timeMalformed(let word): "'\(word)' is no time; use @90, @infusion+1500 or @stop+600, in seconds"
    case .eventMissing: "there is a time but no event"
    case .eventUnknown(let name): "there is no event '\(name)'"
    case .fieldMalformed(let word): "'\(word)' is not key=value"
    case .keyUnknown(let key, let event): "'\(event)' has no '\(key)='"
    case .keyTwice(let key): "'\(key)=' is given twice"
    case .keyMissing(let key, let event): "'\(event)' needs '\(key)='"
    case .valueMalformed(let key, let value): "'\(value)' cannot be read for '\(key)='"
    case .valueOutOfRange(let key, let value, let accepted): "'\(key)=\(value)' is outside \(accepted)"
    }
  }
}
