import InfusionCore
import Quantities

/// What the devices at the chair have to tell during one second.
struct BedsideSignals: Hashable, Sendable {
  var oximetry: OximeterSignal
  /// By ECG, whatever the finger does; /min.
  var heartRate: Int
  /// /min
  var respiration: Int
  /// A cuff result that stands from this second on; nil in all other seconds.
  var cuff: CuffSignal?
  var cuffModule: CuffModule
  var pump: PumpSignal

  /// Before the first second.
  static let none = BedsideSignals(
    oximetry: .searching, heartRate: 0, respiration: 0, cuff: nil, cuffModule: CuffModule(), pump: .idle)
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
  case measured(CuffFigures)
  case failed
}

/// mmHg.
struct CuffFigures: Hashable, Sendable {
  var sys: Int
  var dia: Int
  var map: Int
  /// Of the measurement, wraps at 65536.
  var number: Int
}

/// What a cuff can be asked at any time.
struct CuffModule: Hashable, Sendable {
  /// In the cuff now, mmHg; nil while it does not measure.
  var pressure: Int?
  /// The last good one: it stands there until the next, however old.
  var result: CuffFigures?
  /// Whether the last measurement failed.
  var hasFailed = false
}

struct PumpSignal: Hashable, Sendable {
  var state: PumpState
  /// What flows now.
  var rate: MillilitresPerHour
  /// What it is set to, whether that flows or not.
  var setRate = MillilitresPerHour.zero
  /// Infused since it was switched on.
  var volume: Millilitres

  static let idle = PumpSignal(state: .stopped, rate: .zero, volume: .zero)
}
