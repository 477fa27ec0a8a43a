import InfusionCore
import Phrases

/// What the checklist still asks, the escort, then what still holds the patient here; to go all the same
/// needs a reason and a name. Who says that there is no escort and keeps the patient has tried a discharge
/// without one: the session refuses it, and the record has it.
struct DischargeDeed: Deed, ChecklistForm {
  static let key: DeedKey? = DeedKey("d", "discharge", "discharge and close")
  static let action: ActionName? = .discharge

  let items: [ChecklistItemView]
  init?(for session: SessionView) { items = session.openChecklist }
  var title: Phrase { "Discharge" }
  func items(in session: SessionView) -> [ChecklistItemView] { items }
  func tab(at question: Question) -> String? {
    if case .items = question.form { Checklists.oneByOne } else { nil }
  }

  func lines(_ talk: Talk) -> [Phrase] {
    if checklistQuestion(talk) != nil { return [] }
    return Self.lines(talk.session, held: held(talk.after(answered(talk))), override: talk.override)
  }

  /// What stands above its questions: what still holds the patient here, and why they go all the same.
  static func lines(_ session: SessionView, held: [StillMissing], override: String?) -> [Phrase] {
    let reason = override.map { reason -> Phrase in "Reason: \(Phrase(verbatim: reason))" }
    return Obstacles.lines(held) + [reason].compactMap { $0 } + session.dueLines
      + DrugRegister(session).reminder
  }

  /// The last one before the session is closed. What they go home against stands above it, and is read once
  /// more.
  static func lastQuestion(_ session: SessionView, isHeld: Bool) -> Question {
    let label: Phrase =
      isHeld
      ? "Discharge \(who(session)) all the same? (y/n)"
      : "Discharge \(who(session))? The session is closed. (y/n)"
    var last = Question("discharge", label, .yesNo)
    last.isReadWhole = isHeld
    return last
  }

  private func checklistQuestion(_ talk: Talk) -> Question? {
    Checklists.question(
      items, talk.answers, title: "Checklist before the discharge", marked: talk.model.markedBefore)
  }

  private func answered(_ talk: Talk) -> [Action] { Checklists.actions(items, talk.answers) }

  func step(_ talk: Talk) -> Step {
    if let question = checklistQuestion(talk) { return .ask(question) }
    return discharge(talk.after(answered(talk)), answered(talk))
  }

  private func discharge(_ talk: Talk, _ answered: [Action]) -> Step {
    guard let escort = talk["escort"] else {
      return .ask(Question("escort", "Is the escort here? (y/n)", .yesNo))
    }
    if held(talk).isEmpty {
      guard let answer = talk["discharge"] else {
        return .ask(Self.lastQuestion(talk.session, isHeld: false))
      }
      // What was in the way when the reason was asked for is met now: nothing that was typed is lost.
      let reason = talk.override.map { Action.note($0) }
      let deeds = answered + [reason].compactMap { $0 } + [.discharge(escort: true, override: nil)]
      return .done(answer == "y" ? deeds.map(talk.effect) : [])
    }
    if escort == "n" {
      guard let answer = talk["alone"] else { return .ask(Self.withoutEscort) }
      guard answer == "y" else { return .done(staying(talk)) }
    }
    let question = Question(Question.overrideKey, "Discharge all the same? Reason (Esc: no)", .reason)
    if let step = talk.reason(against: held(talk), question, before: "discharge") { return step }
    let action = Action.discharge(escort: escort == "y", override: talk.override)
    if let step = talk.missing(action, key: Question.overrideKey, otherwise: question) { return step }
    guard talk.by != nil else { return .ask(.initials) }
    guard let answer = talk["discharge"] else {
      return .ask(Self.lastQuestion(talk.session, isHeld: true))
    }
    return .done(answer == "y" ? (answered + [action]).map(talk.effect) : staying(talk))
  }

  private static var withoutEscort: Question {
    var question = Question("alone", "Discharge without an escort? (y/n)", .yesNo)
    question.lines = ["n: the patient stays, and that no escort is here is written down."]
    return question
  }

  /// The patient stays. Where no escort is there, that stands in the record with the answers so far.
  private func staying(_ talk: Talk) -> [Effect] {
    guard talk["escort"] == "n" else { return [] }
    return (answered(talk) + [.discharge(escort: false, override: nil)]).map(talk.effect)
  }

  /// The head of a small screen has not room for every reference.
  private static func who(_ session: SessionView) -> Phrase {
    session.patient.map { Phrase(verbatim: $0) } ?? "the patient"
  }

  /// Once it was said that there is no escort, that is one thing more.
  private func held(_ talk: Talk) -> [StillMissing] {
    Self.held(talk.session, hasEscort: talk["escort"] != "n")
  }

  static func held(_ session: SessionView, hasEscort: Bool) -> [StillMissing] {
    session.dischargeObstacles + (hasEscort ? [] : [Refusal.Why.escortMissing.stillMissing])
  }
}
