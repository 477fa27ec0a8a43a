import Quantities

/// The figures of a Jumper oximeter: `81 PULSE SPO2 PI`, four bytes in one value. The same characteristic
/// carries its pulse wave, which begins with another byte.
public struct JumperMessage: Hashable, Sendable {
  /// /min
  public var pulse: Reported
  /// %
  public var spo2: Reported
  /// %
  public var perfusionIndex: Reported

  public init(pulse: Reported, spo2: Reported, perfusionIndex: Reported) {
    self.pulse = pulse
    self.spo2 = spo2
    self.perfusionIndex = perfusionIndex
  }
}

extension JumperMessage: NotifiedMessage {
  public static let service = BluetoothUUID(high: 0xCDEA_CB80_5235_4C07, low: 0x8846_93A3_7EE6_B86D)
  public static let characteristic = BluetoothUUID(high: 0xCDEA_CB81_5235_4C07, low: 0x8846_93A3_7EE6_B86D)
  public static let characteristics = [characteristic]

  private static let mark: UInt8 = 0x81
  private static let length = 4
  /// 255 and 127 are "none"; without a finger some send 0.
  private static let rates = 1...254
  private static let noRate: UInt8 = 255
  private static let saturations = 1...100
  private static let noSaturation: UInt8 = 127
  private static let perfusions = 1...200

  public static func read(_ notified: NotifiedValue) -> NotifiedMeaning<JumperMessage> {
    let value = notified.value
    guard value.first == mark else { return .ignored }
    guard value.count == length else { return .malformed }
    let perfusion = Int(value[3])
    return .message(
      JumperMessage(
        pulse: .whole(Int(value[1]), in: rates), spo2: .whole(Int(value[2]), in: saturations),
        perfusionIndex: perfusions.contains(perfusion)
          ? .value(Fixed(thousandths: perfusion * 100)) : .missing))
  }

  /// As the device sends it.
  public var bytes: [UInt8] {
    let value = [
      Self.mark, pulse.scaled(perUnit: 1).map { UInt8(clamping: $0) } ?? Self.noRate,
      spo2.scaled(perUnit: 1).map { UInt8(clamping: $0) } ?? Self.noSaturation,
      UInt8(clamping: perfusionIndex.scaled(perUnit: 10) ?? 0),
    ]
    return NotifiedValue(of: Self.characteristic, value).bytes
  }
}
