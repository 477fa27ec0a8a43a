import InfusionCore
import Quantities

/// Whether somebody brought the session to its end, and stayed until then.
///
/// A drill that is left open, an infusion that nobody ends, a chair that is left before the patient was
/// observed: somebody who leaves has not shown what the rest asks for.
struct CourseWatch: Hashable, Sendable {
  private let ending: Scenario.Ending
  /// The phase a second ago: for a session that has just been closed, the phase in which it was closed.
  private var phase = Phase.preparation
  private var closed: Closed?

  private struct Closed: Hashable, Sendable {
    var at: SessionTime
    var isComplete: Bool
  }

  init(_ ending: Scenario.Ending) { self.ending = ending }

  mutating func follow(_ situation: Situation) {
    if closed == nil, situation.phase == .closed {
      closed = Closed(at: situation.now, isComplete: isComplete(situation))
    }
    phase = situation.phase
  }

  /// A discharge needs what the clinic asks for, unless it is overridden. A session that is closed without a
  /// discharge leaves the patient with somebody.
  private func isComplete(_ situation: Situation) -> Bool {
    if situation.outcome == .discharged || phase == .ready || isObserved(situation) { return true }
    return ending == .treated && phase == .observing && !situation.isDangerous
  }

  /// Whether the patient was observed as long as the plan wants, however much of it the clinic's window
  /// counted.
  private func isObserved(_ situation: Situation) -> Bool {
    guard phase == .observing, let stopped = situation.stoppedAt else { return false }
    return situation.now - stopped >= situation.observation
  }

  var entry: ScenarioScore.Entry {
    ScenarioScore.Entry(
      id: "carried-through", result: closed?.isComplete == true ? .met : .missed, at: closed?.at)
  }
}
