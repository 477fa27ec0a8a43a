public import Quantities

/// Writes JSON into bytes. The caller sees to the structure; the writer to commas, escapes and numbers.
public struct JSONWriter: Sendable {
  public private(set) var bytes: [UInt8]
  private var needsComma = false

  public init(capacity: Int = 256) {
    bytes = []
    bytes.reserveCapacity(capacity)
  }

  // MARK: Structure

  public mutating func beginObject() { begin(UInt8(ascii: "{")) }
  public mutating func endObject() { end(UInt8(ascii: "}")) }
  public mutating func beginArray() { begin(UInt8(ascii: "[")) }
  public mutating func endArray() { end(UInt8(ascii: "]")) }

  public mutating func key(_ key: String) {
    comma()
    quoted(key)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  public mutating func newline() {
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  // MARK: Values

  public mutating func null() { literal("null") }
  public mutating func bool(_ truth: Bool) { literal(truth ? "true" : "false") }

  public mutating func string(_ text: String) {
    comma()
    quoted(text)
    needsComma = true
  }

  /// A string of letters that need no escape, which `write` puts there.
  public mutating func plain(_ write: (inout [UInt8]) -> Void) {
    comma()
    bytes.append(UInt8(ascii: "\""))
    write(&bytes)
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }

  public mutating func integer(_ number: Int) {
    comma()
    digits(of: number)
    needsComma = true
  }

  /// At most three decimals, no trailing zeros.
  public mutating func fixed(_ number: Fixed) {
    comma()
    bytes.append(fixed: number)
    needsComma = true
  }

  public mutating func value(_ value: JSONValue) {
    switch value {
    case .null: null()
    case .bool(let truth): bool(truth)
    case .fixed(let number): fixed(number)
    case .double(let number): literal(number.isFinite ? number.description : "null")
    case .string(let text): string(text)
    case .array(let items):
      beginArray()
      for item in items { self.value(item) }
      endArray()
    case .object(let object):
      beginObject()
      members(of: object)
      endObject()
    }
  }

  /// A value that is written JSON already.
  public mutating func json(_ text: ArraySlice<UInt8>) {
    comma()
    bytes.append(contentsOf: text)
    needsComma = true
  }

  public mutating func members(of object: JSONObject) {
    for member in object.members {
      key(member.key)
      value(member.value)
    }
  }

  // MARK: Leaves

  private mutating func begin(_ bracket: UInt8) {
    comma()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func end(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func comma() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }

  private mutating func literal(_ text: String) {
    comma()
    bytes.append(contentsOf: text.utf8)
    needsComma = true
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") && byte != 0x7F
  }

  private mutating func quoted(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    // Nearly all words are plain, and stand there at once.
    if text.utf8.allSatisfy(Self.isPlain) {
      bytes.append(contentsOf: text.utf8)
    } else {
      for byte in text.utf8 { if Self.isPlain(byte) { bytes.append(byte) } else { escape(byte) } }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ byte: UInt8) {
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    default:
      bytes.append(contentsOf: "u00".utf8)
      bytes.append(Hex.digit(byte >> 4))
      bytes.append(Hex.digit(byte & 15))
    }
  }

  private mutating func digits(of number: Int) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    bytes.append(digits: UInt(number.magnitude))
  }
}

extension [UInt8] {
  /// Decimal digits, no sign.
  mutating func append(digits number: UInt) {
    if number >= 10 { append(digits: number / 10) }
    append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
  }

  /// `0.5`, `12.125`, `-3`.
  public mutating func append(fixed number: Fixed) {
    if number.thousandths < 0 { append(UInt8(ascii: "-")) }
    let magnitude = number.thousandths.magnitude
    append(digits: magnitude / 1000)
    var decimals = magnitude % 1000
    guard decimals != 0 else { return }
    append(UInt8(ascii: "."))
    while decimals != 0 {
      append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: decimals / 100))
      decimals = decimals % 100 * 10
    }
  }
}

/// Hex digits, lower case.
public enum Hex {
  /// The digit of a number below 16.
  public static func digit(_ nibble: UInt8) -> UInt8 { nibble < 10 ? 0x30 + nibble : 0x57 + nibble }

  /// The value of a hex digit of either case.
  static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x41...0x46: digit - 0x37
    case 0x61...0x66: digit - 0x57
    default: nil
    }
  }
}
