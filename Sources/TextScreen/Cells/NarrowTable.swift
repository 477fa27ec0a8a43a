extension [String] {
  /// A table, its heading first, for a terminal of so many columns. If a row is too wide, the part from the
  /// column of `word` on goes below each row, indented, so that no row breaks where the terminal happens to
  /// end.
  ///
  ///     id      began             chair  patient
  ///               high  med  ended
  public func narrowed(to columns: Int, from word: String) -> [String] {
    guard let heading = first, contains(where: { DisplayWidth.columns($0) > columns }),
      let place = heading.firstRange(of: word)
    else { return self }
    let cut = DisplayWidth.columns(heading[..<place.lowerBound].description.trimmingEnd)
    let margin = String(repeating: " ", count: Self.marginColumns)
    // What is still too long goes on below the last column.
    let last = heading.trimmingEnd.lastIndex(of: " ").map { heading[...$0].count } ?? cut
    return flatMap { row -> [String] in
      let (head, tail) = row.split(atColumn: cut)
      guard !tail.trimmingEnd.isEmpty else { return [head.trimmingEnd] }
      return [head.trimmingEnd]
        + (margin + tail).wrapped(to: columns, indent: Self.marginColumns + last - cut)
    }
  }

  private static let marginColumns = 8
}

extension String {
  /// The parts before and from that column of the screen.
  fileprivate func split(atColumn cut: Int) -> (String, String) {
    var column = 0
    for index in indices {
      guard column < cut else { return (String(self[..<index]), String(self[index...])) }
      column += DisplayWidth.columns(String(self[index]))
    }
    return (self, "")
  }
}
