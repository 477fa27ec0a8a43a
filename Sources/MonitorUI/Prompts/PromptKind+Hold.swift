import InfusionCore

extension PromptKind {
  /// One confirmation does what is advised; "no" sets the advice aside, with a reason and initials.
  func holdStep(_ advice: HoldAdvice, _ answers: Answers, _ model: Model) -> Step {
    guard let answer = answers["done"] else {
      return .ask(Question("done", Self.holdQuestion(advice), .yesNo))
    }
    guard answer == "n" else { return .done([Self.followed(advice, model)]) }
    guard let reason = answers["reason"] else {
      return .ask(
        Question("reason", "Set aside: reason (Esc: it stands)", .choice(PickLists.holdReasons)))
    }
    guard let initials = answers["initials"] ?? model.initials else {
      return .ask(Question("initials", "Your initials", .text))
    }
    return .done([.action(.hold(rule: advice.rule.name, .aside(reason: reason)), by: initials)])
  }

  private static func holdQuestion(_ advice: HoldAdvice) -> String {
    switch advice.rule.advice {
    case .tell: "Is the clinician told? (y; n sets it aside)"
    case .pause: "Is the PUMP paused? (y; n sets it aside)"
    case .stop: "Is the PUMP stopped? (y; n sets it aside)"
    }
  }

  /// The rule is the reason.
  private static func followed(_ advice: HoldAdvice, _ model: Model) -> Effect {
    switch advice.rule.advice {
    case .tell: model.effect(.hold(rule: advice.rule.name, .told))
    case .pause: model.effect(.pause(reason: "hold rule: \(advice.evidence)"))
    case .stop: model.effect(.stop(reason: "hold rule: \(advice.evidence)"))
    }
  }
}
