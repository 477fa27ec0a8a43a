import MonitorUI
import Testing
import TextScreen

@Suite("The archive on a small screen")
struct SmallArchiveTests {
  /// Before, rows of the list and of the tables ended where the screen did.
  @Test("it says that it has no room, and how much it needs", arguments: [(30, 8), (24, 6), (40, 7)])
  func tooSmall(columns: Int, rows: Int) throws {
    var archive = try Archive(columns: columns, rows: rows)
    let words = archive.screen.plainText.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("The archive needs 40x8: this is \(columns)x\(rows)."), "\(words)")
    #expect(words.contains("q: leave") && !words.contains("REVIEW"), "\(words)")
    archive.resize(columns: 40, rows: 8)
    #expect(archive.screen.plainText.contains("REVIEW"))
  }

  /// Before, it went on in ten columns at the right edge, a word a row.
  @Test("what is longer than a narrow row goes on near its left edge")
  func narrowPages() throws {
    var archive = try Archive(columns: 40, rows: 12)
    archive.open("hypertension")
    archive.press(.character("2"))
    let lines = archive.screen.plainText.split(separator: "\n")
    #expect(lines.contains { $0.prefix(2) == "  " && $0.dropFirst(2).prefix(1) != " " }, "\(lines)")
  }
}
