import Quantities

/// Answers by the key of their question.
public struct Answers: Hashable, Sendable {
  private struct Pair: Hashable, Sendable {
    let key: String
    let value: String
    /// Nobody typed it: Tab only opened another question.
    var isOfTab = false
    /// What stood above the question as not met.
    var against: Set<String> = []
  }
  private var pairs: [Pair] = []

  var isEmpty: Bool { pairs.isEmpty }

  public subscript(key: String) -> String? { pairs.last { $0.key == key }?.value }

  /// How many questions were answered.
  var given: Int { Set(pairs.filter { !$0.isOfTab }.map(\.key)).count }

  /// - Parameter against: what was not met when it was answered, by `StillMissing.kind`.
  mutating func set(_ key: String, _ value: String, against: Set<String> = []) {
    pairs.append(Pair(key: key, value: value, against: against))
  }

  /// What an answer was given against; empty where there is none.
  func against(_ key: String) -> Set<String> { pairs.last { $0.key == key }?.against ?? [] }

  /// Notes that Tab was pressed.
  mutating func setByTab(_ key: String) { pairs.append(Pair(key: key, value: "y", isOfTab: true)) }

  mutating func forget(_ keys: String...) { pairs.removeAll { keys.contains($0.key) } }

  /// Takes back what was answered last. False when there is nothing.
  mutating func undoLast() -> Bool { pairs.popLast() != nil }

  func number(_ key: String) -> Fixed? { self[key].flatMap { Fixed($0) } }
  func isYes(_ key: String) -> Bool { self[key] == "y" }
}
