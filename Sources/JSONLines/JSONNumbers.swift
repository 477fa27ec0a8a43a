import Quantities

extension JSONParser {
  /// A number as it was read: exact thousandths if it has no more digits than that.
  struct Number {
    var fixed: Fixed?
    var double: Double

    var value: JSONValue { fixed.map(JSONValue.fixed) ?? .double(double) }
  }

  private static let exactDigits = 15

  /// `-?(0|[1-9]D*)(.D+)?([eE][+-]?D+)?`
  mutating func number() throws(JSONError) -> Number {
    let start = at
    let negative = try peek() == UInt8(ascii: "-")
    if negative { at += 1 }
    let firstDigit = at
    var value = 0
    let whole = digits(into: &value)
    guard whole > 0 else { throw unreadable(from: start) }
    guard whole == 1 || bytes[firstDigit] != UInt8(ascii: "0") else {
      throw JSONError(.badNumber, at: start - origin)
    }
    var decimals = 0
    if at < end, bytes[at] == UInt8(ascii: ".") {
      at += 1
      decimals = digits(into: &value)
      guard decimals > 0 else { throw unreadable(from: start) }
    }
    if at < end, bytes[at] | 0x20 == UInt8(ascii: "e") {
      try exponent(from: start)
      return try binary(from: start)
    }
    guard decimals <= 3, whole + decimals <= Self.exactDigits else { return try binary(from: start) }
    for _ in decimals..<3 { value *= 10 }
    let fixed = Fixed(thousandths: negative ? -value : value)
    return Number(fixed: fixed, double: fixed.doubleValue)
  }

  private func unreadable(from start: Int) -> JSONError {
    guard at < end else { return error(.endOfInput) }
    return at == start ? error(.unexpected(bytes[at])) : JSONError(.badNumber, at: start - origin)
  }

  private mutating func digits(into value: inout Int) -> Int {
    let start = at
    while at < end, bytes[at] &- 0x30 < 10 {
      value = value &* 10 &+ Int(bytes[at] - 0x30)
      at += 1
    }
    return at - start
  }

  private mutating func exponent(from start: Int) throws(JSONError) {
    at += 1
    if at < end, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") { at += 1 }
    var ignored = 0
    guard digits(into: &ignored) > 0 else { throw JSONError(.badNumber, at: start - origin) }
  }

  private func binary(from start: Int) throws(JSONError) -> Number {
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    guard let double = Double(text), double.isFinite else { throw JSONError(.badNumber, at: start - origin) }
    return Number(fixed: nil, double: double)
  }
}
