import InfusionCore
import Quantities

/// Patient, weight and plan, as far as they are missing: asked when the program begins.
struct SetupDeed: Deed {
  static let action: ActionName? = .setup

  var title: String { "Before the start" }

  func step(_ talk: Talk) -> Step {
    if let step = Setting.step(talk) { return step }
    return .done(Setting.actions(talk).map(talk.effect))
  }
}

/// The questions for what is not known yet, which come before a start as well.
enum Setting {
  /// The next question; nil when nothing is missing.
  static func step(_ talk: Talk) -> Step? {
    if talk.session.patient == nil, talk["patient"] == nil {
      return .ask(titled(Question("patient", "Patient reference", .text, longest: 40)))
    }
    if talk.session.weight == nil, let step = weightStep(talk) { return step }
    // Last, so that no digit of a weight picks a plan.
    let plans = talk.session.planNames
    guard talk.session.planName.isEmpty, talk["plan"] == nil else { return nil }
    return .ask(titled(Question("plan", "Plan", .oneOf(plans), initial: plans.first ?? "")))
  }

  /// What the answers make; empty when nothing was asked.
  static func actions(_ talk: Talk) -> [Action] {
    let setup = SetupAction(
      patient: talk["patient"], weight: talk.number("weight").map { Kilograms($0) }, plan: talk["plan"],
      reason: talk["weight reason"])
    return setup == SetupAction() ? [] : [.setup(setup)]
  }

  /// Typed twice; what is likelier a slip of the finger, or pounds, wants a reason.
  private static func weightStep(_ talk: Talk) -> Step? {
    let first = titled(Question("weight", "Weight in kg", .number(20...300)))
    guard let weight = talk.number("weight") else { return .ask(first) }
    let second = titled(Question("weight again", "Weight in kg, once more", .number(20...300)))
    guard let again = talk.number("weight again") else { return .ask(second) }
    guard weight == again else {
      return .again(
        first, "\(weight) and \(again) kg are not the same: type it anew",
        forgetting: ["weight", "weight again"])
    }
    guard let action = actions(talk).first else { return nil }
    switch talk.missing(action, reasons: reasons, key: "weight reason", otherwise: first) {
    case .again(let question, let fault, let keys):
      return .again(titled(question), fault, forgetting: keys + ["weight again"])
    case .ask(let question): return .ask(titled(question))
    case .done, .nothing, nil: return nil
    }
  }

  private static let reasons = ["weighed now", "known for this patient"]

  private static func titled(_ question: Question) -> Question {
    var question = question
    question.title = "Before the start"
    return question
  }
}
