import InfusionCore
import Phrases
import Quantities

/// Another rate. The old and the new one are read before it is set, and outside the plan's soft limits it
/// needs a reason.
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

  /// The last question: the old and the new rate.
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
  /// The rate that is set, or that will be from the start on; nil if none is known.
  var presentRate: MillilitresPerHour? { infusion?.setRate ?? rateBeforeStart ?? order?.rate }
}
