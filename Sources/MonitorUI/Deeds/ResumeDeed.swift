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

  /// Nothing is counted between the end and this, and whether that is right nobody else knows.
  func lines(_ talk: Talk) -> [Phrase] {
    guard let missing = talk.session.sinceTheEnd, let infusion = talk.session.infusion else { return [] }
    let volume = (infusion.setRate * missing).text(places: 1)
    return ["Nothing is counted since the end, \(missing.clock) ago: \(volume) if the pump ran on."]
  }

  private func byMistake(_ talk: Talk) -> Step {
    let reasons: [Phrase] = ["stopped by mistake", "ordered by clinician"]
    let question = Question("reason", "Infuse again: reason", .choice(reasons))
    guard let reason = talk["reason"] else { return .ask(question) }
    if let step = talk.missing(.resume(reason: reason), reasons: reasons, otherwise: question) { return step }
    guard let missing = talk.session.sinceTheEnd else {
      return .done([talk.effect(.resume(reason: reason))])
    }
    guard talk["ran on"] != nil else {
      return .ask(Question("ran on", "Has the pump run on since the end? (y/n)", .yesNo))
    }
    guard talk.answers.isYes("ran on") else {
      return .done([talk.effect(.resume(reason: reason + Self.stoodStill))])
    }
    return .done([talk.effect(.resume(reason: reason + Self.ranOn))], then: DoseDeed(missing: missing))
  }

  /// Behind the reason, in the record.
  static let stoodStill = ", the pump stood still"
  private static let ranOn = ", the pump ran on"
}
