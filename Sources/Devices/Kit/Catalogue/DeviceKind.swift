public import InfusionCore
public import Quantities
public import SerialSettings

/// One kind of device that Chairside speaks with.
public struct DeviceKind: Sendable {
  /// As on the command line: `nonin-df2`.
  public var name: String
  /// As people call it.
  public var title: String
  /// The line's settings unless the port says otherwise.
  public var line: LineSettings
  /// The usual time between readings.
  public var nominalInterval: TimeSpan
  public var sourceClock: SourceClock
  public var carries: [Carried]
  public var evidence: [Evidence]
  /// Not for clinical use: only to practise with.
  public var isForTrainingOnly = false
  let makeDriver: @Sendable (DeviceKind, DriverOptions) -> any DeviceDriver

  public func driver(_ options: DriverOptions) -> any DeviceDriver { makeDriver(self, options) }

  /// The driver with the kind's own line settings.
  public func driver(source: SourceID, timing: DriverOptions.Timing = .arrival) -> any DeviceDriver {
    driver(DriverOptions(source: source, timing: timing, line: line.description))
  }

  /// Whether it sends many small frames a second, by itself.
  public var isFastStream: Bool {
    if case .nominal(let rate) = sourceClock { rate.frames >= 20 * rate.seconds } else { false }
  }

  public var description: SourceDescription {
    SourceDescription(id: SourceID(name), nominalInterval: nominalInterval)
  }

  /// What may be written to it; empty where it is only listened to.
  public var allowedFrames: [HarmlessFrame] { WriteAllowList.byKind[name] ?? [] }
}

/// What a device can give.
public enum Carried: String, CaseIterable, Hashable, Sendable {
  case hr, spo2, pi, rr, etco2, temp, nibp
  case pump
}

/// How we come to believe what a decoder does.
public enum Evidence: String, CaseIterable, Hashable, Sendable {
  case ownFormat = "our own format"
  case documentRead = "manufacturer's document read"
  case codeRead = "independent code read"
  case recorded = "recorded bytes"
  case manualQuoted = "manual quoted by others"
  case memory = "from memory, unchecked"
}

/// A kind that nobody here speaks.
public struct UnknownDeviceKind: Error, Hashable, Sendable {
  public var name: String
  /// Those that are known, in the catalogue's order.
  public var known: [String]

  public init(name: String, known: [String]) {
    self.name = name
    self.known = known
  }
}
