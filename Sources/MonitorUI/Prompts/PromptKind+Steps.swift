import InfusionCore
import Quantities

// What each prompt asks, in order, and what comes of it.

extension PromptKind {
  func step(_ answers: Answers, _ model: Model) -> Step {
    switch self {
    case .setup(let thenStart): setupStep(answers, model, thenStart: thenStart)
    case .concentration: concentrationStep(answers, model)
    case .start: startStep(answers, model)
    case .checklist(let items): checklistStep(items, answers, model)
    case .baseline: baselineStep(answers, model)
    case .pause: reasonStep(answers, model, PickLists.pauseReasons) { .pause(reason: $0) }
    case .hold(let advice): holdStep(advice, answers, model)
    case .resume: resumeStep(answers, model)
    case .stop: stopStep(answers, model)
    case .rate: rateStep(answers, model)
    case .rateReason(let rate): rateReasonStep(rate, answers, model)
    case .bolus: bolusStep(answers, model)
    case .bloodPressure: pressureStep(answers, model)
    case .symptom: symptomStep(answers, model)
    case .medicine: medicineStep(answers, model)
    case .measure: measureStep(answers, model)
    case .note: noteStep(answers, model)
    case .correct(let marks): correctStep(marks, answers, model)
    case .extend:
      minutesStep(answers, model, reasons: PickLists.extendReasons) { .extend(minutes: $0, reason: $1) }
    case .away: minutesStep(answers, model, reasons: PickLists.awayReasons) { .away(minutes: $0, reason: $1) }
    case .discharge: dischargeStep(answers, model)
    case .check(let scales): checkStep(scales, answers, model)
    case .score(let scales): scoreStep(scales, answers, model)
    case .limitsOff(let vital): limitsOffStep(vital, answers, model)
    case .limitsFromBaseline(let proposed): limitsFromBaselineStep(proposed, answers, model)
    case .initials, .command: .ask(opening(model))
    case .leave: leaveStep(answers, model)
    case .goToMinute: goToStep(answers)
    }
  }

  private func opening(_ model: Model) -> Question {
    switch self {
    case .initials: Question("initials", "Your initials", .text, initial: model.initials ?? "", longest: 10)
    default: Question("line", ":", .command)
    }
  }

  private func reasonStep(
    _ answers: Answers, _ model: Model, _ reasons: [String], _ action: (String) -> Action
  ) -> Step {
    guard let reason = answers["reason"] else {
      return .ask(Question("reason", "Reason", .choice(reasons), initial: reasons[0]))
    }
    return .done([model.effect(action(reason))])
  }

  private func minutesStep(
    _ answers: Answers, _ model: Model, reasons: [String], _ action: (Int, String) -> Action
  ) -> Step {
    guard let minutes = answers.number("minutes") else {
      return .ask(Question("minutes", "Minutes", .number(1...1440), initial: "10"))
    }
    guard let reason = answers["reason"] else {
      return .ask(Question("reason", "Reason", .choice(reasons), initial: reasons[0]))
    }
    return .done([model.effect(action(max(1, minutes.thousandths / 1000), reason))])
  }

  private func noteStep(_ answers: Answers, _ model: Model) -> Step {
    guard let text = answers["text"] else { return .ask(Question("text", "Note", .text)) }
    return .done([model.effect(.note(text))])
  }

  private func goToStep(_ answers: Answers) -> Step {
    guard let minute = answers.number("minute") else {
      return .ask(Question("minute", "Go to minute", .number(-600...1440)))
    }
    return .done([.replay(.goTo(minute: minute.thousandths / 1000))])
  }

  /// Ctrl-C and `q`.
  private func leaveStep(_ answers: Answers, _ model: Model) -> Step {
    if model.isRunning {
      guard let reason = answers["reason"] else {
        return .ask(Question("reason", "The infusion is running. Reason to leave the screen", .reason))
      }
      return .done([.leave(reason: reason)])
    }
    guard let answer = answers["leave"] else {
      return .ask(Question("leave", "Leave? The session stays open (y/n)", .yesNo))
    }
    return .done(answer == "y" ? [.leave(reason: nil)] : [])
  }

  private func limitsOffStep(_ vital: Vital, _ answers: Answers, _ model: Model) -> Step {
    guard let reason = answers["reason"] else {
      return .ask(
        Question("reason", "\(vital.label) limits off: reason", .choice(PickLists.limitReasons)))
    }
    guard let initials = answers["initials"] ?? model.initials else {
      return .ask(Question("initials", "Your initials", .text, longest: 10))
    }
    return .done([.action(.limit(vital, .off(reason: reason)), by: initials)])
  }

  private func limitsFromBaselineStep(_ proposed: [ProposedLimits], _ answers: Answers, _ model: Model)
    -> Step
  {
    guard answers["sure"] != nil else {
      return .ask(Question("sure", "A fifth below, a quarter above the baseline: set these? (y/n)", .yesNo))
    }
    return .done(answers.isYes("sure") ? proposed.map { model.effect($0.action) } : [])
  }
}

/// What is picked by one digit. A clinic's own words can always be typed.
enum PickLists {
  static let pauseReasons = ["side effect", "blood pressure", "patient's wish", "pump", "line"]
  static let stopReasons = ["complete", "side effect", "blood pressure", "patient's wish", "pump"]
  static let rateReasons = ["side effect", "blood pressure", "ordered by clinician", "pump"]
  static let resumeReasons = ["stopped by mistake", "ordered by clinician"]
  static let extendReasons = ["drowsy", "blood pressure", "nausea", "ordered by clinician"]
  static let awayReasons = ["toilet", "walk", "moved"]
  static let struckReasons = ["slip of the finger", "another patient", "not given", "entered twice"]
  static let holdReasons = ["ordered by clinician", "measured again: not so", "known for this patient"]
  static let limitReasons = ["probe changed", "known for this patient", "ordered by clinician"]
  static let routes = ["IV", "oral", "sublingual", "IM", "nasal", "inhaled"]
}
