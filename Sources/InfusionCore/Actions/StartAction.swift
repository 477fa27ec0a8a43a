/// Starts the infusion; on a plan without one it is the time of dosing, and the observation begins.
public struct StartAction: OperatorAction {
  public static let name = ActionName.start
  public static let deed = "starting"
  public static let phases: Set<Phase> = [.preparation]
  public static var schema: [ActionField<StartAction>] {
    [.optional("override", .reason, \.override), .optional("second", .text, \.second)]
  }

  /// Why it is started against what is not met.
  public var override: String?
  /// The second person who read the pump, where the clinic wants one.
  public var second: String?

  public init() {}
  public init(override: String? = nil, second: String? = nil) {
    self.override = override
    self.second = second
  }

  public var action: Action { .start(self) }

  /// From what can never be overridden to what can.
  public func refusal(in session: Session, by: String?) -> Refusal.Why? {
    if let why = Self.orderRefusal(session) { return why }
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

  public func perform(in session: inout Session, by: String?) { session.start() }
}

extension Action {
  public static func start(override: String?, second: String? = nil) -> Action {
    .start(StartAction(override: override, second: second))
  }
}
