import InfusionCore
import Phrases

struct PauseDeed: Deed {
  static let key: DeedKey? = DeedKey("p", "pause", "the pump was paused")
  static let action: ActionName? = .pause

  init?(for session: SessionView) {}
  var title: Phrase { "Pause" }

  func step(_ talk: Talk) -> Step {
    let reasons: [Phrase] = ["side effect", "blood pressure", "patient's wish", "pump", "line"]
    let question = Question("reason", "Reason", .choice(reasons))
    guard let reason = talk["reason"] else { return .ask(question) }
    let action = Action.pause(reason: reason)
    return talk.missing(action, reasons: reasons, otherwise: question) ?? .done([talk.effect(action)])
  }
}
