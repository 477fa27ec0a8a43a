import Quantities

/// Reads a decimal in one pass, without a copy: the same grammar as `Fixed(ascii:)`, `-?D+(.D+)?`, for the
/// many numbers a second of a decoder.
enum DecimalText {
  /// The most whole digits that are read, leading zeros aside: far more than any quantity here needs, far
  /// from overflow.
  private static let digitsMax = 12

  static func number(_ text: ArraySlice<UInt8>) -> Fixed? {
    var index = text.startIndex
    let isNegative = text.first == UInt8(ascii: "-")
    if isNegative { index += 1 }
    let wholeStart = index
    while index < text.endIndex, text[index] == UInt8(ascii: "0") { index += 1 }
    let countedStart = index
    var magnitude = 0
    while index < text.endIndex, Ascii.isDigit(text[index]) {
      guard index - countedStart < digitsMax else { return nil }
      magnitude = magnitude * 10 + Int(text[index] - 0x30)
      index += 1
    }
    guard index > wholeStart else { return nil }
    magnitude *= 1000
    if index < text.endIndex {
      guard text[index] == UInt8(ascii: "."), let thousandths = thousandths(text[(index + 1)...]) else {
        return nil
      }
      magnitude += thousandths
    }
    return Fixed(thousandths: isNegative ? -magnitude : magnitude)
  }

  /// The digits behind the point, the fourth rounded half up. Nil for none, or for anything else among them.
  private static func thousandths(_ decimals: ArraySlice<UInt8>) -> Int? {
    guard !decimals.isEmpty else { return nil }
    var tenThousandths = 0
    var place = 1000
    for byte in decimals {
      guard Ascii.isDigit(byte) else { return nil }
      tenThousandths += Int(byte - 0x30) * place
      place /= 10
    }
    return (tenThousandths + 5) / 10
  }
}
