/// Words for the record.
public struct NoteAction: OperatorAction {
  public static let name = ActionName.note
  public static let deed = "a note"
  public static let phases = Set<Phase>.untilClosed
  public static let isCorrectable = true
  public static var schema: [ActionField<NoteAction>] { [.required("text", .text, \.text)] }

  public var text = ""

  public init() {}
  public init(_ text: String) { self.text = text }

  public var action: Action { .note(self) }
  public func perform(in session: inout Session, by: String?) {}
}

extension Action {
  public static func note(_ text: String) -> Action { .note(NoteAction(text)) }
}
