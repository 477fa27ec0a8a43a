public import Quantities

/// A symptom, severity 0 (gone) to 3 (severe), noticed now or earlier.
public struct SymptomAction: OperatorAction {
  public static let name = ActionName.symptom
  public static let deed = "a symptom"
  public static let phases = Set<Phase>.untilClosed
  public static let isCorrectable = true
  public static let schema: [ActionField<SymptomAction>] = [
    .required("name", .text, \.symptom), .required("severity", .whole(0...3), \.severity),
    .optional("at", .time, \.at),
  ]

  public var symptom = ""
  public var severity = 0
  public var at: SessionTime?

  public init() {}
  public init(name: String, severity: Int, at: SessionTime? = nil) {
    symptom = name
    self.severity = severity
    self.at = at
  }

  public var action: Action { .symptom(self) }
  public func refusal(in session: Session, by: String?) -> Refusal.Why? { session.timeRefusal(at) }
  public func perform(in session: inout Session, by: String?) {}
}

extension Action {
  public static func symptom(name: String, severity: Int, at: SessionTime?) -> Action {
    .symptom(SymptomAction(name: name, severity: severity, at: at))
  }
}
