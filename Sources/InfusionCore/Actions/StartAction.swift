public import Quantities

/// Starts the infusion; on a plan without one it is the time of dosing, and the observation begins. Then it
/// may say how much was given, of the drug that the plan names: `start mg=56`.
public struct StartAction: OperatorAction {
  public static let name = ActionName.start
  public static let deed = "starting"
  public static let phases: Set<Phase> = [.preparation]
  public static let schema: [ActionField<StartAction>] = [
    .optional("override", .reason, \.override), .optional("second", .text, \.second),
    .optional("mg", .quantity(0...10_000), \.dose),
  ]
  /// Only the amount: everything else is reckoned from the start and its time.
  public static let isCorrectable = true
  public static let correctableKeys: Set<String>? = ["mg"]

  /// Why the infusion is started although something is not met.
  public var override: String?
  /// The second person who read the pump, where the clinic wants one.
  public var second: String?
  /// What was given at once, of a drug that is not infused; nil where nobody said.
  public var dose: Milligrams?

  public init() {}
  public init(override: String? = nil, second: String? = nil, dose: Milligrams? = nil) {
    self.override = override
    self.second = second
    self.dose = dose
  }

  public var action: Action { .start(self) }

  /// From what can never be overridden to what can.
  public func refusal(in session: Session, by: String?) -> Refusal.Why? {
    if let why = Self.orderRefusal(session) ?? doseRefusal(session) { return why }
    // A correction of the amount: whether it could start was judged at the time.
    if session.startedAt != nil { return nil }
    if let why = session.secondRefusal(.start, second, by: by) { return why }
    if let override { return session.reasonRefusal(override) }
    return session.startObstacles.first
  }

  public func overrides(in session: Session) -> [String] {
    override == nil ? [] : session.startObstacles.map(\.code)
  }

  /// An infusion without weight, dose and concentration is never started.
  private static func orderRefusal(_ session: Session) -> Refusal.Why? {
    let plan = session.plan
    guard plan.hasInfusion else { return nil }
    if session.weight == nil { return .weightMissing }
    if plan.dose == nil || plan.duration == nil { return .doseMissing }
    return plan.concentration == nil ? .concentrationMissing : nil
  }

  /// An amount that the drug does not come in is a slip of the finger.
  private func doseRefusal(_ session: Session) -> Refusal.Why? {
    guard let dose else { return nil }
    return session.plan.fixedDoses.contains(dose) ? nil : .doseNotOffered(dose)
  }

  public func perform(in session: inout Session, by: String?) { session.start() }
}

extension Action {
  public static func start(
    override: String?, second: String? = nil, dose: Milligrams? = nil
  ) -> Action {
    .start(StartAction(override: override, second: second, dose: dose))
  }
}
