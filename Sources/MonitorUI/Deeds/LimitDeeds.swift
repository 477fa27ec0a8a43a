import InfusionCore
import Phrases

/// The ordinary limits of one vital off; opened by the limits page.
struct LimitsOffDeed: Deed {
  static let action: ActionName? = .limit

  let vital: Vital
  var title: Phrase { "Limits off" }
  func lines(_ talk: Talk) -> [Phrase] { ["The extreme limits and the loss of the value stay on."] }

  func step(_ talk: Talk) -> Step {
    let reasons: [Phrase] = ["probe changed", "known for this patient", "ordered by clinician"]
    let question = Question("reason", "\(vital.name) limits off: reason", .choice(reasons))
    guard let reason = talk["reason"] else { return .ask(question) }
    guard talk.by != nil else { return .ask(.initials) }
    let action = Action.limitOff(vital, reason: reason)
    return talk.missing(action, reasons: reasons, otherwise: question) ?? .done([talk.effect(action)])
  }
}

/// Limits around the baseline are proposed, and set when a person says so; opened by the limits page.
struct LimitsFromBaselineDeed: Deed {
  static let action: ActionName? = .limit

  let proposed: [ProposedLimits]
  var title: Phrase { "Limits from the baseline" }

  func lines(_ talk: Talk) -> [Phrase] {
    proposed.map { each -> Phrase in "\(each.vital.name) \(each.low)-\(each.high) \(each.vital.unit)" }
  }

  func step(_ talk: Talk) -> Step {
    guard talk["sure"] != nil else {
      return .ask(Question("sure", "A fifth below, a quarter above the baseline: set these? (y/n)", .yesNo))
    }
    return .done(talk.answers.isYes("sure") ? proposed.map { talk.effect($0.action) } : [])
  }
}
