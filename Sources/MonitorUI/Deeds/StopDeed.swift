import InfusionCore
import Phrases
import Quantities

/// The reason, then one confirmation: an ended infusion begins the observation.
struct StopDeed: Deed {
  static let key: DeedKey? = DeedKey("e", "end", "infusion ended: observe")
  static let action: ActionName? = .stop

  init?(for session: SessionView) {}
  var title: Phrase { "End the infusion" }

  func step(_ talk: Talk) -> Step {
    let reasons: [Phrase] = ["complete", "side effect", "blood pressure", "patient's wish", "pump"]
    let question = Question("reason", "End: reason", .choice(reasons))
    guard let reason = talk["reason"] else { return .ask(question) }
    let action = Action.stop(reason: reason)
    if let step = talk.missing(action, reasons: reasons, otherwise: question) { return step }
    guard let answer = talk["stop"] else {
      return .ask(Question("stop", Self.question(Phrase(word: reason), talk.session), .yesNo))
    }
    return .done(answer == "y" ? [talk.effect(action)] : [])
  }

  /// With how much of the order is in: "complete" is a word that a finger finds first, and of less than half
  /// it is asked whether it is meant.
  static func question(_ reason: Phrase, _ session: SessionView) -> Phrase {
    guard let infusion = session.infusion, let order = session.order else {
      return "End the infusion (\(reason))? (y/n)"
    }
    let delivered = infusion.sureness + Phrase(verbatim: infusion.delivered.text(places: 2))
    let total = order.volume * order.concentration
    let share = infusion.delivered.fixed.thousandths * 100 / max(total.fixed.thousandths, 1)
    let part: Phrase = "\(delivered) of \(total.text(places: 2)), \(share) %"
    return reason.english == complete && share < 50
      ? "Only \(part): end the infusion as complete? (y/n)"
      : "End the infusion (\(reason)) at \(part)? (y/n)"
  }

  private static let complete = "complete"
}
