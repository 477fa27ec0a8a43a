public import Quantities

/// A medicine that was given, now or earlier.
public struct MedicationAction: OperatorAction {
  public static let name = ActionName.medication
  public static let deed = "a medicine"
  public static let phases = Set<Phase>.untilClosed
  public static let isCorrectable = true
  public static let schema: [ActionField<MedicationAction>] = [
    .required("name", .text, \.medicine), .required("dose", .text, \.dose),
    .required("route", .text, \.route), .optional("at", .time, \.at),
  ]

  public var medicine = ""
  /// With its unit: `4 mg`.
  public var dose = ""
  public var route = ""
  public var at: SessionTime?

  public init() {}
  public init(name: String, dose: String, route: String, at: SessionTime? = nil) {
    medicine = name
    self.dose = dose
    self.route = route
    self.at = at
  }

  public var action: Action { .medication(self) }
  public func refusal(in session: Session, by: String?) -> Refusal.Why? { session.timeRefusal(at) }
  public func perform(in session: inout Session, by: String?) {}
}

extension Action {
  public static func medication(
    name: String, dose: String, route: String, at: SessionTime? = nil
  ) -> Action { .medication(MedicationAction(name: name, dose: dose, route: route, at: at)) }
}
