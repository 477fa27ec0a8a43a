import InfusionCore
import Phrases
import Quantities

/// `:close` ends a session for good, and what is not over ends with it: that is asked first, under what is
/// not met. A script is asked nothing.
struct CloseDeed: SureDeed {
  let asked: CloseAction
  let by: String?
  var typed: Action { asked.action }
  var title: Phrase { "Close the session" }

  /// An alarm that comes while it is asked is one more.
  func obstacles(_ talk: Talk) -> [StillMissing] {
    let alarms = talk.session.alarmsThatStand.map { StillMissing($0.id.namePhrase) }
    let known = talk.session.dischargeObstacles
    return known + Obstacles.new(alarms, since: Set(known.map(\.kind)))
  }

  func warnings(_ talk: Talk) -> [Phrase] { Self.warnings(talk.session) }

  private static func warnings(_ session: SessionView) -> [Phrase] {
    session.alarmsThatStand.map { "ALARM: \($0.text)" }
  }

  func question(_ talk: Talk) -> Question {
    let session = talk.session
    var question = Question("close", Self.label(session), .yesNo)
    question.lines =
      Self.warnings(session) + Obstacles.lines(session.dischargeObstacles) + [
        "Nothing is recorded of this session after it."
      ]
      + DrugRegister(session).reminder
    question.isReadWhole = true
    return question
  }

  /// A high alarm stands in the question itself: what is closed over it is read with the `y`.
  private static func label(_ session: SessionView) -> Phrase {
    guard let worst = session.alarmsThatStand.first, worst.priority == .high else {
      return bareLabel(session)
    }
    return "\(worst.mark) \(worst.text). \(bareLabel(session))"
  }

  private static func bareLabel(_ session: SessionView) -> Phrase {
    guard let window = session.observation, !window.isComplete else {
      return "Close without a discharge? (y/n)"
    }
    return window.left > .zero
      ? "The observation has \(window.left.clock) to go: close all the same? (y/n)"
      : "The observation is not complete: close all the same? (y/n)"
  }
}

extension SessionView {
  /// What is medium or high, and active, the worst first.
  fileprivate var alarmsThatStand: [AlarmView] { alarms.filter { !$0.isLatched && $0.priority >= .medium } }
}
