/// The status byte of a Nonin frame (data formats 2 and 7), and what several of them say together.
public struct NoninStatus: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// First frame of a packet.
  public static let sync = NoninStatus(rawValue: 0x01)
  /// With `perfusionRed` alone: low perfusion; with both: marginal; green alone: good. Only around a pulse.
  public static let perfusionGreen = NoninStatus(rawValue: 0x02)
  public static let perfusionRed = NoninStatus(rawValue: 0x04)
  /// Sensor alarm: finger off, no usable sensor.
  public static let sensorAlarm = NoninStatus(rawValue: 0x08)
  /// No run of good pulses.
  public static let outOfTrack = NoninStatus(rawValue: 0x10)
  public static let artifact = NoninStatus(rawValue: 0x20)
  /// Sensor disconnected (OEM III).
  public static let sensorDisconnected = NoninStatus(rawValue: 0x40)
  /// Always set: tells a status byte from a float.
  public static let mark = NoninStatus(rawValue: 0x80)

  /// As it stands on a frame.
  func marked(isFirst: Bool) -> NoninStatus { union(isFirst ? [.mark, .sync] : .mark) }
}

/// How well blood flows under the sensor.
public enum NoninPerfusion: Hashable, Sendable {
  case good, marginal, low

  /// Nil between pulses.
  init?(_ status: NoninStatus) {
    switch (status.contains(.perfusionRed), status.contains(.perfusionGreen)) {
    case (false, false): return nil
    case (false, true): self = .good
    case (true, true): self = .marginal
    case (true, false): self = .low
    }
  }
}
