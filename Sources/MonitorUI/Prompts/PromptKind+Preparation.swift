import InfusionCore
import Quantities

extension PromptKind {
  /// Only what is missing is asked.
  func setupStep(_ answers: Answers, _ model: Model, thenStart: Bool) -> Step {
    let session = model.session
    if session.patient == nil, answers["patient"] == nil {
      return .ask(Question("patient", "Patient reference", .text, longest: 40))
    }
    if session.planName.isEmpty, answers["plan"] == nil {
      return .ask(
        Question("plan", "Plan", .oneOf(session.planNames), initial: session.planNames.first ?? ""))
    }
    if session.weight == nil, let step = Self.weightStep(answers) { return step }
    let setup = Setup(
      patient: answers["patient"], weight: answers.number("weight").map { Kilograms($0) },
      plan: answers["plan"])
    let effects = setup == Setup() ? [] : [model.effect(.setup(setup))]
    return .done(effects, then: thenStart ? .concentration : nil)
  }

  /// Typed twice; what an adult rarely weighs is asked once more, in pounds as well.
  private static func weightStep(_ answers: Answers) -> Step? {
    let first = Question("weight", "Weight in kg", .number(20...300))
    guard let weight = answers.number("weight") else { return .ask(first) }
    let second = Question("weight again", "Weight in kg, once more", .number(20...300))
    guard let again = answers.number("weight again") else { return .ask(second) }
    guard weight == again else {
      return .again(
        first, "\(weight) and \(again) kg are not the same: type it anew",
        forgetting: ["weight", "weight again"])
    }
    guard weight < 40 || weight > 130 else { return nil }
    let pounds = Kilograms(weight).inPounds
    let asked = "\(weight) kg is \(Fixed(rounding: pounds).rounded(places: 0)) lb. Is that right? (y/n)"
    guard let right = answers["weight right"] else { return .ask(Question("weight right", asked, .yesNo)) }
    guard right == "y" else {
      return .again(first, "type it anew", forgetting: ["weight", "weight again", "weight right"])
    }
    return nil
  }

  func concentrationStep(_ answers: Answers, _ model: Model) -> Step {
    guard model.session.hasInfusion else { return .done([], then: .start) }
    guard let strength = answers.number("concentration") else {
      let planned = model.session.concentration.map { $0.fixed.description } ?? ""
      return .ask(
        Question("concentration", "mg/mL on the bag", .number(Fixed(thousandths: 1)...100), initial: planned))
    }
    let setup = Setup(concentration: MilligramsPerMillilitre(strength))
    // What is in the bag decides the rate anew. A rate that was read off the pump for this bag is kept.
    let isSame = model.session.concentration?.fixed == strength
    let kept = isSame ? model.session.rateBeforeStart.map { model.effect(.rate($0, reason: nil)) } : nil
    return .done([model.effect(.setup(setup))] + (kept.map { [$0] } ?? []), then: .start)
  }

  /// The figures stand above the question. What is not met needs a reason to go on.
  func startStep(_ answers: Answers, _ model: Model) -> Step {
    let word = model.session.hasInfusion ? "the pump runs" : "the dose is given"
    guard model.session.startObstacles.isEmpty else {
      guard let reason = answers["override"] else {
        return .ask(Question("override", "Start all the same? Reason (Esc: no)", .reason))
      }
      if let step = secondStep(.start, "", answers, model) { return step }
      return Self.named(answers, model) { .start(override: reason, second: answers["second"]) }
    }
    if let step = secondStep(.start, "", answers, model) { return step }
    guard let answer = answers["start"] else {
      return .ask(Question("start", "Start now: \(word)? (y/n)", .yesNo))
    }
    let start = Action.start(override: nil, second: answers["second"])
    return .done(answer == "y" ? [effect(start, answers, model)] : [])
  }

  func checklistStep(_ items: [ChecklistItem], _ answers: Answers, _ model: Model) -> Step {
    guard let item = items.first else { return .done([]) }
    guard let answer = answers["met"] else {
      return .ask(Question("met", "\(item.text): met? (y/n)", .yesNo))
    }
    let rest = Array(items.dropFirst())
    let effect = model.effect(.checklist(item: item.name, answer: answer == "y" ? .met : .notMet))
    return .done([effect], then: rest.isEmpty ? nil : .checklist(rest))
  }

  /// By hand: what the devices have not given.
  func baselineStep(_ answers: Answers, _ model: Model) -> Step {
    guard let pressure = answers["pressure"] else {
      return .ask(Question("pressure", "Baseline by hand: blood pressure", .pressure))
    }
    guard let hr = answers.number("hr") else { return .ask(Question("hr", "HR", .number(0...350))) }
    guard let spo2 = answers.number("spo2") else { return .ask(Question("spo2", "SpO2", .number(0...100))) }
    let typed = TypedPressure(pressure)
    return .done([
      model.effect(.baseline(BaselineByHand(hr: hr, sys: typed?.sys, dia: typed?.dia, spo2: spo2)))
    ])
  }
}
