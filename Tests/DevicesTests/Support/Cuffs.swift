import Devices
import InfusionCore
import Quantities

func measured(_ sys: Int, _ dia: Int, _ map: Int, ageIsUnknown: Bool = false) -> CuffResult {
  var measurement = CuffMeasurement.pressure(sys: Fixed(sys), dia: Fixed(dia), map: Fixed(map))
  measurement.ageIsUnknown = ageIsUnknown
  return .measured(measurement)
}

extension DeviceDriver {
  /// The cuff results that these bytes come to.
  mutating func cuffs(_ bytes: [UInt8], at time: SessionTime = .start) -> [CuffResult] {
    received(bytes[...], at: time).readings.compactMap(\.nibp)
  }
}
