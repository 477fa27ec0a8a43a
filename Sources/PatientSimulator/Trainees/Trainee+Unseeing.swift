import InfusionCore
import Quantities

// The acts of trainees who answer every alarm alike: they do not look, and are right now and then.

extension Trainee {
  private static let held = TimeSpan.minutes(5)

  /// Pauses at every alarm that was not answered yet.
  mutating func pauses(_ session: Session) -> [Action] {
    switch session.phase {
    case .infusing: return isAlarmed(session) ? [.pause(reason: "an alarm")] : []
    case .paused:
      guard session.now - session.phaseStartedAt >= Self.held else { return [] }
      // Alarms that are still there count as answered.
      _ = isAlarmed(session)
      return [.resume(reason: "five minutes are over")]
    case .preparation, .observing, .ready, .closed: return []
    }
  }

  mutating func flood(_ session: Session) -> [Action] {
    guard session.startedAt != nil, session.phase != .closed, isAlarmed(session) else { return [] }
    let measures: [Measure] = [.oxygen, .stimulation, .reassurance, .cuff]
    return measures.map(Self.action) + [
      .medication(name: "labetalol", dose: "10 mg", route: "IV"),
      .medication(name: "ondansetron", dose: "4 mg", route: "IV"), .stop(reason: "an alarm"),
    ]
  }

  /// Whether a medium or high alarm is there that was not answered.
  private mutating func isAlarmed(_ session: Session) -> Bool {
    let standing = Set(session.board.active.filter { $0.priority >= .medium }.map(\.id))
    defer { answered = standing }
    return !standing.isSubset(of: answered)
  }

  /// Stops when the dose is in, and closes the session an hour after the plan lets the patient go.
  func unseenEnd(_ session: Session) -> [Action] {
    switch session.phase {
    case .infusing:
      guard let end = session.infusion?.plannedEnd, session.now >= end else { return [] }
      return [.stop(reason: "dose complete")]
    case .ready: return session.now - session.phaseStartedAt >= Self.waits ? [Self.close] : []
    case .observing:
      let stay = session.plan.observation + Self.waits
      return session.now - session.phaseStartedAt >= stay ? [Self.close] : []
    case .preparation, .paused, .closed: return []
    }
  }

  /// How much longer than the plan wants it stays, since an escort may be late.
  private static let waits = TimeSpan.hours(1)
  private static let close = Action.close(reason: "stays with the ward")
}
