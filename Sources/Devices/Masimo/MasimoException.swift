/// The EXC field of Masimo's ASCII 1 line: why a number may be none. Not the table of the ALARM field.
public struct MasimoException: OptionSet, Hashable, Sendable {
  public let rawValue: Int
  public init(rawValue: Int) { self.rawValue = rawValue }

  public static let noSensor = MasimoException(rawValue: 0x1)
  public static let defectiveSensor = MasimoException(rawValue: 0x2)
  public static let lowPerfusion = MasimoException(rawValue: 0x4)
  public static let pulseSearch = MasimoException(rawValue: 0x8)
  public static let interference = MasimoException(rawValue: 0x10)
  public static let sensorOff = MasimoException(rawValue: 0x20)
  public static let ambientLight = MasimoException(rawValue: 0x40)
  public static let unrecognisedSensor = MasimoException(rawValue: 0x80)
  public static let incompatibleSensor = MasimoException(rawValue: 0x100)
  public static let lowSignalQuality = MasimoException(rawValue: 0x400)
  /// Set in normal operation.
  public static let masimoSET = MasimoException(rawValue: 0x800)
  public static let noCable = MasimoException(rawValue: 0x1000)
  public static let defectiveCable = MasimoException(rawValue: 0x10000)
  public static let calibrating = MasimoException(rawValue: 0x20000)
  public static let sensorExpired = MasimoException(rawValue: 0x40000)
}
