import InfusionCore

struct NoteDeed: MarkingDeed {
  static let key: DeedKey? = DeedKey("n", "note", "a note")
  static let action: ActionName? = .note

  init?(for session: SessionView) {}
  var title: String { "Note" }

  func step(_ talk: Talk) -> Step {
    guard let text = talk["text"] else { return .ask(Question("text", "Note", .text)) }
    return .done([talk.effect(.note(text))])
  }

  static func confirmation(of action: NoteAction, in session: SessionView) -> String {
    "note taken"
  }

  static func mark(_ action: NoteAction) -> String { "note \(action.text.prefix(24))" }
  static let parts = [MarkPart("other words", field: "text", "Note", .text)]
}
