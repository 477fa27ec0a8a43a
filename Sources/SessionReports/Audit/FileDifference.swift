/// Where a file first differs from what should stand in it: the line, and what of it shows the difference.
public struct FileDifference: Hashable, Sendable {
  /// From 1.
  public let line: Int
  /// Of the first byte that differs, in its line, from 1.
  public let byte: Int
  /// What stands there, shortened and as it may leave the program; nil where the file has ended before.
  public let found: String?
  /// What should; nil where it should have ended before.
  public let wanted: String?

  /// More bytes of a line are not told, and no more than so many of them stand before the difference.
  private static let (longest, before) = (60, 20)

  /// Nil for files of the same bytes.
  public init?(_ found: [UInt8], wanted: [UInt8]) {
    guard found != wanted else { return nil }
    let shorter = min(found.count, wanted.count)
    let same = (0..<shorter).first { found[$0] != wanted[$0] } ?? shorter
    let begin = wanted[..<same].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    line = 1 + wanted[..<begin].count { $0 == UInt8(ascii: "\n") }
    byte = 1 + same - begin
    self.found = Self.text(of: found, from: begin, around: same)
    self.wanted = Self.text(of: wanted, from: begin, around: same)
  }

  /// The line from `begin` on, or what stands around a place in it.
  private static func text(of file: [UInt8], from begin: Int, around place: Int) -> String? {
    guard begin < file.count else { return nil }
    let line = file[begin...].prefix { $0 != UInt8(ascii: "\n") }
    guard line.count > longest else { return String(decoding: line, as: UTF8.self).onOneLine }
    var start = max(begin, min(place - before, line.endIndex - longest))
    var end = min(line.endIndex, start + longest)
    while start > begin, isInside(line[start]) { start -= 1 }
    while end < line.endIndex, end > start, isInside(line[end]) { end -= 1 }
    let text = String(decoding: line[start..<end], as: UTF8.self).onOneLine
    return (start > begin ? "..." : "") + text + (end < line.endIndex ? "..." : "")
  }

  /// Of a character in UTF-8, a byte behind its first.
  private static func isInside(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

  /// `line 5 is "60,91,97", and should be "60,72,97"`.
  public var sentence: String {
    switch (found, wanted) {
    case (nil, let wanted?): "line \(line) is missing, and should be \"\(wanted)\""
    case (let found?, nil): "line \(line) is \"\(found)\", and should not be there"
    case (let found?, let wanted?) where found != wanted:
      "line \(line) is \"\(found)\", and should be \"\(wanted)\""
    // A line's end, say, or a character that no page shows.
    default: "line \(line) differs from byte \(byte) on, in what cannot be shown: \"\(found ?? "")\""
    }
  }
}
