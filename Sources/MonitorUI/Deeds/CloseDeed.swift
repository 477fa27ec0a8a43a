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

  func question(_ talk: Talk) -> Question {
    let session = talk.session
    var question = Question("close", Self.label(session), .yesNo)
    question.lines =
      Obstacles.lines(session.dischargeObstacles) + ["Nothing is recorded of this session after it."]
      + DrugRegister(session).reminder
    question.isReadWhole = true
    return question
  }

  private static func label(_ session: SessionView) -> Phrase {
    guard let window = session.observation, !window.isComplete else {
      return "Close without a discharge? (y/n)"
    }
    return window.left > .zero
      ? "The observation has \(window.left.clock) to go: close all the same? (y/n)"
      : "The observation is not complete: close all the same? (y/n)"
  }
}
