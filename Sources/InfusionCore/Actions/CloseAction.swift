/// Closes the session without a discharge.
public struct CloseAction: OperatorAction {
  public static let name = ActionName.close
  public static let deed = "closing"
  public static let phases: Set<Phase> = [.preparation, .observing, .ready]
  public static let schema: [ActionField<CloseAction>] = [.optional("reason", .reason, \.reason)]

  public var reason: String?

  public init() {}
  public init(reason: String?) { self.reason = reason }

  public var action: Action { .close(self) }
  public func refusal(in session: Session, by: String?) -> Refusal.Why? {
    reason.flatMap(session.reasonRefusal)
  }
  public func perform(in session: inout Session, by: String?) { session.close(.abandoned, reason: reason) }
}

extension Action {
  public static func close(reason: String?) -> Action { .close(CloseAction(reason: reason)) }
}
