import Quantities

/// Twenty-five frames of data format 2 or 7: a third of a second.
public struct NoninPacket: Hashable, Sendable {
  public static let frameCount = 25

  /// Pulse rate, /min, mean of 4 beats. It goes missing at once when the finger does, unlike the display
  /// value.
  public var pulse: Reported
  /// Oxygen saturation, %, mean of 4 beats.
  public var spo2: Reported
  /// Mean of 8 beats.
  public var extendedPulse: Reported
  public var extendedSpo2: Reported
  /// For a display: held up to 10 s after the finger is out, so never a reading.
  public var displayPulse: Reported
  public var displaySpo2: Reported
  public var firmware: UInt8
  public var batteryIsLow: Bool
  /// What any of the frames said, but for perfusion.
  public var status: NoninStatus
  /// The last perfusion mark within the packet; nil where no pulse fell into it.
  public var perfusion: NoninPerfusion?
  /// The number of the packet's last frame since the stream began, from 0.
  public var lastFrame: Int

  public init(
    pulse: Reported, spo2: Reported, status: NoninStatus = [], perfusion: NoninPerfusion? = nil,
    lastFrame: Int = 24
  ) {
    self.pulse = pulse
    self.spo2 = spo2
    extendedPulse = pulse
    extendedSpo2 = spo2
    displayPulse = pulse
    displaySpo2 = spo2
    firmware = 0
    batteryIsLow = false
    self.status = status.subtracting([.sync, .mark, .perfusionGreen, .perfusionRed])
    self.perfusion = perfusion
    self.lastFrame = lastFrame
  }
}

extension NoninPacket {
  /// The packet's floats in the order of its frames, of which bit 7 and reserved bits mean nothing.
  init(floats: [UInt8], statuses: [NoninStatus], lastFrame: Int) {
    func rate(_ high: Int) -> Reported {
      .whole(Int(floats[high] & 0x03) << 7 | Int(floats[high + 1] & 0x7F), in: 0...350)
    }
    func saturation(_ index: Int) -> Reported { .whole(Int(floats[index] & 0x7F), in: 0...100) }
    self.init(
      pulse: rate(0), spo2: saturation(2), status: statuses.reduce([]) { $0.union($1) },
      perfusion: statuses.compactMap(NoninPerfusion.init).last, lastFrame: lastFrame)
    firmware = floats[3]
    batteryIsLow = floats[7] & 0x01 != 0
    extendedPulse = rate(13)
    extendedSpo2 = saturation(15)
    displayPulse = rate(19)
    displaySpo2 = saturation(8)
  }

  /// The float of one of the frames, from 0. It is asked for 75 times a second.
  func float(_ index: Int) -> UInt8 {
    switch index {
    case 0: Self.high(pulse)
    case 1: Self.low(pulse)
    case 2, 9, 10: Self.saturation(spo2)
    case 3: firmware
    case 7: batteryIsLow ? 1 : 0
    case 8, 16: Self.saturation(displaySpo2)
    case 13: Self.high(extendedPulse)
    case 14: Self.low(extendedPulse)
    case 15: Self.saturation(extendedSpo2)
    case 19, 21: Self.high(displayPulse)
    case 20, 22: Self.low(displayPulse)
    default: 0
    }
  }

  private static func high(_ rate: Reported) -> UInt8 { UInt8(number(rate) >> 7 & 0x03) }
  private static func low(_ rate: Reported) -> UInt8 { UInt8(number(rate) & 0x7F) }
  private static func number(_ rate: Reported) -> Int { rate.scaled(perUnit: 1) ?? 511 }
  private static func saturation(_ value: Reported) -> UInt8 {
    UInt8(clamping: value.scaled(perUnit: 1) ?? 127)
  }
}
