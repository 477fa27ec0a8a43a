import InfusionCore
import Quantities

/// What the devices at the chair have to tell during one second.
struct BedsideSignals: Hashable, Sendable {
  var oximetry: OximeterSignal
  /// /min
  var respiration: Int
  /// A cuff result that stands from this second on; nil in all other seconds.
  var cuff: CuffSignal?
  var pump: PumpSignal
}

/// What a pulse oximeter knows, whatever it speaks.
struct OximeterSignal: Hashable, Sendable {
  var status: SensorStatus
  /// /min; nil while there is no reading.
  var pulse: Int?
  /// %; nil while there is no reading.
  var saturation: Int?
  /// Perfusion index, hundredths of a percent.
  var perfusionHundredths: Int?

  static let searching = OximeterSignal(status: .searching)
}

enum CuffSignal: Hashable, Sendable {
  case measured(sys: Int, dia: Int, map: Int, number: Int)
  case failed
}

struct PumpSignal: Hashable, Sendable {
  var state: PumpState
  var rate: MillilitresPerHour
  /// Infused since it was switched on.
  var volume: Millilitres

  static let idle = PumpSignal(state: .stopped, rate: .zero, volume: .zero)
}
