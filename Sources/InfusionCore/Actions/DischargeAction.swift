/// The patient goes. A discharge is a proof (`Discharge`); against what is not met it needs an override,
/// which names it.
public struct DischargeAction: OperatorAction {
  public static let name = ActionName.discharge
  public static let deed = "discharging"
  public static let phases: Set<Phase> = [.observing, .ready]
  public static let schema: [ActionField<DischargeAction>] = [
    .required("escort", .yesNo, \.escort), .optional("override", .reason, \.override),
  ]

  public var escort = false
  public var override: String?

  public init() {}
  public init(escort: Bool, override: String? = nil) {
    self.escort = escort
    self.override = override
  }

  public var action: Action { .discharge(self) }

  public func refusal(in session: Session, by: String?) -> Refusal.Why? {
    if let override { return session.reasonRefusal(override) }
    return session.phase == .ready ? obstacles(in: session).first : .observationIncomplete
  }

  public func alsoMissing(in session: Session) -> [String] {
    guard override == nil, session.setup.isBySecondRules else { return [] }
    return obstacles(in: session).dropFirst().map(\.code)
  }

  public func overrides(in session: Session) -> [String] {
    override == nil ? [] : obstacles(in: session).map(\.code)
  }

  private func obstacles(in session: Session) -> [Refusal.Why] {
    session.dischargeObstacles(escort: escort)
  }

  public func perform(in session: inout Session, by: String?) { session.discharge(self) }
}

extension Action {
  public static func discharge(escort: Bool, override: String?) -> Action {
    .discharge(DischargeAction(escort: escort, override: override))
  }
}
