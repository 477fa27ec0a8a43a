import InfusionCore
import Quantities

extension PromptKind {
  /// From a pause with one key; from an observation that began by mistake with a reason.
  func resumeStep(_ answers: Answers, _ model: Model) -> Step {
    if model.session.phase == .observing {
      guard let reason = answers["reason"] else {
        return .ask(Question("reason", "Infuse again: reason", .choice(PickLists.resumeReasons)))
      }
      return .done([model.effect(.resume(reason: reason))])
    }
    let rate = model.session.infusion.map { " at \($0.setRate.text())" } ?? ""
    guard let answer = answers["resume"] else {
      return .ask(Question("resume", "Resume\(rate)? (y/n)", .yesNo))
    }
    return .done(answer == "y" ? [model.effect(.resume(reason: nil))] : [])
  }

  /// The reason, then one confirmation: an ended infusion begins the observation.
  func stopStep(_ answers: Answers, _ model: Model) -> Step {
    guard let reason = answers["reason"] else {
      let isDone =
        model.session.infusion.map { ($0.remaining ?? .zero) <= .zero && $0.overrun != nil } ?? false
      let reasons = PickLists.stopReasons
      return .ask(Question("reason", "End: reason", .choice(reasons), initial: isDone ? reasons[0] : ""))
    }
    guard let answer = answers["stop"] else {
      return .ask(Question("stop", "End the infusion (\(reason))? (y/n)", .yesNo))
    }
    return .done(answer == "y" ? [model.effect(.stop(reason: reason))] : [])
  }

  func rateStep(_ answers: Answers, _ model: Model) -> Step {
    guard let rate = answers.number("rate") else {
      let present =
        model.session.infusion?.setRate ?? model.session.rateBeforeStart ?? model.session.order?.rate
      return .ask(
        Question(
          "rate", "Rate in mL/h, as the pump reads", .number(0...2000),
          initial: present?.fixed.description ?? ""))
    }
    if let step = secondStep(.rate, rateFigures(MillilitresPerHour(rate), model), answers, model) {
      return step
    }
    let action = Action.rate(MillilitresPerHour(rate), reason: nil, second: answers["second"])
    return .done([effect(action, answers, model)])
  }

  /// Above the soft limit: the reason, and who read it once more.
  func rateReasonStep(_ rate: MillilitresPerHour, _ answers: Answers, _ model: Model) -> Step {
    guard let reason = answers["reason"] else {
      let reasons = PickLists.rateReasons
      return .ask(Question("reason", "Reason", .choice(reasons), initial: reasons[0]))
    }
    let usual = model.lastSecond ?? ""
    if let step = secondStep(.rate, rateFigures(rate, model), answers, model, usual: usual) { return step }
    return .done([effect(.rate(rate, reason: reason, second: answers["second"]), answers, model)])
  }

  private func rateFigures(_ rate: MillilitresPerHour, _ model: Model) -> String {
    "\(rate.text()) of \(model.session.order?.concentration.text() ?? "unknown concentration")"
  }

  func bolusStep(_ answers: Answers, _ model: Model) -> Step {
    guard let dose = answers.number("mg") else {
      return .ask(Question("mg", "Bolus given, in mg", .number(Fixed(thousandths: 1)...10_000)))
    }
    let total = model.session.infusion.map { $0.delivered + Milligrams(dose) }
    var sum = total.map { ", \($0.text(places: 2)) in all" } ?? ""
    if let total, let ordered = model.session.order?.dose, total > ordered {
      sum += ": MORE THAN THE \(ordered.text()) ORDERED"
    }
    if let step = secondStep(.bolus, "Bolus \(Milligrams(dose).text())", answers, model) { return step }
    guard let answer = answers["bolus"] else {
      return .ask(Question("bolus", "A bolus of \(Milligrams(dose).text())\(sum)? (y/n)", .yesNo))
    }
    return .done(
      answer == "y" ? [effect(.bolus(Milligrams(dose), second: answers["second"]), answers, model)] : [])
  }

  func pressureStep(_ answers: Answers, _ model: Model) -> Step {
    let question = Question("pressure", "Blood pressure by hand", .pressure)
    guard let text = answers["pressure"], let typed = TypedPressure(text) else { return .ask(question) }
    if typed.isImplausible(after: model.session.cuff.sys) {
      guard let sure = answers["sure"] else {
        return .ask(
          Question("sure", "\(typed.sys)/\(typed.dia) mmHg is unusual. Is that right? (y/n)", .yesNo))
      }
      guard sure == "y" else { return .again(question, "type it anew", forgetting: ["pressure", "sure"]) }
    }
    return .done([model.effect(.bloodPressure(sys: typed.sys, dia: typed.dia, map: typed.map))])
  }

  /// What still holds the patient here stands above the question; to go all the same needs a reason.
  func dischargeStep(_ answers: Answers, _ model: Model) -> Step {
    guard let escort = answers["escort"] else {
      return .ask(Question("escort", "Is the escort here? (y/n)", .yesNo))
    }
    let isHeld = !model.session.dischargeObstacles.isEmpty || escort == "n"
    guard isHeld else {
      guard let answer = answers["discharge"] else {
        return .ask(Question("discharge", "Discharge and close the session? (y/n)", .yesNo))
      }
      return .done(answer == "y" ? [model.effect(.discharge(escort: true, override: nil))] : [])
    }
    guard let reason = answers["override"] else {
      return .ask(Question("override", "Discharge all the same? Reason (Esc: no)", .reason))
    }
    return Self.named(answers, model) { .discharge(escort: escort == "y", override: reason) }
  }

  /// Who goes on against what is not met is named.
  static func named(_ answers: Answers, _ model: Model, _ action: () -> Action) -> Step {
    guard let initials = answers["initials"] ?? model.initials else {
      return .ask(Question("initials", "Your initials", .text))
    }
    return .done([.action(action(), by: initials)])
  }
}
