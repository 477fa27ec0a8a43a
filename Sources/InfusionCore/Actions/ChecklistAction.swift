/// Answers one item of the checklist. Those of the discharge can be answered until the session is closed.
public struct ChecklistAction: OperatorAction {
  public static let name = ActionName.checklist
  public static let deed = "answering the checklist"
  public static let phases = Set<Phase>.untilClosed
  public static let schema: [ActionField<ChecklistAction>] = [
    .required("item", .text, \.item), .required("answer", .word, \.answer),
  ]

  public var item = ""
  public var answer = ChecklistAnswer.notMet

  public init() {}
  public init(item: String, answer: ChecklistAnswer) {
    self.item = item
    self.answer = answer
  }

  public var action: Action { .checklist(self) }

  public func refusal(in session: Session, by: String?) -> Refusal.Why? {
    let named = session.setup.configuration.checklist.filter { $0.name == item }
    if named.isEmpty, session.setup.isBySecondRules { return .itemUnknown(item) }
    let isOfDischarge = named.contains { $0.stage == .discharge }
    return isOfDischarge || session.phase == .preparation ? nil : .wrongPhase(session.phase)
  }

  public func perform(in session: inout Session, by: String?) {
    session.admission.answer(item, answer, at: session.now)
  }
}

/// How an item of the checklist was found.
public enum ChecklistAnswer: String, CaseIterable, Hashable, Sendable {
  case met
  case notMet = "notmet"
}

extension Action {
  public static func checklist(item: String, answer: ChecklistAnswer) -> Action {
    .checklist(ChecklistAction(item: item, answer: answer))
  }
}
