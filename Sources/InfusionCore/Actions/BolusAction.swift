public import Quantities

/// A bolus that was given, by hand or by the pump.
public struct BolusAction: OperatorAction {
  public static let name = ActionName.bolus
  public static let deed = "a bolus"
  public static let phases: Set<Phase> = [.infusing]
  public static let schema: [ActionField<BolusAction>] = [
    .required("mg", .quantity(0...10_000), \.dose), .optional("reason", .reason, \.reason),
    .optional("second", .text, \.second),
  ]

  public var dose = Milligrams.zero
  public var reason: String?
  public var second: String?

  public init() {}
  public init(_ dose: Milligrams, reason: String? = nil, second: String? = nil) {
    self.dose = dose
    self.reason = reason
    self.second = second
  }

  public var action: Action { .bolus(self) }

  public func refusal(in session: Session, by: String?) -> Refusal.Why? {
    guard session.infusion != nil else { return .noInfusion }
    return session.envelope.refusal(of: self) ?? session.secondRefusal(.bolus, second, by: by)
  }

  public func perform(in session: inout Session, by: String?) { session.giveBolus(dose) }
}

extension Action {
  public static func bolus(_ dose: Milligrams, reason: String? = nil, second: String? = nil) -> Action {
    .bolus(BolusAction(dose, reason: reason, second: second))
  }
}
