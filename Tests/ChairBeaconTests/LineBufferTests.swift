import Testing

@testable import BeaconSockets

@Suite struct LineBufferTests {
  /// Each row: the pieces that come, the lines after each of them, and the bytes that wait at the end.
  @Test(
    arguments: [
      ([""], [[]], 0), (["one"], [[]], 3), (["one\n"], [["one"]], 0), (["\n"], [[""]], 0),
      (["one\ntw", "o\n\nth"], [["one"], ["two", ""]], 2),
      (["a", "b", "\nc\nd\n"], [[], [], ["ab", "c", "d"]], 0),
    ] as [([String], [[String]], Int)])
  func linesComeOnceTheyAreWhole(pieces: [String], lines: [[String]], waiting: Int) {
    var buffer = LineBuffer()
    let found = pieces.map { piece in
      buffer.append(Array(piece.utf8)[...])
      return buffer.popLines().map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(found == lines)
    #expect(buffer.count == waiting)
  }
}
