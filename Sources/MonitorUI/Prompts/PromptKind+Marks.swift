import InfusionCore
import Quantities

// What is marked: symptoms, medicines and measures, now or a few minutes ago.

extension PromptKind {
  /// Whether it has a time of its own: Tab asks for it.
  var isMark: Bool {
    switch self {
    case .symptom, .medicine, .measure: true
    case .setup, .concentration, .start, .checklist, .baseline, .pause, .hold, .resume, .stop, .rate,
      .rateReason, .bolus, .bloodPressure, .note, .correct, .extend, .away, .check, .score, .discharge,
      .limitsOff,
      .limitsFromBaseline, .initials, .command, .leave, .goToMinute:
      false
    }
  }

  /// Asked only of what was earlier.
  private func timeStep(_ answers: Answers) -> Step? {
    guard answers.isYes("earlier"), answers.number("ago") == nil else { return nil }
    return .ask(Question("ago", "How many minutes ago", .number(0...240)))
  }

  private func time(_ answers: Answers, _ model: Model) -> SessionTime? {
    guard let ago = answers.number("ago"), ago > 0 else { return nil }
    return SessionTime(milliseconds: max(0, model.session.now.milliseconds - Int64(ago.thousandths) * 60))
  }

  func symptomStep(_ answers: Answers, _ model: Model) -> Step {
    if let step = timeStep(answers) { return step }
    guard let name = answers["name"] else {
      return .ask(Question("name", "Symptom", .choice(model.session.symptoms)))
    }
    guard let severity = answers.number("severity") else {
      return .ask(
        Question("severity", "\(name): 0 gone, 1 mild, 2 moderate, 3 severe", .number(0...3), initial: "1"))
    }
    let mark = Action.symptom(
      name: name, severity: severity.thousandths / 1000, at: time(answers, model))
    return .done([model.effect(mark)])
  }

  func medicineStep(_ answers: Answers, _ model: Model) -> Step {
    if let step = timeStep(answers) { return step }
    guard let name = answers["name"] else {
      return .ask(Question("name", "Medicine given", .choice(model.session.medicines.map(\.name))))
    }
    let known = model.session.medicines.first { $0.name == name }
    guard let dose = answers["dose"] else {
      return .ask(Question("dose", "\(name): dose with unit", .text, initial: known?.dose ?? ""))
    }
    guard let route = answers["route"] else {
      let usual = known?.route ?? PickLists.routes[0]
      return .ask(
        Question("route", "\(name) \(dose): route", .choice(PickLists.routes), initial: usual))
    }
    let mark = Action.medication(name: name, dose: dose, route: route, at: time(answers, model))
    return .done([model.effect(mark)])
  }

  /// What changes the infusion is asked for as that, so that nobody takes a word for the deed.
  func measureStep(_ answers: Answers, _ model: Model) -> Step {
    if let step = timeStep(answers) { return step }
    let question = Question("name", "Measure", .choice(model.session.interventions))
    guard let name = answers["name"] else { return .ask(question) }
    guard let deed = Self.deeds[name.lowercased()] else {
      return .done([model.effect(.intervention(name: name, at: time(answers, model)))])
    }
    guard deed.command.isAvailable(in: model.session) else {
      let phase = model.session.phase.label.lowercased()
      return .again(question, "not possible now (\(phase))", forgetting: ["name"])
    }
    return .done([], then: deed.prompt)
  }

  /// The words of a clinic's list that say what is done to the infusion.
  private static let deeds: [String: (command: Command, prompt: PromptKind)] = [
    "rate reduced": (.rate, .rate), "paused": (.pause, .pause), "stopped": (.end, .stop),
    "infusion paused": (.pause, .pause), "infusion stopped": (.end, .stop),
  ]
}
