public import Quantities

/// A blood pressure that was measured by hand.
public struct BloodPressureAction: OperatorAction {
  public static let name = ActionName.bloodPressure
  public static let deed = "a blood pressure"
  public static let phases = Set<Phase>.untilClosed
  public static let isCorrectable = true
  public static let schema: [ActionField<BloodPressureAction>] = [
    .required("sys", .decimal(Vital.sys.acceptedRange), \.sys),
    .required("dia", .decimal(Vital.dia.acceptedRange), \.dia),
    .optional("map", .decimal(Vital.map.acceptedRange), \.map),
  ]

  public var sys = Fixed.zero
  public var dia = Fixed.zero
  public var map: Fixed?

  public init() {}
  public init(sys: Fixed, dia: Fixed, map: Fixed? = nil) {
    self.sys = sys
    self.dia = dia
    self.map = map
  }

  public var action: Action { .bloodPressure(self) }
  var measurement: CuffMeasurement { .pressure(sys: sys, dia: dia, map: map) }

  static func refusal(_ sys: Fixed?, _ dia: Fixed?) -> Refusal.Why? {
    guard let sys, let dia, sys <= dia else { return nil }
    return .pressureOrder(sys: sys, dia: dia)
  }

  public func refusal(in session: Session, by: String?) -> Refusal.Why? { Self.refusal(sys, dia) }
  public func perform(in session: inout Session, by: String?) { session.takeByHand(measurement) }
}

extension Action {
  public static func bloodPressure(sys: Fixed, dia: Fixed, map: Fixed?) -> Action {
    .bloodPressure(BloodPressureAction(sys: sys, dia: dia, map: map))
  }
}
