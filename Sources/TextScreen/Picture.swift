/// A screen as text: for `:save-display`, for a bug report, and for tests that a person can read.
extension Screen {
  /// The characters as they stand, a line a row, without what is blank at the end of a row.
  public var plainText: String {
    (0..<size.rows).map { Self.trimmed(text(ofRow: $0)) + "\n" }.joined()
  }

  /// The letters of the styles, row by row, in the places of the characters. Blank where a plain space is.
  public var styleMap: String {
    (0..<size.rows).map { index in
      Self.trimmed(
        String(
          row(index).map { cell in
            cell.style == .plain && cell.character == " " ? " " : cell.style.rawValue
          })) + "\n"
    }.joined()
  }

  /// Text and attributes in one picture: the rows of text, then the map of styles behind a line that names
  /// palette and size.
  public var picture: String {
    let cursorNote = cursor.map { ", cursor \($0.row):\($0.column)" } ?? ""
    return "\(plainText)--- \(palette.rawValue) \(size.columns)x\(size.rows)\(cursorNote)\n\(styleMap)"
  }

  private func text(ofRow index: Int) -> String {
    String(row(index).filter { $0.width > 0 }.map(\.character))
  }

  private static func trimmed(_ line: String) -> String {
    guard let last = line.lastIndex(where: { $0 != " " }) else { return "" }
    return String(line[...last])
  }
}
