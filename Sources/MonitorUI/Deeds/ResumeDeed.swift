import InfusionCore
import Phrases
import Quantities

/// From a pause with one key; from an observation that began by mistake with a reason.
struct ResumeDeed: Deed {
  static let key: DeedKey? = DeedKey("p", "resume", "the pump runs again")
  static let action: ActionName? = .resume

  /// In the observation the key does it too, and is not offered.
  static func isAvailable(in session: SessionView) -> Bool { session.phase == .paused }

  init?(for session: SessionView) {}
  var title: Phrase { "Resume" }

  func step(_ talk: Talk) -> Step {
    if talk.session.phase == .observing { return byMistake(talk) }
    let rate = talk.session.infusion?.setRate.text()
    guard let answer = talk["resume"] else {
      return .ask(Question("resume", rate.map { "Resume at \($0)? (y/n)" } ?? "Resume? (y/n)", .yesNo))
    }
    return .done(answer == "y" ? [talk.effect(.resume(reason: nil))] : [])
  }

  private func byMistake(_ talk: Talk) -> Step {
    let reasons: [Phrase] = ["stopped by mistake", "ordered by clinician"]
    let question = Question("reason", "Infuse again: reason", .choice(reasons))
    guard let reason = talk["reason"] else { return .ask(question) }
    let action = Action.resume(reason: reason)
    return talk.missing(action, reasons: reasons, otherwise: question) ?? .done([talk.effect(action)])
  }
}
