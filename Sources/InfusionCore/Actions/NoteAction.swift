public import Quantities

/// Words for the record, of now or of a time before.
public struct NoteAction: OperatorAction {
  public static let name = ActionName.note
  public static let deed = "a note"
  public static let phases = Set<Phase>.untilClosed
  public static let isCorrectable = true
  public static let schema: [ActionField<NoteAction>] = [
    .required("text", .text, \.text), .optional("at", .time, \.at),
  ]

  public var text = ""
  public var at: SessionTime?

  public init() {}
  public init(_ text: String, at: SessionTime? = nil) {
    self.text = text
    self.at = at
  }

  public var action: Action { .note(self) }
  public func refusal(in session: Session, by: String?) -> Refusal.Why? { session.timeRefusal(at) }
  public func perform(in session: inout Session, by: String?) {}
}

extension Action {
  public static func note(_ text: String, at: SessionTime? = nil) -> Action {
    .note(NoteAction(text, at: at))
  }
}
