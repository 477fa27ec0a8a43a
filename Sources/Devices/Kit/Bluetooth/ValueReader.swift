/// Takes a value apart from its beginning: numbers are sent low byte first.
struct ValueReader {
  private var rest: ArraySlice<UInt8>
  /// Whether more bytes were asked for than there are.
  private(set) var isTooShort = false
  var isAtEnd: Bool { rest.isEmpty }

  init(_ value: [UInt8]) { rest = value[...] }

  /// The number of so many bytes, at most three.
  mutating func number(_ count: Int) -> UInt32 {
    bytes(count).reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  mutating func float() -> Reported {
    let bytes = bytes(2)
    return bytes.isEmpty ? .missing : MedicalFloat.reported(bytes)
  }

  /// Year, month, day, hour, minute, second (`date_time`); nil where the device does not know it: year, month
  /// and day are then 0.
  mutating func instant() -> MeasurementInstant? {
    let year = number(2)
    let parts = bytes(5).map(Int.init)
    guard parts.count == 5 else { return nil }
    return MeasurementInstant(
      year: Int(year), month: parts[0], day: parts[1], hour: parts[2], minute: parts[3], second: parts[4])
  }

  mutating func skip(_ count: Int) { _ = bytes(count) }

  /// Empty if there are not so many.
  private mutating func bytes(_ count: Int) -> ArraySlice<UInt8> {
    guard rest.count >= count else {
      isTooShort = true
      rest = []
      return []
    }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }
}
