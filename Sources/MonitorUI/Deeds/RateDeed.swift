import InfusionCore
import Phrases
import Quantities

/// Another rate: what was and what will be is read before it is so, and outside the plan's soft limits it
/// wants a reason.
struct RateDeed: Deed {
  static let key: DeedKey? = DeedKey("r", "rate", "another rate, as the pump reads")
  static let action: ActionName? = .rate
  static let reasons: [Phrase] = ["side effect", "blood pressure", "ordered by clinician", "pump"]

  static func isAvailable(in session: SessionView) -> Bool {
    session.hasInfusion && ActionName.rate.phases.contains(session.phase)
  }

  init?(for session: SessionView) {}
  var title: Phrase { "Rate" }
  func lines(_ talk: Talk) -> [Phrase] { warnings(talk) }
  func warnings(_ talk: Talk) -> [Phrase] { talk.session.standingAlarms() }

  func step(_ talk: Talk) -> Step {
    let session = talk.session
    let present = session.presentRate
    let question = Question(
      "rate", "Rate in mL/h, as the pump reads", .number(0...2000),
      initial: present?.fixed.description ?? "")
    guard let rate = talk.number("rate").map({ MillilitresPerHour($0) }) else { return .ask(question) }
    if rate.fixed == present?.fixed {
      return .again(question, "it is \(rate.text()) already: nothing to record", forgetting: ["rate"])
    }
    let action = Action.rate(rate, reason: talk["reason"], second: talk["second"])
    let strength = session.order.map { Phrase(verbatim: $0.concentration.text()) } ?? "unknown concentration"
    let figures: Phrase = "\(rate.text()) of \(strength)"
    if let step = talk.missing(action, reasons: Self.reasons, figures: figures, otherwise: question) {
      return step
    }
    let sure = Self.question(rate, session)
    guard let answer = talk[sure.key] else { return .ask(sure) }
    return .done(answer == "y" ? [talk.effect(action)] : [])
  }

  /// The last one: what was and what will be.
  static func question(_ rate: MillilitresPerHour, _ session: SessionView) -> Question {
    Question("sure", "Rate \(change(from: session.presentRate, to: rate, session))? (y/n)", .yesNo)
  }

  /// `52.5 -> 40 mL/h, 0.875 -> 0.667 mg/min`.
  private static func change(
    from old: MillilitresPerHour?, to new: MillilitresPerHour, _ session: SessionView
  ) -> String {
    func step(_ rate: (MillilitresPerHour) -> Fixed) -> String {
      (old.map { "\(rate($0)) -> " } ?? "") + "\(rate(new))"
    }
    let volume = "\(step { $0.fixed }) mL/h"
    guard let strength = session.order?.concentration else { return volume }
    return "\(volume), \(step { ($0 * strength).perMinute.fixed }) mg/min"
  }
}

extension SessionView {
  /// What is set, or will be from the start on.
  var presentRate: MillilitresPerHour? { infusion?.setRate ?? rateBeforeStart ?? order?.rate }
}
