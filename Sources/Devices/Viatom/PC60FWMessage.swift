import Quantities

/// What a PC-60FW tells once a second: frame 01 of the oximeter (token 0F).
public struct PC60FWMessage: Hashable, Sendable {
  /// %
  public var spo2: Reported
  /// /min
  public var pulse: Reported
  /// %
  public var perfusionIndex: Reported
  public var probeIsOff: Bool
  public var isSearching: Bool
  /// A fault of the probe, or a wrong use of it.
  public var checkProbe: Bool
  /// 0 to 3.
  public var battery: Int

  public init(
    spo2: Reported, pulse: Reported, perfusionIndex: Reported, probeIsOff: Bool = false,
    isSearching: Bool = false, checkProbe: Bool = false, battery: Int = 3
  ) {
    self.spo2 = spo2
    self.pulse = pulse
    self.perfusionIndex = perfusionIndex
    self.probeIsOff = probeIsOff
    self.isSearching = isSearching
    self.checkProbe = checkProbe
    self.battery = battery
  }
}

extension PC60FWMessage {
  /// The Nordic UART service, which is a serial port; this is the way from the device.
  public static let service = BluetoothUUID(high: 0x6E40_0001_B5A3_F393, low: 0xE0A9_E50E_24DC_CA9E)
  public static let characteristic = BluetoothUUID(high: 0x6E40_0003_B5A3_F393, low: 0xE0A9_E50E_24DC_CA9E)

  static let type: UInt8 = 0x01
  static let length = 6
  private static let saturations = 1...100
  private static let rates = 1...511
  private static let perfusions = 1...255

  /// Of the six bytes behind the type.
  init(_ content: ArraySlice<UInt8>) {
    let bytes = Array(content)
    let perfusion = Int(bytes[3])
    self.init(
      spo2: .whole(Int(bytes[0]), in: Self.saturations),
      pulse: .whole(Int(bytes[1]) | Int(bytes[2]) << 8, in: Self.rates),
      perfusionIndex: Self.perfusions.contains(perfusion)
        ? .value(Fixed(thousandths: perfusion * 100)) : .missing,
      probeIsOff: bytes[4] & 0x02 != 0, isSearching: bytes[4] & 0x04 != 0, checkProbe: bytes[4] & 0x08 != 0,
      battery: Int(bytes[5] >> 6))
  }

  /// As the device sends it.
  public var bytes: [UInt8] {
    let rate = pulse.scaled(perUnit: 1) ?? 0
    let state: UInt8 = (probeIsOff ? 0x02 : 0) | (isSearching ? 0x04 : 0) | (checkProbe ? 0x08 : 0)
    return PC60FWFrame.bytes(
      token: PC60FWFrame.oximeter,
      [
        Self.type, UInt8(clamping: spo2.scaled(perUnit: 1) ?? 0), UInt8(rate & 0xFF), UInt8(rate >> 8 & 0xFF),
        UInt8(clamping: perfusionIndex.scaled(perUnit: 10) ?? 0), state, UInt8(battery & 3) << 6,
      ])
  }
}
