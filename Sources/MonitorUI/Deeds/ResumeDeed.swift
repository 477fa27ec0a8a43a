import InfusionCore
import Phrases
import Quantities

/// From a pause with one key; from an observation that began by mistake with a reason. Where nothing of the
/// order is left, either wants to know why more is given.
struct ResumeDeed: Deed {
  static let key: DeedKey? = DeedKey("p", "resume", "the pump runs again")
  static let action: ActionName? = .resume

  /// In the observation the key does it too, and is not offered.
  static func isAvailable(in session: SessionView) -> Bool { session.phase == .paused }

  init?(for session: SessionView) {}
  var title: Phrase { "Resume" }

  func warnings(_ talk: Talk) -> [Phrase] { Self.warnings(talk.session) }
  func lines(_ talk: Talk) -> [Phrase] { Self.lines(talk.session) }

  static func warnings(_ session: SessionView) -> [Phrase] {
    session.standingAlarms { "NOT OVER: \($0)" } + session.metHoldRules { "HOLD RULE STILL MET: \($0)" }
  }

  static func lines(_ session: SessionView) -> [Phrase] {
    warnings(session) + orderLines(session) + uncountedLines(session)
  }

  /// What is left of the order stands above the question: the pump may be set to give more.
  private static func orderLines(_ session: SessionView) -> [Phrase] {
    guard let infusion = session.infusion, let order = session.order, let left = session.leftOfOrder else {
      return []
    }
    let given: Phrase = "\(infusion.sureness)\(infusion.delivered.text(places: 2))"
    let ordered = order.dose.text(places: 2)
    guard left > .zero else { return ["NOTHING IS LEFT OF THE ORDER: \(given) of \(ordered) given."] }
    guard let time = left / infusion.setRate else { return ["Given \(given) of \(ordered)."] }
    return ["Given \(given) of \(ordered): \(left.text(places: 1)) left, \(time.clock) at this rate."]
  }

  /// Nothing is counted between the end and this, and whether that is right nobody else knows.
  private static func uncountedLines(_ session: SessionView) -> [Phrase] {
    guard let missing = session.sinceTheEnd, let infusion = session.infusion else { return [] }
    let volume = (infusion.setRate * missing).text(places: 1)
    return ["Nothing is counted since the end, \(missing.clock) ago: \(volume) if the pump ran on."]
  }

  func step(_ talk: Talk) -> Step {
    if let asked = reasonStep(talk) { return asked }
    let missing = talk.session.phase == .observing ? talk.session.sinceTheEnd : nil
    if missing != nil, talk["ran on"] == nil {
      return .ask(Question("ran on", "Has the pump run on since the end? (y/n)", .yesNo))
    }
    let sure = Self.question(talk.session)
    guard let answer = talk[sure.key] else { return .ask(sure) }
    guard answer == "y" else { return .done([]) }
    return resumed(talk, missing: missing)
  }

  /// - Parameter missing: how long nothing was counted after an end.
  private func resumed(_ talk: Talk, missing: TimeSpan?) -> Step {
    guard let missing else { return .done([talk.effect(.resume(reason: talk["reason"]))]) }
    let ranOn = talk.answers.isYes("ran on")
    let resume = talk.effect(.resume(ResumeAction(reason: talk["reason"], ranOn: ranOn)))
    return .done([resume], then: ranOn ? DoseDeed(missing: missing) : nil)
  }

  /// After an end it is always asked why; after a pause where it gives more than was ordered.
  private func reasonStep(_ talk: Talk) -> Step? {
    let isBeyond = talk.session.isOrderIn
    let reasons = isBeyond ? Self.reasonsForMore : Self.reasons
    guard talk.session.phase == .observing || isBeyond else { return nil }
    let question = Question(
      "reason", isBeyond ? "More than was ordered: reason" : "Infuse again: reason", .choice(reasons))
    guard let reason = talk["reason"] else { return .ask(question) }
    return talk.missing(.resume(reason: reason), reasons: reasons, otherwise: question)
  }

  private static let reasons: [Phrase] = ["stopped by mistake", "ordered by clinician"]
  private static let reasonsForMore: [Phrase] = ["ordered by clinician", "less was given than is counted"]

  /// The last one.
  static func question(_ session: SessionView) -> Question { Question("resume", sure(session), .yesNo) }

  private static func sure(_ session: SessionView) -> Phrase {
    guard let rate = session.infusion?.setRate.text() else { return "Resume? (y/n)" }
    guard session.isOrderIn, let ordered = session.order?.dose.text(places: 2) else {
      return "Resume at \(rate)? (y/n)"
    }
    return "Resume at \(rate), BEYOND THE \(ordered) ORDERED? (y/n)"
  }
}

extension SessionView {
  /// Those that stand now and tell of more than the equipment.
  var alarmsOfThePatient: [AlarmView] {
    alarms.filter { !$0.isLatched && $0.priority >= .medium && $0.id.isPhysiological }
  }

  /// Whoever gives a patient more reads above the question how the patient is: nobody who answers a question
  /// looks at the band.
  func standingAlarms(_ words: (Phrase) -> Phrase = { "ALARM: \($0)" }) -> [Phrase] {
    alarmsOfThePatient.map { words($0.text) }
  }

  /// What of the ordered volume is still to be given, by what is told of it; nil where nothing is ordered.
  var leftOfOrder: Millilitres? {
    guard let infusion, let order else { return nil }
    let left = order.volume - infusion.volume
    // Less than a pump shows is nothing.
    return left.value < 0.05 ? .zero : left
  }

  var isOrderIn: Bool { leftOfOrder == .zero }
}
