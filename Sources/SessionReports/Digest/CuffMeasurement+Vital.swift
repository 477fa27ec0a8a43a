import InfusionCore
import Quantities

extension CuffMeasurement {
  /// A pressure of this measurement; nil for a vital that no cuff gives, and for a mean that was only
  /// computed.
  subscript(vital: Vital) -> Fixed? {
    switch vital {
    case .sys: sys
    case .dia: dia
    case .map: mapIsDerived ? nil : map
    case .spo2, .hr, .rr: nil
    }
  }
}

extension AlarmEpisode {
  /// The same with the pressures that were measured while it stood.
  func noting(_ pressures: [SessionDigest.PressureEntry]) -> AlarmEpisode {
    guard case .limit(let vital, _) = id, vital.isCuff else { return self }
    var episode = self
    for pressure in pressures where stood(at: pressure.at) {
      if let value = pressure.measurement[vital] { episode.note(value) }
    }
    return episode
  }
}
