/// A chair's name as its lock and its sockets have it. Two chairs never share one, whatever stands in their
/// names: `A/1` is `A%2F1`, `A_1` is `A%5F1`, and `2` is `2`.
///
/// The name of a session's folder is simpler (`SessionArchive.sanitized`): its random end tells it apart, and
/// its header has the chair.
public enum ChairFileName {
  public static func encoded(_ chair: String) -> String {
    chair.utf8.map { byte in
      SessionArchive.isPlain(Unicode.Scalar(byte)) ? String(Unicode.Scalar(byte)) : "%" + hex(byte)
    }.joined()
  }

  /// The chair's name; the text unchanged if it is not such a file name.
  public static func decoded(_ name: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(name.utf8)[...]
    while let byte = rest.popFirst() {
      let digits = rest.prefix(2).compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
      if byte == UInt8(ascii: "%"), digits.count == 2 {
        bytes.append(UInt8(digits[0] * 16 + digits[1]))
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self) ?? name
  }

  private static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.count == 1 ? "0" + digits : digits
  }
}
