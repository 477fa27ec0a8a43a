import InfusionCore
import Quantities

/// Another rate; outside the plan's soft limits with a reason.
struct RateDeed: Deed {
  static let key: DeedKey? = DeedKey("r", "rate", "another rate, as the pump reads")
  static let action: ActionName? = .rate
  static let reasons = ["side effect", "blood pressure", "ordered by clinician", "pump"]

  static func isAvailable(in session: SessionView) -> Bool {
    session.hasInfusion && ActionName.rate.phases.contains(session.phase)
  }

  init?(for session: SessionView) {}
  var title: String { "Rate" }

  func step(_ talk: Talk) -> Step {
    let session = talk.session
    let present = session.infusion?.setRate ?? session.rateBeforeStart ?? session.order?.rate
    let question = Question(
      "rate", "Rate in mL/h, as the pump reads", .number(0...2000),
      initial: present?.fixed.description ?? "")
    guard let rate = talk.number("rate").map({ MillilitresPerHour($0) }) else { return .ask(question) }
    let action = Action.rate(rate, reason: talk["reason"], second: talk["second"])
    let strength = session.order?.concentration.text() ?? "unknown concentration"
    let figures = "\(rate.text()) of \(strength)"
    return talk.missing(action, reasons: Self.reasons, figures: figures, otherwise: question)
      ?? .done([talk.effect(action)])
  }
}
