import Quantities

/// A strict reader of JSON (RFC 8259) in UTF-8: no comments, no trailing commas, no NaN, no half surrogates.
///
/// It reads from a range of bytes, so that a line of a journal needs no copy.
public struct JSONParser {
  let bytes: [UInt8]
  var at: Int
  let end: Int
  /// Where the bytes begin that offsets are counted from.
  let origin: Int
  private var depth = 0

  static let deepest = 64

  public init(_ bytes: [UInt8]) { self.init(bytes, in: 0..<bytes.count) }

  public init(_ bytes: [UInt8], in range: Range<Int>) {
    self.bytes = bytes
    at = range.lowerBound
    end = range.upperBound
    origin = range.lowerBound
  }

  /// The one value that the bytes hold; white space may surround it.
  public static func parse(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
    var parser = JSONParser(bytes)
    parser.skipSpace()
    let value = try parser.value()
    parser.skipSpace()
    guard parser.at == parser.end else { throw parser.error(.trailingBytes) }
    return value
  }

  // MARK: Values

  mutating func value() throws(JSONError) -> JSONValue {
    switch try peek() {
    case UInt8(ascii: "{"): return .object(try object())
    case UInt8(ascii: "["): return .array(try array())
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"):
      try literal("true")
      return .bool(true)
    case UInt8(ascii: "f"):
      try literal("false")
      return .bool(false)
    case UInt8(ascii: "n"):
      try literal("null")
      return .null
    default: return try number().value
    }
  }

  private mutating func object() throws(JSONError) -> JSONObject {
    var object = JSONObject()
    try descend()
    skipSpace()
    guard try !stepOver(UInt8(ascii: "}")) else { return object }
    repeat {
      skipSpace()
      let place = at
      let key = try string()
      guard object[key] == nil else { throw JSONError(.duplicateKey(key), at: place - origin) }
      try colon()
      object.members.append(.init(key, try value()))
      skipSpace()
    } while try stepOver(UInt8(ascii: ","))
    try close(UInt8(ascii: "}"))
    return object
  }

  private mutating func array() throws(JSONError) -> [JSONValue] {
    var items: [JSONValue] = []
    try descend()
    skipSpace()
    guard try !stepOver(UInt8(ascii: "]")) else { return items }
    repeat {
      skipSpace()
      items.append(try value())
      skipSpace()
    } while try stepOver(UInt8(ascii: ","))
    try close(UInt8(ascii: "]"))
    return items
  }

  // MARK: Structure

  func error(_ reason: JSONError.Reason) -> JSONError { JSONError(reason, at: at - origin) }

  func peek() throws(JSONError) -> UInt8 {
    guard at < end else { throw error(.endOfInput) }
    return bytes[at]
  }

  @inline(__always)
  mutating func skipSpace() {
    while at < end, bytes[at] <= 0x20,
      bytes[at] == 0x20 || bytes[at] == 0x0A || bytes[at] == 0x0D || bytes[at] == 0x09
    {
      at += 1
    }
  }

  mutating func colon() throws(JSONError) {
    skipSpace()
    guard try peek() == UInt8(ascii: ":") else { throw error(.unexpected(bytes[at])) }
    at += 1
    skipSpace()
  }

  /// Steps over the opening bracket.
  mutating func descend() throws(JSONError) {
    guard depth < Self.deepest else { throw error(.tooDeep) }
    depth += 1
    at += 1
  }

  /// Steps over `byte` if it is there; a closing bracket also ends its level.
  mutating func stepOver(_ byte: UInt8) throws(JSONError) -> Bool {
    guard try peek() == byte else { return false }
    at += 1
    if byte != UInt8(ascii: ",") { depth -= 1 }
    return true
  }

  mutating func close(_ bracket: UInt8) throws(JSONError) {
    guard try stepOver(bracket) else { throw error(.unexpected(bytes[at])) }
  }

  /// Steps over an object or an array; the caller needs only its end.
  mutating func stepOverNested() throws(JSONError) {
    var open = 0
    repeat {
      switch try peek() {
      case UInt8(ascii: "\""): _ = try rawString()
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        open += 1
        at += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        open -= 1
        at += 1
      default: at += 1
      }
    } while open > 0
  }

  mutating func literal(_ word: StaticString) throws(JSONError) {
    let place = at
    for offset in 0..<word.utf8CodeUnitCount {
      guard at < end else { throw error(.endOfInput) }
      guard bytes[at] == word.utf8Start[offset] else {
        throw JSONError(.unexpected(bytes[at]), at: place - origin)
      }
      at += 1
    }
  }
}
