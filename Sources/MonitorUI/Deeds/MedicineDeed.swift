import InfusionCore
import Phrases
import Quantities

struct MedicineDeed: MarkingDeed {
  static let key: DeedKey? = DeedKey("m", "medicine", "a medicine was given")
  static let action: ActionName? = .medication
  static let routes: [Phrase] = ["IV", "oral", "sublingual", "IM", "nasal", "inhaled"]

  init?(for session: SessionView) {}
  typealias Told = MedicationAction
  var title: Phrase { "Medicine" }
  func tab(at question: Question) -> String? { MarkTime.tab }
  func lines(_ talk: Talk) -> [Phrase] { MarkTime.lines(talk) }

  func step(_ talk: Talk) -> Step {
    if let step = MarkTime.step(talk) { return step }
    guard let name = talk["name"] else { return .ask(Self.questionWithRegister(talk.session)) }
    if let register = Self.register(name, earlier: MarkTime.time(talk)) { return .done([], then: register) }
    // One way for what stands on both lists: a measure, with its flow.
    if talk.session.interventions.contains(name) {
      return .done([], then: MeasureDeed(name, at: MarkTime.time(talk)))
    }
    if let asked = Self.notCounted(name, in: talk.session) {
      guard let answer = talk[asked.key] else { return .ask(asked) }
      let named = Self.questionWithRegister(talk.session)
      guard answer == "y" else { return .again(named, "type it anew", forgetting: ["name", asked.key]) }
    }
    let known = talk.session.medicines.first { $0.name == name }
    let question = Question(
      "dose", "\(Phrase(word: name)): dose with unit", .dose, initial: known?.dose ?? "")
    guard let dose = talk["dose"] else { return .ask(question) }
    // What the clinic itself has on its list is usual there.
    let oddity = dose == known?.dose ? nil : TypedDose(dose)?.oddity(of: name)
    if let asked = talk.sure(oddity, of: question) { return asked }
    guard let route = talk["route"] else {
      let usual = known?.route ?? Self.routes[0].english
      var question = Question(
        "route", "\(Phrase(word: name)) \(dose): route", .choice(Self.routes), initial: usual)
      question.isVocabulary = true
      return .ask(question)
    }
    return .done([talk.effect(.medication(name: name, dose: dose, route: route, at: MarkTime.time(talk)))])
  }

  private static func question(_ key: String, _ session: SessionView) -> Question {
    .vocabulary(
      key, "Medicine given", session.medicines.map(\.name), further: "another medicine",
      unlisted: session.patientMedicines)
  }

  /// The drug that is infused, as a medicine: nobody would find it in the dose. Nil for any other.
  static func notCounted(_ name: String, in session: SessionView) -> Question? {
    guard session.hasInfusion, name.lowercased().contains("ketamin") else { return nil }
    let why: Phrase = "\"\(Phrase(word: name))\" as a medicine counts in no dose, a bolus (o) does"
    return Question("not counted", "\(why). Note it all the same? (y/n)", .yesNo)
  }

  /// Behind the clinic's medicines what the register of controlled drugs wants.
  private static func questionWithRegister(_ session: SessionView) -> Question {
    var question = question("name", session)
    question.form = .choice(question.choices + [DrawnDeed.choice, WastedDeed.choice])
    return question
  }

  /// What is not given but written down for the register; nil for a medicine.
  private static func register(_ name: String, earlier: SessionTime?) -> (any Deed)? {
    switch name {
    case DrawnDeed.choice.english: DrawnDeed(earlier: earlier)
    case WastedDeed.choice.english: WastedDeed(earlier: earlier)
    default: nil
    }
  }

  static func time(of action: MedicationAction) -> SessionTime? { action.at }
  static func mark(_ action: MedicationAction) -> Phrase {
    "\(Phrase(word: action.medicine)) \(action.dose) \(Phrase(word: action.route))"
  }

  static let parts = [
    MarkPart("another dose", field: "dose", "Dose with unit", .dose) { typed, action, _ in
      guard case .medication(let given) = action else { return nil }
      return TypedDose(typed)?.oddity(insteadOf: given.dose) ?? TypedDose(typed)?.oddity(of: given.medicine)
    },
    MarkPart("another route", field: "route", "Route", .choice(routes)),
    MarkPart("another medicine", field: "name") { _, session in question("value", session) },
    .time,
  ]
}
