/// Why words do not make an action: the evidence. `ActionError.sentence` makes it readable.
public enum ActionError: Error, Hashable, Sendable {
  case unknownAction(String)
  case unknownKey(action: ActionName, key: String)
  case duplicateKey(action: ActionName, key: String)
  case missingKey(action: ActionName, key: String)
  /// At least one of these must be given.
  case missingOneOf(action: ActionName, keys: [String])
  /// A key that needs `=value` stands alone.
  case missingValue(action: ActionName, key: String, accepted: ValueForm)
  case badValue(action: ActionName, key: String, value: String, accepted: ValueForm)
  /// Two keys that contradict each other (`limit ... off on`).
  case clash(action: ActionName, key: String, other: String)
}
