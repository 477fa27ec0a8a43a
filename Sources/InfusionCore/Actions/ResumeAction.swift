/// The pump runs again: after a pause, or after a stop by mistake. The observation then begins anew at the
/// next stop.
public struct ResumeAction: OperatorAction {
  public static let name = ActionName.resume
  public static let deed = "resuming"
  public static let phases: Set<Phase> = [.paused, .observing]
  public static let schema: [ActionField<ResumeAction>] = [
    .optional("reason", .reason, \.reason), .optional("ran_on", .yesNo, \.ranOn),
  ]

  public var reason: String?
  /// Whether the pump had run on since the stop that is taken back, by a person's word; nil where nobody
  /// said.
  public var ranOn: Bool?

  public init() {}
  public init(reason: String?, ranOn: Bool? = nil) {
    self.reason = reason
    self.ranOn = ranOn
  }

  public var action: Action { .resume(self) }

  public func refusal(in session: Session, by: String?) -> Refusal.Why? {
    if session.phase == .observing {
      if session.infusion == nil { return .wrongPhase(.observing) }
      guard let reason else { return .reasonMissing }
      return session.reasonRefusal(reason)
    }
    return reason.flatMap(session.reasonRefusal)
  }

  public func perform(in session: inout Session, by: String?) { session.resumeInfusion() }
}

extension Action {
  public static func resume(reason: String?) -> Action { .resume(ResumeAction(reason: reason)) }
}
