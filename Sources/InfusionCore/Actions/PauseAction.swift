/// The pump was paused by a person.
public struct PauseAction: OperatorAction {
  public static let name = ActionName.pause
  public static let deed = "pausing"
  public static let phases: Set<Phase> = [.infusing]
  public static let schema: [ActionField<PauseAction>] = [.required("reason", .reason, \.reason)]

  public var reason = ""

  public init() {}
  public init(reason: String) { self.reason = reason }

  public var action: Action { .pause(self) }
  public func refusal(in session: Session, by: String?) -> Refusal.Why? { session.reasonRefusal(reason) }
  public func perform(in session: inout Session, by: String?) { session.pauseInfusion() }
}

extension Action {
  public static func pause(reason: String) -> Action { .pause(PauseAction(reason: reason)) }
}
