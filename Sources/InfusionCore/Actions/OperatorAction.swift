/// One kind of thing that a person at the chair can do: its words, the phases in which it is possible, why it
/// is refused, and what it does. Each has one file in this folder, and that file is all the core knows of it.
///
///     struct NoteAction: OperatorAction {
///       static let name = ActionName.note
///       static let schema = [ActionField.required("text", .text, \.text)]
///       ...
///     }
///
/// `Action` and `ActionName` list the kinds; the screen has its key and its questions in `MonitorUI/Deeds`.
public protocol OperatorAction: Hashable, Sendable {
  static var name: ActionName { get }
  /// What was wanted, to stand before "is not possible while infusing": `a bolus`.
  static var deed: String { get }
  /// The fields in the order in which they are written.
  static var schema: [ActionField<Self>] { get }
  /// The phases in which it is possible. `refusal` decides what depends on more than the phase.
  static var phases: Set<Phase> { get }
  /// Whether the record's readers may correct it by citing its entry.
  static var isCorrectable: Bool { get }
  /// The fields that a correction may change; nil: any, and it may be struck.
  static var correctableKeys: Set<String>? { get }

  /// An empty action; the schema fills its fields.
  init()
  /// The same wrapped as a case of `Action`.
  var action: Action { get }
  /// Checks the fields together: two that clash, or one of several that must be given.
  func check() throws(ActionError)
  /// Reads a field that is not in the schema; returns nil if there is no such field.
  mutating func takeFurther(_ field: ActionFields.Field) throws(ActionError) -> Bool
  /// The fields beyond the schema.
  var furtherFields: [ActionFields.Field] { get }

  /// Why it is refused now; nil if it is not. Its phase has been looked at.
  func refusal(in session: Session, by: String?) -> Refusal.Why?
  /// The codes of what is missing beside that.
  func alsoMissing(in session: Session) -> [String]
  /// The codes of what it passes over with a reason.
  func overrides(in session: Session) -> [String]
  /// Does it. Called only when it was not refused.
  func perform(in session: inout Session, by: String?)
}

extension OperatorAction {
  public static var isCorrectable: Bool { false }
  public static var correctableKeys: Set<String>? { nil }
  public func check() throws(ActionError) {}
  public mutating func takeFurther(_ field: ActionFields.Field) throws(ActionError) -> Bool { false }
  public var furtherFields: [ActionFields.Field] { [] }
  public func refusal(in session: Session, by: String?) -> Refusal.Why? { nil }
  public func alsoMissing(in session: Session) -> [String] { [] }
  public func overrides(in session: Session) -> [String] { [] }

  /// The action as words. Reading them gives the same value again, as long as its numbers are in range.
  public var fields: ActionFields {
    ActionFields(name: Self.name.rawValue, fields: Self.schema.flatMap { $0.write(self) } + furtherFields)
  }

  /// Reads the fields. Each is checked: known, given once, there if required, and its value in range. What
  /// fits the session (phase, plan, limits in order) is for the session to decide.
  public init(reading fields: [ActionFields.Field]) throws(ActionError) {
    self.init()
    var seen: Set<String> = []
    for field in fields {
      guard seen.insert(field.key).inserted else { throw .duplicateKey(action: Self.name, key: field.key) }
      if let known = Self.schema.first(where: { $0.key.name == field.key }) {
        try known.read(&self, field, Self.name)
      } else if try !takeFurther(field) {
        throw .unknownKey(action: Self.name, key: field.key)
      }
    }
    for field in Self.schema where field.key.isRequired && !seen.contains(field.key.name) {
      throw .missingKey(action: Self.name, key: field.key.name)
    }
    try check()
  }
}

extension Set<Phase> {
  /// Until the session is closed.
  public static let untilClosed: Set<Phase> = [.preparation, .infusing, .paused, .observing, .ready]
  /// From the start of an infusion until the session is closed.
  public static let sinceStart: Set<Phase> = [.infusing, .paused, .observing, .ready]
}
