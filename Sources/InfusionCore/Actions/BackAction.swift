/// At the chair again before the time that was given.
public struct BackAction: OperatorAction {
  public static let name = ActionName.back
  public static let deed = "coming back"
  public static let phases: Set<Phase> = [.observing, .ready]
  public static let schema: [ActionField<BackAction>] = []

  public init() {}

  public var action: Action { .back(self) }
  public func refusal(in session: Session, by: String?) -> Refusal.Why? {
    session.awayUntil == nil ? .notAway : nil
  }
  public func perform(in session: inout Session, by: String?) { session.comeBack(by: by) }
}

extension Action {
  public static var back: Action { .back(BackAction()) }
}
