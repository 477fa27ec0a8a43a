/// Ends the infusion. The observation begins.
public struct StopAction: OperatorAction {
  public static let name = ActionName.stop
  public static let deed = "ending the infusion"
  public static let phases: Set<Phase> = [.infusing, .paused]
  public static let schema: [ActionField<StopAction>] = [.required("reason", .reason, \.reason)]

  public var reason = ""

  public init() {}
  public init(reason: String) { self.reason = reason }

  public var action: Action { .stop(self) }
  public func refusal(in session: Session, by: String?) -> Refusal.Why? { session.reasonRefusal(reason) }
  public func perform(in session: inout Session, by: String?) { session.stopInfusion() }
}

extension Action {
  public static func stop(reason: String) -> Action { .stop(StopAction(reason: reason)) }
}
