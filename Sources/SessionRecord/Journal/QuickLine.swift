import Quantities

/// A reading's line as this program writes it, known by its first bytes: what an overview steps over.
///
/// A line that is written in any other way is no quick line, and is read in full.
struct QuickLine {
  var number: Int
  var time: SessionTime

  private static let beginning = Array("{\"n\":".utf8)
  private static let time = Array(",\"t\":".utf8)
  private static let wall = Array(",\"wall\":\"".utf8)
  private static let kind = Array("\",\"kind\":\"reading\",".utf8)

  /// Nil if the line is not a reading, or not as it is written here.
  init?(reading bytes: [UInt8], in line: Range<Int>) {
    guard line.count > LineTail.count, bytes[line.upperBound - 1] == UInt8(ascii: "}") else { return nil }
    var at = line.lowerBound
    func take(_ expected: [UInt8]) -> Bool {
      guard at + expected.count <= line.upperBound else { return false }
      for offset in expected.indices where bytes[at + offset] != expected[offset] { return false }
      at += expected.count
      return true
    }
    func takeNumber() -> ArraySlice<UInt8> {
      let start = at
      while at < line.upperBound, bytes[at] != UInt8(ascii: ",") { at += 1 }
      return bytes[start..<at]
    }
    guard take(Self.beginning), let number = Fixed(ascii: takeNumber()), take(Self.time),
      let time = Fixed(ascii: takeNumber()), take(Self.wall)
    else { return nil }
    // A wall time with milliseconds and offset.
    at += 29
    guard take(Self.kind) else { return nil }
    self.number = number.thousandths / 1000
    self.time = SessionTime(milliseconds: Int64(time.thousandths))
  }
}
