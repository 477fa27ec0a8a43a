import InfusionCore

/// The open items, one by one.
struct ChecklistDeed: TellingDeed {
  static let key: DeedKey? = DeedKey("k", "checklist", "answer open checklist items")
  static let action: ActionName? = .checklist
  static let nothingToDo: String? = "no checklist item is open"

  static func isAvailable(in session: SessionView) -> Bool {
    !session.openItems.isEmpty && session.phase != .closed
  }

  let items: [ChecklistItem]
  init?(for session: SessionView) { items = session.openItems }
  init(_ items: [ChecklistItem]) { self.items = items }

  var title: String { "Checklist" }

  func step(_ talk: Talk) -> Step {
    guard let item = items.first else { return .done([]) }
    guard let answer = talk["met"] else {
      return .ask(Question("met", "\(item.text): met? (y/n)", .yesNo))
    }
    let rest = Array(items.dropFirst())
    let effect = talk.effect(.checklist(item: item.name, answer: answer == "y" ? .met : .notMet))
    return .done([effect], then: rest.isEmpty ? nil : ChecklistDeed(rest))
  }

  static func confirmation(of action: ChecklistAction, in session: SessionView) -> String {
    "\(action.item): \(action.answer == .met ? "met" : "not met")"
  }
}
