import InfusionCore
import Phrases
import Quantities

struct NoteDeed: MarkingDeed {
  static let key: DeedKey? = DeedKey("n", "note", "a note")
  static let action: ActionName? = .note

  init?(for session: SessionView) {}
  var title: Phrase { "Note" }
  func tab(at question: Question) -> String? { MarkTime.tab }
  func lines(_ talk: Talk) -> [Phrase] { MarkTime.lines(talk) }

  func step(_ talk: Talk) -> Step {
    if let step = MarkTime.step(talk) { return step }
    guard let text = talk["text"] else { return .ask(Question("text", "Note", .text)) }
    return .done([talk.effect(.note(text, at: MarkTime.time(talk)))])
  }

  static func confirmation(of action: NoteAction, in session: SessionView) -> Phrase {
    action.at.map { "note taken, of \((session.now - $0).clock) ago" } ?? "note taken"
  }

  static func time(of action: NoteAction) -> SessionTime? { action.at }

  static func mark(_ action: NoteAction) -> Phrase { "note \(action.text.prefix(24))" }
  static let parts = [MarkPart("other words", field: "text", "Note", .text), .time]
}
