import Quantities

/// Corrects what an earlier entry says, or strikes it (`struck="slip of the finger"`). The first value stays
/// in the record; whoever reads it is told the corrected one, and both with who and when.
public struct AmendAction: OperatorAction {
  public static let name = ActionName.amend
  public static let deed = "a correction"
  public static let phases = Set<Phase>.untilClosed
  public static let schema: [ActionField<AmendAction>] = [.required("n", .whole(0...1_000_000_000), \.entry)]
  /// The field that says that the entry should not be there, with the reason.
  public static let struck = "struck"

  /// The number of the entry that is corrected.
  public var entry = 0
  /// The fields of that entry that are to read otherwise.
  public var changes: [AmendedField] = []

  public init() {}
  public init(entry: Int, _ changes: [AmendedField]) {
    self.entry = entry
    self.changes = changes
  }

  public var action: Action { .amend(self) }

  public mutating func takeFurther(_ field: ActionFields.Field) throws(ActionError) -> Bool {
    guard let value = field.value else {
      throw .missingValue(action: .amend, key: field.key, accepted: .text)
    }
    changes.append(AmendedField(key: field.key, value: value))
    return true
  }

  public var furtherFields: [ActionFields.Field] { changes.map { .init($0.key, $0.value) } }

  public func check() throws(ActionError) {
    if changes.isEmpty { throw .missingOneOf(action: .amend, keys: []) }
  }

  public func refusal(in session: Session, by: String?) -> Refusal.Why? { session.correctionRefusal(self) }
  public func perform(in session: inout Session, by: String?) { session.correct(self, by: by) }
}

/// A field of an entry as it should read.
public struct AmendedField: Hashable, Sendable {
  public var key: String
  public var value: String

  public init(key: String, value: String) {
    self.key = key
    self.value = value
  }
}

extension Action {
  public static func amend(entry: Int, fields: [AmendedField]) -> Action {
    .amend(AmendAction(entry: entry, fields))
  }
}
