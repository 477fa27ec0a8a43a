import InfusionCore
import Phrases

/// The open items of the stage on one screen; if none is open all of them, so that a wrong answer can be put
/// right. Nothing is recorded before the last one is answered.
struct ChecklistDeed: TellingDeed, ChecklistForm {
  static let key: DeedKey? = DeedKey("k", "checklist", "answer the checklist, or anew")
  static let action: ActionName? = .checklist
  static func nothingToDo(in session: SessionView) -> Phrase? {
    session.checklistWaits
      ? "the checklist of the way home waits for the end of the infusion" : "there is no checklist here"
  }

  static func isAvailable(in session: SessionView) -> Bool {
    !session.checklist.isEmpty && session.phase != .closed
  }

  let items: [ChecklistItemView]
  init?(for session: SessionView) {
    let open = session.openChecklist
    items = open.isEmpty ? session.checklist : open
  }

  /// Some of the items, again.
  init(_ items: [ChecklistItemView]) { self.items = items }

  var title: Phrase { "Checklist" }
  func items(in session: SessionView) -> [ChecklistItemView] { items }
  func tab(at question: Question) -> String? { Checklists.oneByOne }

  func step(_ talk: Talk) -> Step {
    let question = Checklists.question(items, talk.answers, title: title, marked: talk.model.markedBefore)
    if let question { return .ask(question) }
    return .done(Checklists.actions(items, talk.answers).map(talk.effect))
  }

  static func confirmation(of action: ChecklistAction, in session: SessionView) -> Phrase {
    let said: Phrase = "\(action.itemLabel): \(action.answer.words)"
    let isOfThisStage = session.checklist.contains { $0.item.name == action.item }
    return isOfThisStage || session.phase == .closed ? said : "\(said), asked again after the end"
  }
}

extension SessionView {
  /// The items that are not met, or not answered.
  var openChecklist: [ChecklistItemView] { checklist.filter { $0.answer != .met } }
  /// The items that nobody has answered, required or not.
  var unansweredChecklist: [ChecklistItemView] { checklist.filter { $0.answer == nil } }

  /// What keeps the patient here, and what nobody has asked although it keeps nobody: the screen leads
  /// through these before it asks for the escort.
  var toGoHome: [StillMissing] {
    let named = Set(dischargeObstacles.map(\.words))
    return dischargeObstacles
      + unansweredChecklist.map { StillMissing($0.label, .key("k")) }.filter {
        !named.contains($0.words)
      }
  }

  /// `checklist` if it was never opened, or `rest of the checklist`; nil if every item has an answer.
  var checklistToDo: Phrase? {
    guard !unansweredChecklist.isEmpty else { return nil }
    return unansweredChecklist.count == checklist.count ? "checklist" : "rest of the checklist"
  }

  /// The same for above the question of a start, saying what the items are about.
  var checklistRemark: [Phrase] {
    guard !unansweredChecklist.isEmpty else { return [] }
    guard unansweredChecklist.count < checklist.count else {
      return ["Checklist not opened: it is answered before the start only (k)."]
    }
    let open = unansweredChecklist.map(\.label).joined(separator: ", ")
    return ["Not answered: \(open). It can be before the start only (k)."]
  }

  /// The items that hold the stage up.
  var holdingChecklist: [ChecklistItemView] {
    openChecklist.filter { $0.item.isRequired || $0.answer == .notMet }
  }
}
