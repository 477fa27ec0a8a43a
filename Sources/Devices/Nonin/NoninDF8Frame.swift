import Quantities

/// Nonin data format 8: four bytes a second, the first with bit 7 set, no checksum.
///
/// The numbers are display values: held up to 10 s after the finger is out, while the sensor alarm is set. So
/// the alarm is looked at first.
public struct NoninDF8Frame: Hashable, Sendable {
  /// Pulse rate, /min.
  public var pulse: Reported
  /// Oxygen saturation, %.
  public var spo2: Reported
  public var outOfTrack: Bool
  public var lowPerfusion: Bool
  public var marginalPerfusion: Bool
  public var artifact: Bool
  /// Finger off, or no usable sensor.
  public var sensorAlarm: Bool
  /// The device's "high quality" mark (SmartPoint).
  public var smartPoint: Bool
  public var batteryIsLow: Bool

  public init(
    pulse: Reported, spo2: Reported, outOfTrack: Bool = false, lowPerfusion: Bool = false,
    marginalPerfusion: Bool = false, artifact: Bool = false, sensorAlarm: Bool = false,
    smartPoint: Bool = false,
    batteryIsLow: Bool = false
  ) {
    self.pulse = pulse
    self.spo2 = spo2
    self.outOfTrack = outOfTrack
    self.lowPerfusion = lowPerfusion
    self.marginalPerfusion = marginalPerfusion
    self.artifact = artifact
    self.sensorAlarm = sensorAlarm
    self.smartPoint = smartPoint
    self.batteryIsLow = batteryIsLow
  }
}

extension NoninDF8Frame {
  static let length = 4

  init(_ frame: ArraySlice<UInt8>) {
    let bytes = Array(frame)
    self.init(
      pulse: .whole(Int(bytes[0] & 0x03) << 7 | Int(bytes[1]), in: 0...350),
      spo2: .whole(Int(bytes[2]), in: 0...100),
      outOfTrack: bytes[0] & 0x20 != 0, lowPerfusion: bytes[0] & 0x10 != 0,
      marginalPerfusion: bytes[0] & 0x08 != 0,
      artifact: bytes[0] & 0x04 != 0, sensorAlarm: bytes[3] & 0x08 != 0, smartPoint: bytes[3] & 0x20 != 0,
      batteryIsLow: bytes[3] & 0x01 != 0)
  }

  /// As the device sends it.
  public var bytes: [UInt8] {
    let rate = pulse.scaled(perUnit: 1) ?? 511
    let marks: UInt8 =
      (outOfTrack ? 0x20 : 0) | (lowPerfusion ? 0x10 : 0) | (marginalPerfusion ? 0x08 : 0)
      | (artifact ? 0x04 : 0)
    let flags: UInt8 = (smartPoint ? 0x20 : 0) | (sensorAlarm ? 0x08 : 0) | (batteryIsLow ? 0x01 : 0)
    return [
      0x80 | marks | UInt8(rate >> 7 & 0x03), UInt8(rate & 0x7F),
      UInt8(clamping: spo2.scaled(perUnit: 1) ?? 127), flags,
    ]
  }
}
