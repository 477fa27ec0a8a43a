import InfusionCore
import Phrases
import Quantities

/// Says what has really been given so far, if the pump's counter and the calculation disagree.
struct DoseDeed: Deed {
  static let key: DeedKey? = DeedKey("D", "dose", "what has really been given")
  static let action: ActionName? = .dose
  static let nothingToDo: Phrase? = "no infusion was started"

  static func isAvailable(in session: SessionView) -> Bool {
    session.infusion != nil && ActionName.dose.phases.contains(session.phase)
  }
  static func isCalledFor(in session: SessionView) -> Bool {
    session.alarms.contains { $0.id == .pump(.counter) && !$0.isLatched }
  }

  /// How long the pump ran uncounted; nil if it did not.
  private let missing: TimeSpan?
  init?(for session: SessionView) { missing = session.notCounted }
  init(missing: TimeSpan) { self.missing = missing }

  var title: Phrase { "What has really been given" }

  func lines(_ talk: Talk) -> [Phrase] {
    guard let infusion = talk.session.infusion else { return [] }
    let dose = infusion.sureness + Phrase(verbatim: infusion.delivered.text(places: 2))
    let told: Phrase = "Delivered \(dose) = \(infusion.volume.text()), \(infusion.basis.words)."
    let between = missing.map { span -> Phrase in
      "Not counted: \(span.clock) between an end and its taking back."
    }
    let bounds: Phrase? =
      infusion.isEstimated ? "At least \(infusion.low.text()), at most \(infusion.high.text())." : nil
    return [told] + [between, bounds].compactMap { $0 }
  }

  func step(_ talk: Talk) -> Step {
    // No figure is offered, because a figure that is said to be read must be read.
    let question = Question("volume", "Given so far in all, in mL", .number(0...10_000))
    guard let volume = talk.number("volume").map({ Millilitres($0) }) else { return .ask(question) }
    let reasons: [Phrase] = ["read at the pump", "read at the syringe or bag", "counter was wrong"]
    guard let reason = talk["reason"] else {
      return .ask(Question("reason", "Reason", .choice(reasons)))
    }
    if talk.session.isAfterStop, talk["flush"] == nil {
      return .ask(Question("flush", "Was what ran in after the end a flush, no drug? (y/n)", .yesNo))
    }
    let action = Action.dose(
      DoseAction(
        volume, reason: reason, second: talk["second"], flush: talk.answers.isYes("flush") ? true : nil))
    let figures: Phrase = "\(volume.text()) given"
    if let step = talk.missing(action, reasons: reasons, figures: figures, otherwise: question) {
      return step
    }
    guard let answer = talk["dose"] else {
      let dose = talk.session.order.map { " = \((volume * $0.concentration).text(places: 2))" } ?? ""
      return .ask(Question("dose", "\(volume.text())\(dose) given in all? (y/n)", .yesNo))
    }
    return .done(answer == "y" ? [talk.effect(action)] : [])
  }
}

extension DoseBasis {
  /// The words for what the dose rests on.
  var words: Phrase {
    switch self {
    case .set: "by the set rate"
    case .rate: "by the pump's rate"
    case .volume: "by the pump's counter"
    }
  }
}

extension SessionView {
  var isAfterStop: Bool { infusion != nil && (phase == .observing || phase == .ready) }
}
