public import Quantities

/// A measure that is no medicine: oxygen, another position.
public struct InterventionAction: OperatorAction {
  public static let name = ActionName.intervention
  public static let deed = "a measure"
  public static let phases = Set<Phase>.untilClosed
  public static let isCorrectable = true
  public static let schema: [ActionField<InterventionAction>] = [
    .required("name", .text, \.measure), .optional("flow", .text, \.flow), .optional("at", .time, \.at),
  ]

  public var measure = ""
  /// Of oxygen, with its unit: `2 L/min`.
  public var flow: String?
  public var at: SessionTime?

  public init() {}
  public init(name: String, flow: String? = nil, at: SessionTime? = nil) {
    measure = name
    self.flow = flow
    self.at = at
  }

  public var action: Action { .intervention(self) }
  public func refusal(in session: Session, by: String?) -> Refusal.Why? { session.timeRefusal(at) }
  public func perform(in session: inout Session, by: String?) {}
}

extension Action {
  public static func intervention(name: String, at: SessionTime? = nil) -> Action {
    .intervention(InterventionAction(name: name, at: at))
  }
}
