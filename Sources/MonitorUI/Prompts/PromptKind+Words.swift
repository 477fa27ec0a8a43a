import InfusionCore
import Quantities

// What stands in the box above a question.

extension PromptKind {
  var title: String {
    switch self {
    case .setup: "Before the start"
    case .concentration: "The bag"
    case .start: "Start"
    case .checklist: "Checklist"
    case .baseline: "Baseline"
    case .pause: "Pause"
    case .hold: "Hold"
    case .resume: "Resume"
    case .stop: "End the infusion"
    case .rate, .rateReason: "Rate"
    case .bolus: "Bolus"
    case .bloodPressure: "Blood pressure"
    case .symptom: "Symptom"
    case .medicine: "Medicine"
    case .measure: "Measure"
    case .note: "Note"
    case .correct: "Correct"
    case .extend: "Longer observation"
    case .away: "Away from the chair"
    case .discharge: "Discharge"
    case .check: "Check"
    case .score: "Score"
    case .limitsOff: "Limits off"
    case .limitsFromBaseline: "Limits from the baseline"
    case .initials: "Who is here"
    case .command: "Command"
    case .leave: "Leave"
    case .goToMinute: "Go to"
    }
  }

  /// - Parameter answers: what was said before: an escort that is not here holds the patient, too.
  func lines(_ model: Model, _ answers: Answers) -> [String] {
    let session = model.session
    switch self {
    case .start:
      let baseline =
        session.hasBaseline ? [] : ["No baseline yet: it can be taken before the start only (B)."]
      return Self.pumpLines(session) + Self.held(session.startObstacles) + baseline
    case .concentration: return Self.orderLines(session)
    case .initials:
      return model.unsigned == nil
        ? [] : ["This session was gone on with. What is done here now is signed by whoever is here."]
    case .discharge: return Self.held(session.obstacles(escort: answers["escort"]))
    case .hold(let advice): return Self.holdLines(advice)
    case .symptom, .medicine, .measure: return [Self.timeLine(model)]
    case .correct: return ["What was entered stays; the correction stands beside it."]
    case .leave where model.isRunning:
      return ["The infusion goes on, and nobody watches it until the session is resumed."]
    case .rateReason: return ["Above the plan's soft limit."]
    case .limitsOff: return ["The extreme limits and the loss of the value stay on."]
    case .limitsFromBaseline(let proposed):
      return proposed.map { "\($0.vital.label) \($0.low)-\($0.high) \($0.vital.unit)" }
    case .setup, .checklist, .baseline, .pause, .resume, .stop, .rate, .bolus, .bloodPressure, .note, .extend,
      .away, .check, .score, .command, .leave, .goToMinute:
      return []
    }
  }

  private static func timeLine(_ model: Model) -> String {
    guard let ago = model.prompt?.answers.number("ago") else { return "Now. Tab: it was earlier." }
    return "\(ago) min ago."
  }

  private static func holdLines(_ advice: HoldAdvice) -> [String] {
    let first: [String] =
      switch advice.rule.advice {
      case .tell: []
      case .pause: ["Pause the PUMP first: Chairside does not control it."]
      case .stop: ["Stop the PUMP first: Chairside does not control it."]
      }
    return [advice.sentence] + first
  }

  private static func held(_ obstacles: [String]) -> [String] {
    obstacles.isEmpty ? [] : ["Not met: \(obstacles.joined(separator: ", "))"]
  }

  private static func orderLines(_ session: SessionView) -> [String] {
    guard let order = session.order else { return [] }
    let perKilogram = order.dose / order.weight
    return ["\(session.planName): \(order.dose.text()) = \(perKilogram.text()) for \(order.weight.text())"]
  }

  /// What the pump must read before anybody presses its start.
  private static func pumpLines(_ session: SessionView) -> [String] {
    guard let order = session.order else { return [] }
    let rate = session.rateBeforeStart ?? order.rate
    return orderLines(session) + [
      "The pump must read  \(rate.text())   VTBI \(order.volume.text())   (\(order.concentration.text()))"
    ] + rounding(of: rate)
  }

  /// Most pumps take one decimal: then the dose is reckoned from what the pump reads, not from what was
  /// ordered.
  private static func rounding(of rate: MillilitresPerHour) -> [String] {
    guard rate.fixed.thousandths % 100 != 0 else { return [] }
    return ["Does it take fewer decimals? Esc, then r: the rate that it reads."]
  }
}

extension SessionView {
  /// What holds the patient here, once it was said whether the escort is here.
  fileprivate func obstacles(escort: String?) -> [String] {
    let escortMissing = Refusal.Why.escortMissing.stillMissing
    guard escort == "n", !dischargeObstacles.contains(escortMissing) else { return dischargeObstacles }
    return dischargeObstacles + [escortMissing]
  }
}
