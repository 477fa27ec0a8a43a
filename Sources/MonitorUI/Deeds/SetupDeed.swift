import InfusionCore
import Phrases
import Quantities

/// Asks for patient, weight and plan, as far as they are missing, when the program begins.
struct SetupDeed: Deed {
  static let action: ActionName? = .setup

  var title: Phrase { "Before the start" }
  /// The patient's last session may be found while the screen asks for the weight.
  var followsSession: Bool { true }
  func lines(_ talk: Talk) -> [Phrase] { Setting.lines(talk) }

  func step(_ talk: Talk) -> Step {
    if let step = Setting.step(talk) { return step }
    return .done(Setting.actions(talk).map(talk.effect))
  }
}

/// The questions for what is not known yet; they also come before a start.
enum Setting {
  /// The next question; nil if nothing is missing.
  static func step(_ talk: Talk) -> Step? {
    if isPatientMissing(talk) {
      return .ask(titled(Question("patient", "Patient reference", .reference, longest: 40)))
    }
    if let step = lastTimeStep(talk) ?? (talk.session.weight == nil ? weightStep(talk) : nil) { return step }
    // The plan comes last, so that no digit of a weight picks one.
    let plans = talk.session.planNames
    guard talk.session.planName.isEmpty, plan(talk) == nil else { return nil }
    let usual = talk.lastTime?.plan ?? plans.first ?? ""
    return .ask(titled(Question("plan", "Plan", .oneOf(plans.map { Phrase(verbatim: $0) }), initial: usual)))
  }

  private static func isPatientMissing(_ talk: Talk) -> Bool {
    talk.session.patient == nil && talk["patient"] == nil
  }

  /// The actions from the answers; empty if nothing was asked.
  static func actions(_ talk: Talk) -> [Action] {
    let setup = SetupAction(
      patient: talk["patient"], weight: weight(talk), plan: plan(talk), reason: talk["weight reason"])
    return setup == SetupAction() ? [] : [.setup(setup)]
  }

  private static func weight(_ talk: Talk) -> Kilograms? {
    let asLast = talk.answers.isYes(asLastTime) && talk.session.weight == nil ? talk.lastTime?.weight : nil
    return talk.number("weight").map { Kilograms($0) } ?? asLast
  }

  private static func plan(_ talk: Talk) -> String? {
    let asLast =
      talk.answers.isYes(asLastTime) && talk.session.planName.isEmpty ? talk.lastTime?.plan : nil
    return talk["plan"] ?? asLast
  }

  /// While the patient is asked for, who was here before; after that, who was named.
  static func lines(_ talk: Talk) -> [Phrase] {
    if let named = talk["patient"] { return [patientLine(named, talk.model.known)] }
    guard isPatientMissing(talk), !talk.model.known.isEmpty else { return [] }
    let last = talk.model.known.prefix(8).map { last -> Phrase in "\(last.patient) (\(last.when))" }
    return ["Here before: \(last.joined(separator: ", "))", "A part of it, and Tab completes."]
  }

  private static func patientLine(_ named: String, _ known: [KnownPatient]) -> Phrase {
    if let before = known.first(where: { $0.patient == named }) {
      return "Patient \(named), here \(before.when)"
    }
    return known.isEmpty ? "Patient \(named)" : "Patient \(named), not here before"
  }

  // MARK: As last time

  private static let asLastTime = "as last time"

  /// For a patient who was here not long ago, one key takes over weight and plan of that time; the weight is
  /// judged like a typed one.
  private static func lastTimeStep(_ talk: Talk) -> Step? {
    guard let last = talk.lastTime else { return nil }
    let known: [Phrase?] = [
      talk.session.weight == nil ? last.weight.map { "weight \($0.text())" } : nil,
      talk.session.planName.isEmpty ? last.plan.map { "plan \($0)" } : nil,
    ]
    let offered = known.compactMap { $0 }
    guard !offered.isEmpty, talk["weight"] == nil, talk["plan"] == nil else { return nil }
    let question = titled(
      Question(
        asLastTime, "\(offered.joined(separator: ", ").capitalised), as \(last.when)? (y/n)", .yesNo))
    guard let answer = talk[asLastTime] else { return .ask(question) }
    guard answer == "y", weight(talk) != nil, let action = actions(talk).first else { return nil }
    return reasonStep(action, talk, otherwise: question, forgetting: [asLastTime])
  }

  // MARK: The weight

  /// The weight is typed twice, unless it is what this patient weighed not long ago. One that is more likely
  /// a slip of the finger, or pounds, needs a reason.
  private static func weightStep(_ talk: Talk) -> Step? {
    if talk.answers.isYes(asLastTime), talk.lastTime?.weight != nil { return nil }
    let first = titled(Question("weight", "Weight in kg", .number(20...300)))
    guard let weight = talk.number("weight") else { return .ask(first) }
    let second = titled(Question("weight again", "Weight in kg, once more", .number(20...300)))
    let again = isNearLastTime(weight, talk) ? weight : talk.number("weight again")
    guard let again else { return .ask(second) }
    guard weight == again else {
      return .again(
        first, "\(weight) and \(again) kg are not the same: type it anew",
        forgetting: ["weight", "weight again"])
    }
    guard let action = actions(talk).first else { return nil }
    return reasonStep(action, talk, otherwise: first, forgetting: ["weight again"])
  }

  /// Whether it is within 5 % of the last session's weight.
  private static func isNearLastTime(_ weight: Fixed, _ talk: Talk) -> Bool {
    guard let last = talk.lastTime?.weight?.fixed else { return false }
    return abs(weight.thousandths - last.thousandths) * 20 <= last.thousandths
  }

  private static func reasonStep(
    _ action: Action, _ talk: Talk, otherwise first: Question, forgetting further: [String]
  ) -> Step? {
    switch talk.missing(action, reasons: reasons, key: "weight reason", otherwise: first) {
    case .again(let question, let fault, let keys):
      return .again(titled(question), fault, forgetting: keys + further)
    case .ask(let question): return .ask(titled(question))
    case .done, .nothing, nil: return nil
    }
  }

  private static let reasons: [Phrase] = ["weighed now", "known for this patient"]

  private static func titled(_ question: Question) -> Question {
    var question = question
    question.title = "Before the start"
    return question
  }
}
