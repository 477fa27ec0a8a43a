extension JSONParser {
  /// A string with its escapes resolved.
  mutating func string() throws(JSONError) -> String {
    let span = try rawString()
    return try text(of: span)
  }

  /// A string as it stands between its quotes, and whether it holds escapes or bytes past ASCII.
  struct RawString {
    var start: Int
    var end: Int
    var isPlain: Bool
  }

  mutating func rawString() throws(JSONError) -> RawString {
    guard try peek() == UInt8(ascii: "\"") else { throw error(.unexpected(bytes[at])) }
    at += 1
    let start = at
    var isPlain = true
    while at < end {
      let byte = bytes[at]
      if byte == UInt8(ascii: "\"") {
        at += 1
        return RawString(start: start, end: at - 1, isPlain: isPlain)
      }
      guard byte >= 0x20 else { throw error(.controlCharacterInString(byte)) }
      if byte == UInt8(ascii: "\\") { at += 1 }
      if byte == UInt8(ascii: "\\") || byte >= 0x80 { isPlain = false }
      at += 1
    }
    at = end
    throw error(.endOfInput)
  }

  func text(of span: RawString) throws(JSONError) -> String {
    if span.isPlain {
      return bytes.withUnsafeBufferPointer { String(decoding: $0[span.start..<span.end], as: UTF8.self) }
    }
    var inside = JSONParser(bytes, in: span.start..<span.end)
    do {
      return try inside.unescaped()
    } catch {
      throw JSONError(error.reason, at: span.start - origin + error.offset)
    }
  }

  private mutating func unescaped() throws(JSONError) -> String {
    var plain: [UInt8] = []
    plain.reserveCapacity(end - at)
    while at < end {
      let byte = bytes[at]
      at += 1
      if byte == UInt8(ascii: "\\") {
        try escape(into: &plain)
      } else {
        plain.append(byte)
      }
    }
    guard let text = String(validating: plain, as: UTF8.self) else { throw JSONError(.notUTF8, at: 0) }
    return text
  }

  private mutating func escape(into plain: inout [UInt8]) throws(JSONError) {
    let letter = try peek()
    at += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): plain.append(letter)
    case UInt8(ascii: "n"): plain.append(0x0A)
    case UInt8(ascii: "r"): plain.append(0x0D)
    case UInt8(ascii: "t"): plain.append(0x09)
    case UInt8(ascii: "b"): plain.append(0x08)
    case UInt8(ascii: "f"): plain.append(0x0C)
    case UInt8(ascii: "u"): plain.append(contentsOf: String(Character(try scalar())).utf8)
    default:
      at -= 1
      throw error(.badEscape(letter))
    }
  }

  /// What follows `\u`: four hex digits, and for a high surrogate its low one.
  private mutating func scalar() throws(JSONError) -> Unicode.Scalar {
    let place = at
    let high = try codeUnit()
    if let scalar = Unicode.Scalar(high) { return scalar }
    guard (0xD800..<0xDC00).contains(high), at + 1 < end, bytes[at] == UInt8(ascii: "\\"),
      bytes[at + 1] == UInt8(ascii: "u")
    else {
      at = place
      throw error(.loneSurrogate)
    }
    at += 2
    let low = try codeUnit()
    let joined = 0x10000 + (high - 0xD800) << 10 + (low &- 0xDC00)
    guard (0xDC00..<0xE000).contains(low), let scalar = Unicode.Scalar(joined) else {
      at = place
      throw error(.loneSurrogate)
    }
    return scalar
  }

  private mutating func codeUnit() throws(JSONError) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      let byte = try peek()
      guard let digit = Hex.value(byte) else { throw error(.badEscape(byte)) }
      unit = unit << 4 + UInt32(digit)
      at += 1
    }
    return unit
  }
}
