import InfusionCore
import Phrases
import Quantities

/// The ordinary limits of one vital off; opened by the limits page.
struct LimitsOffDeed: Deed {
  static let action: ActionName? = .limit

  let vital: Vital
  var title: Phrase { "Limits off" }
  func lines(_ talk: Talk) -> [Phrase] { ["The extreme limits and the loss of the value stay on."] }

  func step(_ talk: Talk) -> Step {
    let reasons: [Phrase] = ["probe changed", "known for this patient", "ordered by clinician"]
    let question = Question("reason", "\(vital.name) limits off: reason", .choice(reasons))
    guard let reason = talk["reason"] else { return .ask(question) }
    guard talk.by != nil else { return .ask(.initials) }
    let action = Action.limitOff(vital, reason: reason)
    return talk.missing(action, reasons: reasons, otherwise: question) ?? .done([talk.effect(action)])
  }
}

/// A limit that lets more pass than at the start: both figures are read before it is set. What is tightened
/// is set at once.
struct LooserLimitDeed: Deed {
  static let action: ActionName? = .limit

  private let looser: LooserLimit

  /// Nil where it is no looser than it was at the start.
  init?(_ limit: LimitsCursor.Limit, of vital: Vital, to value: Fixed, in session: SessionView) {
    guard let looser = LooserLimit(limit, of: vital, to: value, in: session) else { return nil }
    self.looser = looser
  }

  var title: Phrase { "Limits" }

  func step(_ talk: Talk) -> Step {
    guard let answer = talk[looser.question.key] else { return .ask(looser.question) }
    return .done(answer == "y" ? [talk.effect(looser.limit.action(of: looser.vital, to: looser.value))] : [])
  }
}

/// A limit that would let more pass than at the start, with what it was then.
struct LooserLimit: Sendable {
  let limit: LimitsCursor.Limit
  let vital: Vital
  let value: Fixed
  private let before: Fixed
  private let hasStarted: Bool

  /// Nil where it is no looser than it was at the start, or before that, than the clinic's.
  init?(_ limit: LimitsCursor.Limit, of vital: Vital, to value: Fixed, in session: SessionView) {
    guard let before = session.limitAtStart(limit, of: vital),
      limit.side == .low ? value < before : value > before
    else { return nil }
    (self.limit, self.vital, self.value, self.before) = (limit, vital, value, before)
    hasStarted = session.phase != .preparation
  }

  var question: Question {
    let limit: Phrase = "\(vital.name) \(limit.kind.phrase) \(value)"
    return Question(
      "sure of \(self.limit)",
      hasStarted
        ? "\(limit), was \(before) at the start: looser. Right? (y/n)"
        : "\(limit), the clinic's is \(before): looser. Right? (y/n)",
      .yesNo)
  }
}

extension SessionView {
  fileprivate func limitAtStart(_ limit: LimitsCursor.Limit, of vital: Vital) -> Fixed? {
    guard let limits = engine?.limitsAtStart(of: vital) else { return nil }
    return switch limit {
    case .extremeLow: limits.extremeLow
    case .low: limits.low
    case .high: limits.high
    case .extremeHigh: limits.extremeHigh
    }
  }
}

/// Limits around the baseline are proposed, and set when a person says so; opened by the limits page.
struct LimitsFromBaselineDeed: Deed {
  static let action: ActionName? = .limit

  let proposed: [ProposedLimits]
  var title: Phrase { "Limits from the baseline" }

  func lines(_ talk: Talk) -> [Phrase] {
    proposed.map { each -> Phrase in "\(each.vital.name) \(each.low)-\(each.high) \(each.vital.unit)" }
  }

  func step(_ talk: Talk) -> Step {
    guard talk["sure"] != nil else {
      return .ask(Question("sure", "A fifth below, a quarter above the baseline: set these? (y/n)", .yesNo))
    }
    return .done(talk.answers.isYes("sure") ? proposed.map { talk.effect($0.action) } : [])
  }
}
