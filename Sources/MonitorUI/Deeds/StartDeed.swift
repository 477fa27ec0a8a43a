import InfusionCore
import Phrases
import Quantities

/// Asks for what the order lacks, for the bag's concentration, then for the start. All of it is sent with the
/// last answer, so whoever leaves with Esc before that has changed nothing.
struct StartDeed: Deed, ChecklistForm {
  static let key: DeedKey? = DeedKey("S", "START", "start: the pump must read...")
  static let action: ActionName? = .start

  init?(for session: SessionView) {}
  var title: Phrase { "Start" }
  var followsSession: Bool { true }
  /// Tab at the start asks for another rate: a pump may take fewer decimals than the plan's rate has.
  func tab(at question: Question) -> String? {
    if case .items = question.form { return Checklists.oneByOne }
    return ["start", "override"].contains(question.key) ? "other rate" : nil
  }

  func step(_ talk: Talk) -> Step {
    if let step = Setting.step(talk) { return step }
    if let question = checklistQuestion(talk) { return .ask(question) }
    let first = answered(talk)
    let known = talk.after(first)
    guard known.session.hasInfusion else {
      return doseStep(known) ?? start(known, first)
    }
    if let step = Bag.step(known) { return step }
    let settled = first + Bag.actions(known)
    return rateStep(talk.after(settled)) ?? start(talk.after(settled + rate(talk)), settled + rate(talk))
  }

  /// Asks here for those items of the checklist that hold the start up, so that nobody has to look for their
  /// key.
  private func checklistQuestion(_ talk: Talk) -> Question? {
    Checklists.question(
      items(in: talk.session), talk.answers, title: "Checklist before the start",
      marked: talk.model.markedBefore)
  }

  func items(in session: SessionView) -> [ChecklistItemView] { session.holdingChecklist }

  /// The actions of the answers so far: the patient, the order and the checklist.
  private func answered(_ talk: Talk) -> [Action] {
    Setting.actions(talk) + Checklists.actions(talk.session.holdingChecklist, talk.answers)
  }

  /// Asks how much of a drug that comes in fixed amounts was given. The answer may be left out, because the
  /// session counts the time in any case.
  private func doseStep(_ talk: Talk) -> Step? {
    let doses = talk.session.fixedDoses
    guard !doses.isEmpty, talk["mg"] == nil else { return nil }
    let choices = doses.map { Phrase(verbatim: $0.text()) } + [Self.noDose]
    return .ask(Question("mg", "How much \(Phrase(word: talk.session.drug))", .oneOf(choices)))
  }

  private static let noDose: Phrase = "do not record it"

  private func dose(_ talk: Talk) -> Milligrams? {
    talk.session.fixedDoses.first { $0.text() == talk["mg"] }
  }

  private func rateStep(_ talk: Talk) -> Step? {
    guard talk.answers.isYes("other rate") else { return nil }
    let question = Question("rate", "Rate in mL/h, as the pump reads", .number(0...2000))
    guard let rate = talk.number("rate") else { return .ask(question) }
    let action = Action.rate(MillilitresPerHour(rate), reason: talk["rate reason"])
    return talk.missing(action, reasons: RateDeed.reasons, key: "rate reason", otherwise: question)
  }

  private func rate(_ talk: Talk) -> [Action] {
    talk.number("rate").map { [.rate(MillilitresPerHour($0), reason: talk["rate reason"])] } ?? []
  }

  /// Asks for the start, with the figures above the question. If something is not met, it asks for a reason.
  private func start(_ talk: Talk, _ settled: [Action]) -> Step {
    // No reason overrides such a refusal, so it is not asked for.
    if let why = talk.refusal(of: .start(override: nil)), Self.isFinal(why) {
      return .nothing("refused: \(Refusal(action: ActionName.start.rawValue, why: why).phrase)")
    }
    let obstacles = talk.session.startObstacles
    let isOverridden = !obstacles.isEmpty
    let override = Question(Question.overrideKey, "Start all the same? Reason (Esc: no)", .reason)
    if let step = talk.reason(against: obstacles, override, before: "start") { return step }
    let action = Action.start(
      override: isOverridden ? talk.override : nil, second: talk["second"], dose: dose(talk))
    let question = Self.question(talk.session, dose: dose(talk))
    switch talk.missing(action, key: Question.overrideKey, otherwise: question) {
    case .ask(let asked): return .ask(asked)
    case .again(let asked, let fault, let keys) where asked.key != "start":
      return .again(asked, fault, forgetting: keys)
    case .again, .done, .nothing, nil: break
    }
    // An override has the initials of whoever gave it.
    if isOverridden, talk.by == nil { return .ask(.initials) }
    guard let answer = talk["start"] else { return .ask(question) }
    // If everything is met by now, the reason that was typed is no override, and is kept all the same.
    let reason = isOverridden ? nil : talk.override.map { Action.note($0) }
    return .done(answer == "y" ? (settled + [reason].compactMap { $0 } + [action]).map(talk.effect) : [])
  }

  private static func isFinal(_ why: Refusal.Why) -> Bool {
    [.weightMissing, .doseMissing, .concentrationMissing].contains(why)
  }

  /// The last question: whoever overrides what is not met reads once more that it is not met.
  static func question(_ session: SessionView, dose: Milligrams?) -> Question {
    let word = word(session, dose)
    let label: Phrase =
      session.startObstacles.isEmpty ? "Start now: \(word)? (y/n)" : "Start all the same: \(word)? (y/n)"
    var question = Question("start", label, .yesNo)
    question.isReadWhole = true
    return question
  }

  /// What the `y` says, with the dose that it records.
  private static func word(_ session: SessionView, _ dose: Milligrams?) -> Phrase {
    if session.hasInfusion { return "the pump runs" }
    guard let dose else { return "the dose is given" }
    return "\(dose.text()) of \(Phrase(word: session.drug)) given"
  }

  func lines(_ talk: Talk) -> [Phrase] {
    // There are no figures before patient, plan and weight have been answered.
    if Setting.step(talk) != nil { return Setting.lines(talk) }
    if checklistQuestion(talk) != nil { return [] }
    let known = talk.after(answered(talk))
    guard known.session.hasInfusion, Bag.step(known) != nil else {
      let bag = known.session.hasInfusion ? Bag.actions(known) : []
      return Self.startLines(talk.after(answered(talk) + bag + rate(talk)))
    }
    return Self.orderLines(known.session)
  }

  func warnings(_ talk: Talk) -> [Phrase] { Self.warnings(talk) }

  static func warnings(_ talk: Talk) -> [Phrase] {
    todayLines(talk) + talk.session.standingAlarms()
      + talk.session.metHoldRules { "HOLD RULE MET: \($0)" }
  }

  /// The lines above the last question.
  static func startLines(_ talk: Talk) -> [Phrase] {
    let session = talk.session
    let baseline: [Phrase] =
      session.hasBaseline ? [] : ["No baseline yet: it can be taken before the start only (B)."]
    // Whoever starts a second treatment on one day reads that before any of its figures.
    return warnings(talk) + pumpLines(session)
      + Obstacles.lines(session.startObstacles)
      + session.checklistRemark + session.pressureRemark + baseline
  }

  /// A second treatment on one day is rarely meant, so this is said beside the rate, and not only on the page
  /// behind it.
  private static func todayLines(_ talk: Talk) -> [Phrase] {
    if let chair = talk.session.history?.last.lazy.compactMap(\.runsAt).first {
      return ["TREATED RIGHT NOW at chair \(chair)."]
    }
    guard talk.lastTime?.daysAgo == 0 else { return [] }
    let last = talk.session.history.flatMap { $0.daysSinceLast == 0 ? $0.last.first : nil }
    guard let given = last?.delivered else { return ["TREATED TODAY ALREADY."] }
    return ["TREATED TODAY ALREADY: \(given.text(places: 2)) given."]
  }

  private static func orderLines(_ session: SessionView) -> [Phrase] {
    guard let order = session.order else { return [] }
    let perKilogram = order.dose / order.weight
    return ["\(session.planName): \(order.dose.text()) = \(perKilogram.text()) for \(order.weight.text())"]
  }

  /// The figures that the pump must show before anybody presses its start.
  private static func pumpLines(_ session: SessionView) -> [Phrase] {
    guard let order = session.order else { return [] }
    let rate = session.rateBeforeStart ?? order.rate
    return orderLines(session) + [
      "The pump must read  \(rate.text())   VTBI \(order.volume.text())   (\(order.concentration.text()))"
    ] + rounding(of: rate)
  }

  /// Most pumps take one decimal: then the dose is reckoned from what the pump reads, not from what was
  /// ordered.
  private static func rounding(of rate: MillilitresPerHour) -> [Phrase] {
    guard rate.fixed.thousandths % 100 != 0 else { return [] }
    return ["Does it take fewer decimals? Tab: the rate that it reads."]
  }
}

extension StartDeed {
  /// What a start says where a drug in fixed amounts is given with it: `start 84 mg`.
  static func mark(_ start: StartAction) -> Phrase {
    start.dose.map { dose -> Phrase in "start \(dose.text())" } ?? "start"
  }

  /// The one thing that can be wrong about it.
  static let amount = MarkPart(
    "another amount", field: "mg", value: { String($0.prefix { $0 != " " }) }
  ) { _, session in
    Question(
      "value", "How much \(Phrase(word: session.drug))",
      .oneOf(session.fixedDoses.map { Phrase(verbatim: $0.text()) }))
  }
}

extension SessionView {
  /// A plan that wants a pressure at a set time needs one from before the start to compare it with, and
  /// nothing else at the start asks for one.
  fileprivate var pressureRemark: [Phrase] {
    guard wantsPressureAtItsTime, case .absent = cuff.state else { return [] }
    return ["Blood pressure: none yet (b)."]
  }
}

/// Asks for the concentration in the bag. One that the plan does not expect is typed twice, with a reason.
private enum Bag {
  static func step(_ talk: Talk) -> Step? {
    let planned = talk.session.concentration.map { $0.fixed.description } ?? ""
    let first = titled(
      Question("concentration", "mg/mL on the bag", .number(Fixed(thousandths: 1)...100), initial: planned))
    guard let strength = talk.number("concentration") else { return .ask(first) }
    switch talk.missing(setup(strength, talk), reasons: reasons, key: "bag reason", otherwise: first) {
    case .ask(let question): return again(strength, question, first, talk)
    case .again(let question, let fault, let keys):
      return .again(titled(question), fault, forgetting: keys + ["concentration again"])
    // Nothing is missing: the concentration is expected, or was typed twice and has its reason.
    case .done, .nothing, nil: return nil
    }
  }

  /// Asks for an unexpected concentration once more, then for the reason.
  private static func again(_ strength: Fixed, _ reason: Question, _ first: Question, _ talk: Talk) -> Step {
    var second = titled(
      Question("concentration again", "mg/mL on the bag, once more", .number(Fixed(thousandths: 1)...100)))
    second.lines = ["\(MilligramsPerMillilitre(strength).text()) is not what the plan expects."]
    guard let typed = talk.number("concentration again") else { return .ask(second) }
    guard typed == strength else {
      return .again(
        first, "\(strength) and \(typed) mg/mL are not the same: type it anew",
        forgetting: ["concentration", "concentration again"])
    }
    return .ask(titled(reason))
  }

  private static func setup(_ strength: Fixed, _ talk: Talk) -> Action {
    .setup(concentration: MilligramsPerMillilitre(strength), reason: talk["bag reason"])
  }

  static func actions(_ talk: Talk) -> [Action] {
    talk.number("concentration").map { [setup($0, talk)] } ?? []
  }

  private static let reasons: [Phrase] = ["prepared so by the pharmacy", "ordered by clinician"]

  private static func titled(_ question: Question) -> Question {
    var question = question
    question.title = "The bag"
    return question
  }
}
