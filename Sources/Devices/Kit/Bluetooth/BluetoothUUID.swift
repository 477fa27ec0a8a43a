/// The name of a service or of a characteristic of a Bluetooth device. Those that the Bluetooth SIG has
/// assigned are known by four digits, all others have 32:
///
///     BluetoothUUID(0x2A5F) == BluetoothUUID("00002a5f-0000-1000-8000-00805f9b34fb")
public struct BluetoothUUID: Hashable, Sendable {
  private let high: UInt64
  private let low: UInt64

  /// What an assigned number stands in (Bluetooth Core Specification, Vol 3 Part B 2.5.1).
  private static let base = BluetoothUUID(high: 0x0000_0000_0000_1000, low: 0x8000_0080_5F9B_34FB)

  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// One that the SIG has assigned.
  public init(_ assigned: UInt16) {
    self.init(high: Self.base.high | UInt64(assigned) << 32, low: Self.base.low)
  }

  /// Four digits, or 32 with or without their hyphens; nil for anything else.
  public init?(_ text: some StringProtocol) {
    let digits = text.utf8.filter { $0 != UInt8(ascii: "-") }
    let isHexadecimal = digits.allSatisfy { Ascii.hexDigit($0) != nil }
    guard isHexadecimal, digits.count == 4 || digits.count == 32 else { return nil }
    let number = { (digits: ArraySlice<UInt8>) in
      digits.reduce(UInt64(0)) { $0 << 4 | UInt64(Ascii.hexDigit($1) ?? 0) }
    }
    if digits.count == 4 {
      self.init(UInt16(truncatingIfNeeded: number(digits[...])))
    } else {
      self.init(high: number(digits[..<16]), low: number(digits[16...]))
    }
  }

  /// As 16 bytes in the order in which its digits are written.
  init(_ bytes: ArraySlice<UInt8>) {
    let number = { (bytes: ArraySlice<UInt8>) in bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
    self.init(high: number(bytes.prefix(8)), low: number(bytes.dropFirst(8).prefix(8)))
  }

  var bytes: [UInt8] {
    [high, low].flatMap { half in
      stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: half >> UInt64($0)) }
    }
  }
}

extension BluetoothUUID: CustomStringConvertible {
  /// All 32 digits with their hyphens, as BlueZ writes them.
  public var digits: String {
    let digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    return [digits[0...3], digits[4...5], digits[6...7], digits[8...9], digits[10...15]]
      .map { $0.joined() }.joined(separator: "-")
  }

  /// `2a5f`, or all 32 digits.
  public var description: String {
    let isAssigned = self == BluetoothUUID(UInt16(truncatingIfNeeded: high >> 32))
    return isAssigned ? String(digits.dropFirst(4).prefix(4)) : digits
  }
}
