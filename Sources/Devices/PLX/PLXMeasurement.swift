/// One measurement of a pulse oximeter that follows Bluetooth's Pulse Oximeter Service: the characteristics
/// 2A5F (again and again) and 2A5E (one at a time). Tables 3.2 to 3.7 of the service's specification 1.0.1,
/// as three independent programs have them.
public struct PLXMeasurement: Hashable, Sendable {
  /// Saturation and pulse together, as the device averages them.
  public struct Figures: Hashable, Sendable {
    /// %
    public var spo2: Reported
    /// /min
    public var pulse: Reported

    public init(spo2: Reported, pulse: Reported) {
      self.spo2 = spo2
      self.pulse = pulse
    }
  }

  public var isContinuous: Bool
  /// With the device's usual averaging.
  public var usual: Figures
  public var fast: Figures?
  public var slow: Figures?
  /// Nil where the device says nothing of it.
  public var state: PLXState?
  public var sensor: PLXSensor?
  /// Of a single measurement, by the device's clock.
  var instant: MeasurementInstant?
  public var clockIsUnset = false
  /// Pulse amplitude index, %.
  public var perfusionIndex: Reported?

  public init(
    _ usual: Figures, isContinuous: Bool = true, state: PLXState? = nil, sensor: PLXSensor? = nil,
    perfusionIndex: Reported? = nil
  ) {
    self.usual = usual
    self.isContinuous = isContinuous
    self.state = state
    self.sensor = sensor
    self.perfusionIndex = perfusionIndex
  }
}

/// Measurement status.
public struct PLXState: OptionSet, Hashable, Sendable {
  public let rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  public static let ongoing = PLXState(rawValue: 1 << 5)
  public static let earlyEstimate = PLXState(rawValue: 1 << 6)
  public static let validated = PLXState(rawValue: 1 << 7)
  public static let fullyQualified = PLXState(rawValue: 1 << 8)
  public static let fromStorage = PLXState(rawValue: 1 << 9)
  public static let demonstration = PLXState(rawValue: 1 << 10)
  public static let testing = PLXState(rawValue: 1 << 11)
  public static let calibrating = PLXState(rawValue: 1 << 12)
  public static let unavailable = PLXState(rawValue: 1 << 13)
  public static let questionable = PLXState(rawValue: 1 << 14)
  public static let invalid = PLXState(rawValue: 1 << 15)
}

/// Device and sensor status.
public struct PLXSensor: OptionSet, Hashable, Sendable {
  /// 24 bits
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  public static let displayIsHeld = PLXSensor(rawValue: 1 << 0)
  public static let equipmentFault = PLXSensor(rawValue: 1 << 1)
  public static let irregularProcessing = PLXSensor(rawValue: 1 << 2)
  public static let inadequateSignal = PLXSensor(rawValue: 1 << 3)
  public static let poorSignal = PLXSensor(rawValue: 1 << 4)
  public static let lowPerfusion = PLXSensor(rawValue: 1 << 5)
  public static let erraticSignal = PLXSensor(rawValue: 1 << 6)
  public static let notPulsatile = PLXSensor(rawValue: 1 << 7)
  public static let questionablePulse = PLXSensor(rawValue: 1 << 8)
  public static let analysing = PLXSensor(rawValue: 1 << 9)
  public static let interference = PLXSensor(rawValue: 1 << 10)
  public static let notOnTheFinger = PLXSensor(rawValue: 1 << 11)
  public static let unknownSensor = PLXSensor(rawValue: 1 << 12)
  public static let displaced = PLXSensor(rawValue: 1 << 13)
  public static let sensorFault = PLXSensor(rawValue: 1 << 14)
  public static let disconnected = PLXSensor(rawValue: 1 << 15)
}
