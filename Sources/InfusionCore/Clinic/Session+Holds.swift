import Quantities

// What the clinic's hold rules advise, and what people say to it.

extension Session {
  /// What is advised now, the most urgent first. It stands until a value is back inside the bound, it is
  /// followed, or somebody sets it aside.
  public var holdAdvice: [HoldAdvice] { holds.advised }

  /// The rules whose values are what they wait for, in every phase and whatever was answered: before a start
  /// nothing is advised yet, and after an answer nothing any more.
  public var metHoldRules: [HoldRule] { holds.met }

  /// Looks at the rules after anything that happened.
  ///
  /// - Parameter by: who did what happened, if anybody did.
  mutating func settleHolds(by: String?) {
    for change in holds.settle(in: phase, at: now) {
      switch change {
      case .advised(let advice): tellHold(.holdAdvised(advice.rule, value: advice.worst))
      case .ended(let rule, let end):
        tellHold(.holdEnded(rule.name, end, by: end == .followed ? by : nil, note: nil))
      }
    }
  }

  mutating func answerHold(_ action: HoldAction, by: String?) {
    holds.answer(action.rule)
    switch action.answer {
    case .told: tellHold(.holdEnded(action.rule, .told, by: by, note: nil))
    case .aside: tellHold(.holdEnded(action.rule, .aside, by: by, note: action.reason))
    }
  }

  /// A session of before these were told goes on without them: its record must give the same again.
  private mutating func tellHold(_ event: Event) {
    if setup.rulesVersion >= RulesVersion.holdsAreTold { tell(event) }
  }
}
