import TextScreen

/// How many chairs stand beside and below each other.
///
/// Sixteen fit a terminal of 80x24; if even the smallest tiles do not fit, the last ones are left out and
/// their number is shown.
struct WallGrid: Hashable, Sendable {
  let columns: Int
  let rows: Int
  let area: Rect

  /// What it takes to name a chair, its worst alarm, two vitals, a pressure and a dose.
  static let least = Size(columns: 20, rows: 5)

  init(_ count: Int, in area: Rect) {
    self.area = area
    let widest = max(1, area.columns / Self.least.columns)
    let highest = max(1, area.rows / Self.least.rows)
    let fitting = (1...widest).filter { (count + $0 - 1) / $0 <= highest }
    // A cell is twice as high as it is wide, and a tile is read best when it is wider than high.
    columns = fitting.max { Self.worth($0, count, area) < Self.worth($1, count, area) } ?? widest
    rows = min(highest, max(1, (count + columns - 1) / columns))
  }

  private static func worth(_ columns: Int, _ count: Int, _ area: Rect) -> Int {
    let rows = max(1, (count + columns - 1) / columns)
    return min(area.columns / columns, area.rows / rows * 3)
  }

  var count: Int { columns * rows }

  /// The place of a tile; what is left over at the right and below belongs to the last ones.
  subscript(index: Int) -> Rect {
    let (row, column) = (index / columns, index % columns)
    let left = area.columns * column / columns
    let top = area.rows * row / rows
    return Rect(
      row: area.row + top, column: area.column + left, columns: area.columns * (column + 1) / columns - left,
      rows: area.rows * (row + 1) / rows - top)
  }
}
