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

  /// The floats of frames 1 to 25.
  var floats: [UInt8] {
    var floats = [UInt8](repeating: 0, count: Self.frameCount)
    func put(_ rate: Reported, at index: Int) {
      let number = rate.scaled(perUnit: 1) ?? 511
      floats[index] = UInt8(number >> 7 & 0x03)
      floats[index + 1] = UInt8(number & 0x7F)
    }
    func put(saturation: Reported, at indices: [Int]) {
      for index in indices { floats[index] = UInt8(clamping: saturation.scaled(perUnit: 1) ?? 127) }
    }
    put(pulse, at: 0)
    put(extendedPulse, at: 13)
    put(displayPulse, at: 19)
    put(displayPulse, at: 21)
    put(saturation: spo2, at: [2, 9, 10])
    put(saturation: displaySpo2, at: [8, 16])
    put(saturation: extendedSpo2, at: [15])
    floats[3] = firmware
    floats[7] = batteryIsLow ? 1 : 0
    return floats
  }
}
