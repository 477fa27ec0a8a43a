/// An action as words: a name, `key=value` fields and who did it.
///
/// Operator scripts, the command prompt and the journal all write and read actions in this form, so that an
/// action has one spelling. `Action(fields)` is the only way back, and checks every value.
public struct ActionFields: Hashable, Sendable {
  public var name: String
  public var fields: [Field]
  /// Initials of the person.
  public var by: String?

  public init(name: String, fields: [Field] = [], by: String? = nil) {
    self.name = name
    self.fields = fields
    self.by = by
  }

  public init(_ action: Action, by: String? = nil) {
    self = action.fields
    self.by = by
  }

  /// A key and its value, as they stand in a script.
  public struct Field: Hashable, Sendable {
    public var key: String
    /// Nil for a word that stands alone: the `off` of `limit vital=spo2 off`.
    public var value: String?

    public init(_ key: String, _ value: String?) {
      self.key = key
      self.value = value
    }
  }
}
