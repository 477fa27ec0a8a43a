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
