import InfusionCore
import Phrases

/// A correction cites the entry that it corrects; both stay in the record.
struct CorrectDeed: TellingDeed {
  static let key: DeedKey? = DeedKey("z", "correct", "correct what was marked")
  static let action: ActionName? = .amend
  static let nothingToDo: Phrase? = "nothing was marked yet"

  static func isAvailable(in session: SessionView) -> Bool {
    session.hasMarks && session.phase != .closed
  }

  /// The latest marks, as they were when it was asked.
  let marks: [MarkView]
  init?(for session: SessionView) { marks = session.marks }

  var title: Phrase { "Correct" }
  func lines(_ talk: Talk) -> [Phrase] {
    let chosen = marks.filter { $0.text.english == talk["mark"] }.map(\.text)
    return chosen + ["What was entered stays; the correction stands beside it."]
  }

  func step(_ talk: Talk) -> Step {
    guard let mark = marks.first(where: { $0.text.english == talk["mark"] }) else {
      return .ask(Question("mark", "Which", .oneOf(marks.map(\.text))))
    }
    if Anew.words(mark.action) != nil {
      guard let deed = Anew.deed(mark.action, in: talk.session) else {
        return .nothing("that is not possible \(talk.session.phase.during)")
      }
      return .done([], then: deed)
    }
    let parts = Deeds.parts(of: mark.action)
    let chosen = parts.count == 1 ? parts.first : parts.first { $0.label.english == talk["part"] }
    guard let part = chosen else {
      return .ask(Question("part", "What is right", .oneOf(parts.map(\.label))))
    }
    let question = part.question(mark.action, talk.session)
    guard let value = talk["value"] else { return .ask(question) }
    // A correction is typed in haste, too.
    let oddity = part.oddity(value, mark.action, talk.session.now)
    if let asked = talk.sure(oddity, of: question) { return asked }
    let action = Action.amend(entry: mark.entry, fields: part.fields(value, talk.session.now))
    return talk.missing(action, otherwise: question) ?? .done([talk.effect(action)])
  }

  static func confirmation(of action: AmendAction, in session: SessionView) -> Phrase {
    "correction of #\(action.entry) noted"
  }
}
