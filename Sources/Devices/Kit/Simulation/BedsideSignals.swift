public import InfusionCore
public import Quantities

/// What the devices at the chair have to tell during one second.
public struct BedsideSignals: Hashable, Sendable {
  public var oximetry: OximeterSignal
  /// By ECG, whatever the finger does; /min.
  public var heartRate: Int
  /// /min
  public var respiration: Int
  /// A cuff result that stands from this second on; nil in all other seconds.
  public var cuff: CuffSignal?
  public var cuffModule: CuffModule
  public var pump: PumpSignal

  public init(
    oximetry: OximeterSignal, heartRate: Int, respiration: Int, cuff: CuffSignal?, cuffModule: CuffModule,
    pump: PumpSignal
  ) {
    self.oximetry = oximetry
    self.heartRate = heartRate
    self.respiration = respiration
    self.cuff = cuff
    self.cuffModule = cuffModule
    self.pump = pump
  }

  /// Before the first second.
  public static let none = BedsideSignals(
    oximetry: .searching, heartRate: 0, respiration: 0, cuff: nil, cuffModule: CuffModule(), pump: .idle)
}

/// What a pulse oximeter knows, whatever it speaks.
public struct OximeterSignal: Hashable, Sendable {
  public var status: SensorStatus
  /// /min; nil while there is no reading.
  public var pulse: Int?
  /// %; nil while there is no reading.
  public var saturation: Int?
  /// Perfusion index, hundredths of a percent.
  public var perfusionHundredths: Int?

  public init(
    status: SensorStatus, pulse: Int? = nil, saturation: Int? = nil, perfusionHundredths: Int? = nil
  ) {
    self.status = status
    self.pulse = pulse
    self.saturation = saturation
    self.perfusionHundredths = perfusionHundredths
  }

  public static let searching = OximeterSignal(status: .searching)
}

/// What a cuff at the simulated patient came to.
public enum CuffSignal: Hashable, Sendable {
  case measured(CuffFigures)
  case failed
}

/// mmHg.
public struct CuffFigures: Hashable, Sendable {
  public var sys: Int
  public var dia: Int
  public var map: Int
  /// Of the measurement, wraps at 65536.
  public var number: Int

  public init(sys: Int, dia: Int, map: Int, number: Int) {
    self.sys = sys
    self.dia = dia
    self.map = map
    self.number = number
  }
}

/// What a cuff can be asked at any time.
public struct CuffModule: Hashable, Sendable {
  /// In the cuff now, mmHg; nil while it does not measure.
  public var pressure: Int?
  /// The last good one: it stands there until the next, however old.
  public var result: CuffFigures?
  /// Whether the last measurement failed.
  public var hasFailed = false

  public init() {}
}

/// The pump beside the simulated patient.
public struct PumpSignal: Hashable, Sendable {
  public var state: PumpState
  /// What flows now.
  public var rate: MillilitresPerHour
  /// What it is set to, whether that flows or not.
  public var setRate = MillilitresPerHour.zero
  /// Infused since it was switched on.
  public var volume: Millilitres

  init(state: PumpState, rate: MillilitresPerHour, volume: Millilitres) {
    self.state = state
    self.rate = rate
    self.volume = volume
  }

  public static let idle = PumpSignal(state: .stopped, rate: .zero, volume: .zero)
}
