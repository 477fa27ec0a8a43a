import Quantities

/// A longer observation.
public struct ExtendAction: OperatorAction {
  public static let name = ActionName.extend
  public static let deed = "extending the observation"
  public static let phases: Set<Phase> = [.observing, .ready]
  public static let schema: [ActionField<ExtendAction>] = [
    .required("minutes", .whole(1...1440), \.minutes), .required("reason", .reason, \.reason),
  ]

  public var minutes = 0
  public var reason = ""

  public init() {}
  public init(minutes: Int, reason: String) {
    self.minutes = minutes
    self.reason = reason
  }

  public var action: Action { .extend(self) }
  public func refusal(in session: Session, by: String?) -> Refusal.Why? { session.reasonRefusal(reason) }
  public func perform(in session: inout Session, by: String?) { session.extend(by: .minutes(Int64(minutes))) }
}

extension Action {
  public static func extend(minutes: Int, reason: String) -> Action {
    .extend(ExtendAction(minutes: minutes, reason: reason))
  }
}
