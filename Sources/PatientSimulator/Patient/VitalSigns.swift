/// What is true of the patient at one second, before any device looks at it.
public struct VitalSigns: Hashable, Sendable {
  /// /min
  public var hr: Double
  /// mmHg
  public var sys: Double
  /// mmHg
  public var dia: Double
  /// %
  public var spo2: Double
  /// /min
  public var rr: Double
  /// Perfusion index, %.
  public var perfusion: Double

  /// Mean pressure, mmHg. At the arm it lies a little above a third of the pulse pressure.
  public var map: Double { dia + 0.36 * (sys - dia) }

  public init(hr: Double, sys: Double, dia: Double, spo2: Double, rr: Double, perfusion: Double = 3.5) {
    self.hr = hr
    self.sys = sys
    self.dia = dia
    self.spo2 = spo2
    self.rr = rr
    self.perfusion = perfusion
  }
}

/// The vitals that an episode can move.
public enum SimulatedVital: String, CaseIterable, Hashable, Sendable {
  case hr, spo2, sys, dia, rr

  /// The name that a condition has for it.
  var subject: Condition.Subject {
    switch self {
    case .hr: .hr
    case .spo2: .spo2
    case .sys: .sys
    case .dia: .dia
    case .rr: .rr
    }
  }
}

extension VitalSigns {
  subscript(vital: SimulatedVital) -> Double {
    switch vital {
    case .hr: hr
    case .spo2: spo2
    case .sys: sys
    case .dia: dia
    case .rr: rr
    }
  }
}
