public import Quantities

/// Fills in what was not known at the beginning: patient, weight, plan, concentration. What is nil changes
/// nothing.
///
/// A weight or a concentration that is likelier a slip of the finger than the truth wants a reason
/// (`Envelope`).
public struct SetupAction: OperatorAction {
  public static let name = ActionName.setup
  public static let deed = "changing patient or plan"
  public static let phases: Set<Phase> = [.preparation]
  public static let schema: [ActionField<SetupAction>] = [
    .optional("patient", .text, \.patient), .optional("weight", .quantity(0...1000), \.weight),
    .optional("plan", .text, \.plan), .optional("concentration", .quantity(0...1000), \.concentration),
    .optional("reason", .reason, \.reason),
  ]

  public var patient: String?
  public var weight: Kilograms?
  public var plan: String?
  public var concentration: MilligramsPerMillilitre?
  public var reason: String?

  public init() {}
  public init(
    patient: String? = nil, weight: Kilograms? = nil, plan: String? = nil,
    concentration: MilligramsPerMillilitre? = nil, reason: String? = nil
  ) {
    self.patient = patient
    self.weight = weight
    self.plan = plan
    self.concentration = concentration
    self.reason = reason
  }

  public var action: Action { .setup(self) }

  public func refusal(in session: Session, by: String?) -> Refusal.Why? {
    if let plan, session.setup.configuration.plan(named: plan) == nil { return .planUnknown(plan) }
    return session.envelope(for: self).refusal(of: self)
  }

  public func perform(in session: inout Session, by: String?) { session.fillIn(self, by: by) }
}

extension Action {
  public static func setup(
    patient: String? = nil, weight: Kilograms? = nil, plan: String? = nil,
    concentration: MilligramsPerMillilitre? = nil, reason: String? = nil
  ) -> Action {
    .setup(
      SetupAction(
        patient: patient, weight: weight, plan: plan, concentration: concentration, reason: reason))
  }
}
