/// What is said to the advice of a hold rule: the clinician was told, or it is set aside with a reason.
public struct HoldAction: OperatorAction {
  public static let name = ActionName.hold
  public static let deed = "an answer to a hold rule"
  public static let phases: Set<Phase> = [.infusing, .paused]
  public static let schema: [ActionField<HoldAction>] = [
    .required("rule", .text, \.rule), .required("answer", .word, \.answer),
    .optional("reason", .reason, \.reason),
  ]

  /// What became of the advice: followed or told, or set aside with a reason.
  public enum Answer: String, CaseIterable, Hashable, Sendable { case told, aside }
  public var rule = ""
  public var answer = Answer.told
  public var reason: String?

  public init() {}
  public init(rule: String, _ answer: Answer, reason: String? = nil) {
    self.rule = rule
    self.answer = answer
    self.reason = reason
  }

  public var action: Action { .hold(self) }

  public func check() throws(ActionError) {
    if answer == .told, reason != nil { throw .clash(action: .hold, key: "answer", other: "reason") }
    if answer == .aside, reason == nil { throw .missingKey(action: .hold, key: "reason") }
  }

  public func refusal(in session: Session, by: String?) -> Refusal.Why? {
    guard let advice = session.holdAdvice.first(where: { $0.rule.name == rule }) else {
      return .holdNotAdvised(rule)
    }
    switch answer {
    case .told: return advice.rule.advice == .tell ? nil : .holdNotFollowed(rule)
    case .aside:
      if let why = session.reasonRefusal(reason ?? "") { return why }
      return session.initialsRefusal(by)
    }
  }

  public func perform(in session: inout Session, by: String?) { session.answerHold(self, by: by) }
}
