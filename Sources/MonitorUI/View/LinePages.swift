/// Lines above a question that take turns where there is no room for all of them. No turn begins behind the
/// first line of a choice, and the last turn shows as many as the others.
struct LinePages {
  let pages: [Range<Int>]

  /// How far the second line of a choice stands in, behind its digit. A figure of a list is padded by less.
  static let indent = 3

  init(_ lines: [String], room: Int) {
    guard room > 0, !lines.isEmpty else {
      pages = []
      return
    }
    let starts = lines.indices.filter { $0 == 0 || !Self.isContinued(lines[$0]) }
    var pages: [Range<Int>] = []
    var first = 0
    while first < lines.count {
      let full = min(first + room, lines.count)
      let whole = full == lines.count ? full : starts.last { $0 > first && $0 <= full } ?? full
      pages.append(first..<whole)
      first = whole
    }
    if pages.count > 1, let last = pages.popLast() {
      let earliest = starts.first { $0 >= lines.count - room } ?? last.lowerBound
      pages.append(min(earliest, last.lowerBound)..<lines.count)
    }
    self.pages = pages
  }

  private static func isContinued(_ line: String) -> Bool {
    line.hasPrefix(String(repeating: " ", count: indent))
  }
}
