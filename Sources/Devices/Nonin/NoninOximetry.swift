import Quantities

/// Nonin's "continuous oximetry" value, once a second: the first byte is its length, numbers stand high byte
/// first (Nonin's own sample for the 3230; a program that quotes Nonin 113142-000-02, and two others).
public struct NoninOximetry: Hashable, Sendable {
  public var status: Status
  /// Tenths of a volt.
  public var battery: Int
  /// Pulse amplitude index, %.
  public var perfusionIndex: Reported
  /// Seconds since the device was switched on; wraps at 65536.
  public var number: Int
  /// %
  public var spo2: Reported
  /// /min
  public var pulse: Reported

  /// What the device says of its sensor, the signal and itself.
  public struct Status: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The pulse modulates the light by 0.3 % or less.
    public static let weakSignal = Status(rawValue: 1 << 1)
    /// Good enough for a single reading (SmartPoint).
    public static let smartPoint = Status(rawValue: 1 << 2)
    public static let searching = Status(rawValue: 1 << 3)
    public static let onTheFinger = Status(rawValue: 1 << 4)
    public static let lowBattery = Status(rawValue: 1 << 5)
    public static let encrypted = Status(rawValue: 1 << 6)
  }

  public init(
    status: Status, perfusionIndex: Reported, number: Int, spo2: Reported, pulse: Reported, battery: Int = 30
  ) {
    self.status = status
    self.battery = battery
    self.perfusionIndex = perfusionIndex
    self.number = number
    self.spo2 = spo2
    self.pulse = pulse
  }
}

extension NoninOximetry: NotifiedMessage {
  public static let service = BluetoothUUID(high: 0x46A9_70E0_0D5F_11E2, low: 0x8B5E_0002_A5D5_C51B)
  public static let characteristic = BluetoothUUID(high: 0x0AAD_7EA0_0D60_11E2, low: 0x8E3C_0002_A5D5_C51B)
  public static let characteristics = [characteristic]

  /// A longer one may say more behind these.
  private static let shortest = 10
  /// 127 and 511 are "none", as in Nonin's other formats.
  private static let saturations = 0...100
  private static let noSaturation: UInt8 = 127
  private static let rates = 0...350
  private static let noRate = 511

  public static func read(_ notified: NotifiedValue) -> NotifiedMeaning<NoninOximetry> {
    let value = notified.value
    guard value.count >= shortest, Int(value[0]) == value.count else { return .malformed }
    func number(_ place: Int) -> Int { Int(value[place]) << 8 | Int(value[place + 1]) }
    return .message(
      NoninOximetry(
        status: Status(rawValue: value[1]),
        perfusionIndex: .value(Fixed(thousandths: number(3) * 10)), number: number(5),
        spo2: .whole(Int(value[7]), in: saturations), pulse: .whole(number(8), in: rates),
        battery: Int(value[2])))
  }

  /// As the device sends it.
  public var bytes: [UInt8] {
    let words = [perfusionIndex.scaled(perUnit: 100) ?? 0, number]
      .flatMap { [UInt8($0 >> 8 & 0xFF), UInt8($0 & 0xFF)] }
    let rate = pulse.scaled(perUnit: 1) ?? Self.noRate
    let figures = [
      spo2.scaled(perUnit: 1).map { UInt8(clamping: $0) } ?? Self.noSaturation, UInt8(rate >> 8 & 0xFF),
      UInt8(rate & 0xFF),
    ]
    let value = [UInt8(Self.shortest), status.rawValue, UInt8(clamping: battery)] + words + figures
    return NotifiedValue(of: Self.characteristic, value).bytes
  }
}
