import InfusionCore

/// The open items of the stage, one by one; once none is open all of them, so that a wrong answer can be put
/// right. Nothing is recorded before the last one is answered.
struct ChecklistDeed: TellingDeed {
  static let key: DeedKey? = DeedKey("k", "checklist", "answer the checklist, or anew")
  static let action: ActionName? = .checklist
  static let nothingToDo: String? = "there is no checklist here"

  static func isAvailable(in session: SessionView) -> Bool {
    !session.checklist.isEmpty && session.phase != .closed
  }

  let items: [ChecklistItemView]
  init?(for session: SessionView) {
    let open = session.checklist.filter { $0.answer != .met }
    items = open.isEmpty ? session.checklist : open
  }

  var title: String { "Checklist" }

  func step(_ talk: Talk) -> Step {
    for (index, item) in items.enumerated() where talk[item.item.name] == nil {
      var question = Question(item.item.name, "\(item.item.text): met? (y/n)", .yesNo)
      question.title = "Checklist, \(index + 1) of \(items.count)"
      question.lines = item.answer.map { ["So far: \($0.words)."] } ?? []
      return .ask(question)
    }
    return .done(
      items.map { item in
        let answer: ChecklistAnswer = talk.answers.isYes(item.item.name) ? .met : .notMet
        return talk.effect(.checklist(item: item.item.name, answer: answer))
      })
  }

  static func confirmation(of action: ChecklistAction, in session: SessionView) -> String {
    "\(action.item): \(action.answer.words)"
  }
}

extension ChecklistAnswer {
  fileprivate var words: String { self == .met ? "met" : "not met" }
}
