/// The rows of a table in a document, by its heading row.
enum Table {
  /// The cells of every row below `heading`, code marks taken off; nil when there is no such table.
  static func rows(below heading: [String], in file: SourceFile) -> [[String]]? {
    let lines = file.lines
    guard let top = lines.firstIndex(where: { cells(of: $0) == heading }) else { return nil }
    return lines[(top + 2)...].prefix { $0.hasPrefix("|") }.map(cells)
  }

  private static func cells(of line: Substring) -> [String] {
    guard line.hasPrefix("|") else { return [] }
    return line.split(separator: "|").map { $0.trimmingSpaces }.filter { !$0.isEmpty }
      .map { $0.filter { $0 != "`" } }
  }
}
