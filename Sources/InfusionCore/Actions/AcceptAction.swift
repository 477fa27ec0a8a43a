/// What is at a source now is the right one: its readings are used again.
public struct AcceptAction: OperatorAction {
  public static let name = ActionName.accept
  public static let deed = "accepting a source"
  public static let phases = Set<Phase>.untilClosed
  public static let schema: [ActionField<AcceptAction>] = [
    .required("device", .text, \.device), .required("reason", .reason, \.reason),
  ]

  public var device = ""
  public var reason = ""

  public init() {}
  public init(device: String, reason: String) {
    self.device = device
    self.reason = reason
  }

  public var action: Action { .accept(self) }

  public func refusal(in session: Session, by: String?) -> Refusal.Why? {
    guard session.devices[SourceID(device)]?.isForeign == true else { return .sourceNotForeign(device) }
    if let why = session.reasonRefusal(reason) { return why }
    return session.initialsRefusal(by)
  }

  public func perform(in session: inout Session, by: String?) { session.accept(SourceID(device)) }
}
