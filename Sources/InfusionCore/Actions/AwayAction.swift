import Quantities

/// The patient leaves the chair for a while: a missing value weighs less until then.
public struct AwayAction: OperatorAction {
  public static let name = ActionName.away
  public static let deed = "leaving the chair"
  public static let phases: Set<Phase> = [.observing, .ready]
  public static let schema: [ActionField<AwayAction>] = [
    .required("minutes", .whole(1...1440), \.minutes), .required("reason", .reason, \.reason),
  ]

  public var minutes = 0
  public var reason = ""

  public init() {}
  public init(minutes: Int, reason: String) {
    self.minutes = minutes
    self.reason = reason
  }

  public var action: Action { .away(self) }

  public func refusal(in session: Session, by: String?) -> Refusal.Why? {
    if session.setup.isBySecondRules, TimeSpan.minutes(Int64(minutes)) > session.plan.longestAway {
      return .awayTooLong(session.plan.longestAway)
    }
    return session.reasonRefusal(reason)
  }

  public func perform(in session: inout Session, by: String?) {
    session.leave(for: .minutes(Int64(minutes)), reason: reason, by: by)
  }
}

extension Action {
  public static func away(minutes: Int, reason: String) -> Action {
    .away(AwayAction(minutes: minutes, reason: reason))
  }
}
