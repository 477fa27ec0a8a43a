/// The characters that protocols are made of.
enum Ascii {
  static let startOfText: UInt8 = 0x02
  static let endOfText: UInt8 = 0x03
  static let tab: UInt8 = 0x09
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let escape: UInt8 = 0x1B
  static let space: UInt8 = 0x20

  static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == tab }
  static func isPrintable(_ byte: UInt8) -> Bool { byte >= 0x20 && byte <= 0x7E }
  /// XON, XOFF
  static func isFlowControl(_ byte: UInt8) -> Bool { byte == 0x11 || byte == 0x13 }
  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  static func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }

  /// A number in hexadecimal, either case; nil for none, for more digits than fit, or for anything else.
  static func hexNumber(_ digits: ArraySlice<UInt8>) -> Int? {
    guard (1...15).contains(digits.count) else { return nil }
    var value = 0
    for byte in digits {
      guard let digit = hexDigit(byte) else { return nil }
      value = value << 4 | Int(digit)
    }
    return value
  }

  static func upperHex(_ byte: UInt8) -> [UInt8] {
    [byte >> 4, byte & 0x0F].map { $0 < 10 ? 0x30 + $0 : 0x37 + $0 }
  }

  static func text(_ bytes: some Sequence<UInt8>) -> String {
    String(decoding: Array(bytes), as: UTF8.self)
  }

  // Contiguous bytes are read in place, because lines are cut into many small texts.
  static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
  static func text(_ bytes: Substring.UTF8View) -> String { String(Substring(bytes)) }
}

extension Ascii {
  /// A line of plain words, long enough not to be chance, that does not hold the beginning of a measurement.
  static func isTitle(_ line: ArraySlice<UInt8>, without mark: String? = nil) -> Bool {
    line.count >= 8 && line.allSatisfy { isPrintable($0) || $0 == tab }
      && mark.map { !text(line).contains($0) } ?? true
  }
}
