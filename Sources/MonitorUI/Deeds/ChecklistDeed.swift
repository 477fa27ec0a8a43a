import InfusionCore

/// The open items of the stage on one screen; once none is open all of them, so that a wrong answer can be
/// put right. Nothing is recorded before the last one is answered.
struct ChecklistDeed: TellingDeed {
  static let key: DeedKey? = DeedKey("k", "checklist", "answer the checklist, or anew")
  static let action: ActionName? = .checklist
  static let nothingToDo: String? = "there is no checklist here"

  static func isAvailable(in session: SessionView) -> Bool {
    !session.checklist.isEmpty && session.phase != .closed
  }

  let items: [ChecklistItemView]
  init?(for session: SessionView) {
    let open = session.openChecklist
    items = open.isEmpty ? session.checklist : open
  }

  /// Some of them, anew.
  init(_ items: [ChecklistItemView]) { self.items = items }

  var title: String { "Checklist" }
  func tab(at question: Question) -> String? { Checklists.oneByOne }

  func step(_ talk: Talk) -> Step {
    if let question = Checklists.question(items, talk.answers, title: title) { return .ask(question) }
    return .done(Checklists.actions(items, talk.answers).map(talk.effect))
  }

  static func confirmation(of action: ChecklistAction, in session: SessionView) -> String {
    "\(action.item): \(action.answer.words)"
  }
}

extension SessionView {
  /// What is not met, or not answered.
  var openChecklist: [ChecklistItemView] { checklist.filter { $0.answer != .met } }
  /// What of it holds the stage up.
  var holdingChecklist: [ChecklistItemView] {
    openChecklist.filter { $0.item.isRequired || $0.answer == .notMet }
  }
}
