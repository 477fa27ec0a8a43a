/// A piece of text in one style; a line is several.
public struct Span: Hashable, Sendable {
  public let text: String
  public let style: Style

  public init(_ text: String, _ style: Style = .plain) {
    self.text = text
    self.style = style
  }

  public var columns: Int { DisplayWidth.columns(text) }
}

extension [Span] {
  public var columns: Int { reduce(0) { $0 + $1.columns } }
}

extension Screen {
  /// Writes spans one after the other and returns the column behind the last.
  @discardableResult
  public mutating func put(_ line: [Span], row: Int, column: Int, in area: Rect? = nil) -> Int {
    line.reduce(column) { put($1.text, row: row, column: $0, style: $1.style, in: area) }
  }

  /// Writes spans so that they end at the right edge of the area.
  public mutating func putRight(_ line: [Span], row: Int, in area: Rect) {
    put(line, row: row, column: max(area.column, area.endColumn - line.columns), in: area)
  }

  /// Writes spans left and right on one row; the left ones give way.
  public mutating func put(_ left: [Span], against right: [Span], row: Int, in area: Rect) {
    let room = area.droppingRight(min(area.columns, right.columns + 1))
    put(left, row: row, column: area.column, in: right.isEmpty ? area : room)
    putRight(right, row: row, in: area)
  }

  /// A rule across the area's first row, with joints where columns meet it.
  public mutating func rule(
    _ area: Rect, glyphs: Glyphs, style: Style = .faint, joints: [Int: Joint] = [:]
  ) {
    fill(area.top(1), with: glyphs.horizontal, style: style)
    for (column, joint) in joints where column >= area.column && column < area.endColumn {
      put(String(glyphs.character(of: joint)), row: area.row, column: column, style: style, in: area)
    }
  }

  public mutating func verticalRule(_ area: Rect, glyphs: Glyphs, style: Style = .faint) {
    fill(area.left(1), with: glyphs.vertical, style: style)
  }

  /// A frame around the area with a title in its upper edge; what was inside is cleared.
  ///
  /// - Parameter isOpenBelow: without its lower edge, which is a row more for what stands in it.
  public mutating func box(
    _ area: Rect, title: String, glyphs: Glyphs, style: Style = .faint, isOpenBelow: Bool = false
  ) {
    fill(area, style: .plain)
    guard area.rows >= 2, area.columns >= 2 else { return }
    fill(area.top(1), with: glyphs.horizontal, style: style)
    if !isOpenBelow { fill(area.bottom(1), with: glyphs.horizontal, style: style) }
    verticalRule(area.left(1), glyphs: glyphs, style: style)
    verticalRule(area.right(1), glyphs: glyphs, style: style)
    let above = [
      (area.row, area.column, glyphs.topLeft), (area.row, area.endColumn - 1, glyphs.topRight),
    ]
    let below = [
      (area.endRow - 1, area.column, glyphs.bottomLeft),
      (area.endRow - 1, area.endColumn - 1, glyphs.bottomRight),
    ]
    for (row, column, corner) in above + (isOpenBelow ? [] : below) {
      put(String(corner), row: row, column: column, style: style, in: area)
    }
    put(" \(title) ", row: area.row, column: area.column + 2, style: .heading, in: area.droppingRight(1))
  }
}
