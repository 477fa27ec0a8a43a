import Quantities

/// What a monitor of Bluetooth's Blood Pressure Service notifies of, and what time it says that it is.
public enum BLPMessage: Hashable, Sendable {
  /// 2A35: a measurement, each told once.
  case result(BLPMeasurement)
  /// 2A36: what is in the cuff while it measures, mmHg.
  case cuffPressure(Reported)
  /// 2A2B or 2A08: the monitor's clock now; nil where it was never set.
  case clock(MeasurementInstant?)
}

/// The characteristic 2A35, by the Bluetooth SIG's assigned numbers (`blood_pressure_measurement`).
public struct BLPMeasurement: Hashable, Sendable {
  /// mmHg, whatever unit the monitor uses.
  public var sys: Reported
  public var dia: Reported
  public var map: Reported
  /// By the monitor's clock; nil if it has none, or does not know the time.
  var instant: MeasurementInstant?
  /// The cuff's own, /min.
  public var pulse: Reported?
  /// Whose result it is, by the monitor's own numbers; 255 is nobody's.
  public var person: UInt8?
  public var state: BLPState?

  public init(sys: Reported, dia: Reported, map: Reported, state: BLPState? = nil) {
    self.sys = sys
    self.dia = dia
    self.map = map
    self.state = state
  }
}

/// Measurement status.
public struct BLPState: OptionSet, Hashable, Sendable {
  public let rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  public static let moved = BLPState(rawValue: 1 << 0)
  public static let cuffIsLoose = BLPState(rawValue: 1 << 1)
  public static let irregularPulse = BLPState(rawValue: 1 << 2)
  public static let pulseIsTooFast = BLPState(rawValue: 1 << 3)
  public static let pulseIsTooSlow = BLPState(rawValue: 1 << 4)
  public static let wrongPosition = BLPState(rawValue: 1 << 5)
}

extension BLPMessage: NotifiedMessage {
  public static let measurement = BluetoothUUID(0x2A35)
  public static let intermediate = BluetoothUUID(0x2A36)
  /// Current Time and Date Time. A monitor may have either, both or neither.
  public static let clocks = [BluetoothUUID(0x2A2B), BluetoothUUID(0x2A08)]
  public static let notified = [measurement, intermediate]
  public static let characteristics = notified + clocks

  private static let pressures = 0...350
  private static let rates = 0...350

  public static func read(_ notified: NotifiedValue) -> NotifiedMeaning<BLPMessage> {
    var reader = ValueReader(notified.value)
    // What stands behind the second (the day of the week, fractions) is not needed.
    if clocks.contains(notified.characteristic) {
      let instant = reader.instant()
      return reader.isTooShort ? .malformed : .message(.clock(instant))
    }
    let flags = reader.number(1)
    let isKilopascal = flags & 1 != 0
    func pressure() -> Reported {
      let told = reader.float()
      return (isKilopascal ? told.fromKilopascal : told).within(pressures)
    }
    var measurement = BLPMeasurement(sys: pressure(), dia: pressure(), map: pressure())
    if flags & 1 << 1 != 0 { measurement.instant = reader.instant() }
    if flags & 1 << 2 != 0 { measurement.pulse = reader.float().within(rates) }
    if flags & 1 << 3 != 0 { measurement.person = UInt8(reader.number(1)) }
    if flags & 1 << 4 != 0 { measurement.state = BLPState(rawValue: UInt16(reader.number(2))) }
    if reader.isTooShort { return .malformed }
    return .message(
      notified.characteristic == intermediate ? .cuffPressure(measurement.sys) : .result(measurement))
  }

  /// As the monitor sends it, in mmHg; a result without its instant, pulse and person, a clock that was never
  /// set.
  public var bytes: [UInt8] {
    switch self {
    case .cuffPressure(let pressure):
      let value = [0] + MedicalFloat.bytes(pressure) + MedicalFloat.none + MedicalFloat.none
      return NotifiedValue(of: Self.intermediate, value).bytes
    case .clock: return NotifiedValue(of: Self.clocks[0], [UInt8](repeating: 0, count: 10)).bytes
    case .result(let measured):
      let state = measured.state.map { [UInt8($0.rawValue & 0xFF), UInt8($0.rawValue >> 8)] } ?? []
      let value =
        [state.isEmpty ? 0 : 1 << 4]
        + [measured.sys, measured.dia, measured.map].flatMap(MedicalFloat.bytes) + state
      return NotifiedValue(of: Self.measurement, value).bytes
    }
  }
}

extension Reported {
  /// In whole mmHg: 133.322 Pa (SI brochure).
  fileprivate var fromKilopascal: Reported {
    switch self {
    case .value(let value): .value(Fixed(rounding: value.doubleValue * 1000 / 133.322).rounded(places: 0))
    case .missing: .missing
    }
  }
}
