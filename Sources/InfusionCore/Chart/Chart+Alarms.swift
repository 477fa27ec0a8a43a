public import Quantities

/// What a person said later of the pressure that raised an alarm.
public enum RaisingPressure: String, Hashable, Sendable {
  /// It was struck: no such pressure was measured.
  case struck
  /// It read otherwise.
  case corrected
}

extension Chart {
  /// Nil while the pressure stands as it was measured, and for an alarm of anything else. The alarm itself
  /// stays in the record: it sounded, and somebody answered it.
  public func raisingPressure(of alarm: AlarmEpisode) -> RaisingPressure? {
    guard case .limit(let vital, _) = alarm.id, vital.isCuff else { return nil }
    let raising = pressures.last { $0.at == alarm.raisedAt && $0.correction != nil }
    guard let raising, let correction = raising.correction else { return nil }
    if raising.isStruck { return .struck }
    return correction.first[vital] == raising.measurement[vital] ? nil : .corrected
  }
}

extension CuffMeasurement {
  /// A pressure of this measurement; nil for a vital that no cuff gives, and for a mean that was only
  /// computed.
  public subscript(vital: Vital) -> Fixed? {
    switch vital {
    case .sys: sys
    case .dia: dia
    case .map: mapIsDerived ? nil : map
    case .spo2, .hr, .rr: nil
    }
  }
}
