import InfusionCore
import Phrases
import Quantities

/// A bolus that was given. A plan that takes none does not offer it.
struct BolusDeed: Deed {
  static let key: DeedKey? = DeedKey("o", "bolus", "a bolus was given")
  static let action: ActionName? = .bolus

  static func isAvailable(in session: SessionView) -> Bool {
    session.takesBolus && ActionName.bolus.phases.contains(session.phase)
  }

  init?(for session: SessionView) {}
  var title: Phrase { "Bolus" }
  func lines(_ talk: Talk) -> [Phrase] { warnings(talk) }
  func warnings(_ talk: Talk) -> [Phrase] { talk.session.standingAlarms() }

  func step(_ talk: Talk) -> Step {
    let question = Question("mg", "Bolus given, in mg", .number(Fixed(thousandths: 1)...10_000))
    guard let dose = talk.number("mg").map({ Milligrams($0) }) else { return .ask(question) }
    let action = Action.bolus(dose, reason: talk["reason"], second: talk["second"])
    let reasons: [Phrase] = ["ordered by clinician", "by the plan", "given at the pump"]
    let figures: Phrase = "Bolus \(dose.text())"
    if let why = talk.refusal(of: action), let way = talk.session.wayToTell(why) {
      let sentence = Refusal(action: action.name.rawValue, why: why).phrase
      return .again(question, "\(sentence): \(way)", forgetting: ["mg", "reason"])
    }
    if let step = talk.missing(action, reasons: reasons, figures: figures, otherwise: question) {
      return step
    }
    let sure = Self.question(dose, talk.session)
    guard let answer = talk[sure.key] else { return .ask(sure) }
    return .done(answer == "y" ? [talk.effect(action)] : [])
  }

  /// The last one: what it comes to.
  static func question(_ dose: Milligrams, _ session: SessionView) -> Question {
    Question("bolus", sure(dose, session), .yesNo)
  }

  private static func sure(_ dose: Milligrams, _ session: SessionView) -> Phrase {
    let bolus = words(dose, session)
    guard let total = session.infusion.map({ $0.delivered + dose }) else {
      return "A bolus of \(bolus)? (y/n)"
    }
    let all = (session.infusion?.sureness ?? "") + Phrase(verbatim: total.text(places: 2))
    guard let ordered = session.order?.dose, total > ordered else {
      return "A bolus of \(bolus), \(all) in all? (y/n)"
    }
    return "A bolus of \(bolus), \(all) in all: MORE THAN THE \(ordered.text()) ORDERED? (y/n)"
  }

  /// `20 mg (0.25 mg/kg)`: a slip of ten is seen by what it is for this weight.
  private static func words(_ dose: Milligrams, _ session: SessionView) -> String {
    let share = session.weight.map { " (\((dose / $0).text(places: 2)))" } ?? ""
    return dose.text() + share
  }
}
