import InfusionCore
import Phrases

/// One confirmation does what a clinic's rule advises; "no" sets the advice aside, with a reason and
/// initials.
struct HoldDeed: Deed {
  static let key: DeedKey? = DeedKey("h", "hold", "follow what the HOLD line asks")
  static let action: ActionName? = .hold
  static let nothingToDo: Phrase? = "no hold rule advises anything"

  static func isAvailable(in session: SessionView) -> Bool { !session.holds.isEmpty }
  static func isCalledFor(in session: SessionView) -> Bool { !session.holds.isEmpty }

  /// The advice as it was when it was asked for.
  let advice: HoldAdvice
  init?(for session: SessionView) {
    guard let first = session.holds.first else { return nil }
    advice = first
  }

  var title: Phrase { "Hold" }

  func lines(_ talk: Talk) -> [Phrase] {
    let words = talk.session.phrase(of: advice)
    return switch advice.rule.advice {
    case .tell: [words]
    case .pause: [words, "Pause the PUMP first: Chairside does not control it."]
    case .stop: [words, "Stop the PUMP first: Chairside does not control it."]
    }
  }

  func step(_ talk: Talk) -> Step {
    guard let answer = talk["done"] else { return .ask(Question("done", question, .yesNo)) }
    guard answer == "n" else { return .done([talk.effect(followed)]) }
    let reasons: [Phrase] = ["ordered by clinician", "measured again: not so", "known for this patient"]
    guard let reason = talk["reason"] else {
      return .ask(Question("reason", "Set aside: reason (Esc: it stands)", .choice(reasons)))
    }
    guard talk.by != nil else { return .ask(.initials) }
    return .done([talk.effect(.hold(HoldAction(rule: advice.rule.name, .aside, reason: reason)))])
  }

  private var question: Phrase {
    switch advice.rule.advice {
    case .tell: "Is the clinician told? (y; n sets it aside)"
    case .pause: "Is the PUMP paused? (y; n sets it aside)"
    case .stop: "Is the PUMP stopped? (y; n sets it aside)"
    }
  }

  /// The rule is the reason.
  private var followed: Action {
    switch advice.rule.advice {
    case .tell: .hold(HoldAction(rule: advice.rule.name, .told))
    case .pause: .pause(reason: "hold rule: \(advice.evidence)")
    case .stop: .stop(reason: "hold rule: \(advice.evidence)")
    }
  }
}
