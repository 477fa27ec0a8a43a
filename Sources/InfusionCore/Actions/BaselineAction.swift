public import Quantities

/// Takes the baseline from the devices; values that are given here by hand take their place.
public struct BaselineAction: OperatorAction {
  public static let name = ActionName.baseline
  public static let deed = "taking a baseline"
  public static let phases: Set<Phase> = [.preparation]
  public static let schema: [ActionField<BaselineAction>] = [
    .optional("hr", .decimal(Vital.hr.acceptedRange), \.hr),
    .optional("sys", .decimal(Vital.sys.acceptedRange), \.sys),
    .optional("dia", .decimal(Vital.dia.acceptedRange), \.dia),
    .optional("spo2", .decimal(Vital.spo2.acceptedRange), \.spo2),
  ]

  public var hr: Fixed?
  public var sys: Fixed?
  public var dia: Fixed?
  public var spo2: Fixed?

  public init() {}
  public init(hr: Fixed? = nil, sys: Fixed? = nil, dia: Fixed? = nil, spo2: Fixed? = nil) {
    self.hr = hr
    self.sys = sys
    self.dia = dia
    self.spo2 = spo2
  }

  public var action: Action { .baseline(self) }

  func typed(_ vital: Vital) -> Fixed? {
    switch vital {
    case .hr: hr
    case .sys: sys
    case .dia: dia
    case .spo2: spo2
    case .map, .rr: nil
    }
  }

  /// What is typed must fit what was measured beside it.
  public func refusal(in session: Session, by: String?) -> Refusal.Why? {
    let values = session.baselineValues(self)
    guard !values.isEmpty else { return .baselineMissing }
    func value(_ vital: Vital) -> Fixed? { values.first { $0.vital == vital }?.value }
    return BloodPressureAction.refusal(value(.sys), value(.dia))
  }

  public func perform(in session: inout Session, by: String?) {
    session.keepBaseline(session.baselineValues(self), by: by)
  }
}

extension Action {
  public static func baseline(
    hr: Fixed? = nil, sys: Fixed? = nil, dia: Fixed? = nil, spo2: Fixed? = nil
  ) -> Action { .baseline(BaselineAction(hr: hr, sys: sys, dia: dia, spo2: spo2)) }
}
