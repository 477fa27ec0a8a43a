/// A value that holds for some columns of a lane: a limit, a baseline.
public struct Level: Hashable, Sendable {
  public let columns: Range<Int>
  public let value: Double

  public init(columns: Range<Int>, value: Double) {
    self.columns = columns
    self.value = value
  }
}

extension Screen {
  /// A line at the height of a value, where nothing else is drawn; none for a value outside of the scale.
  ///
  /// - Parameter every: how many columns lie between two marks.
  public mutating func put(
    _ level: Level, in lane: Lane, with character: Character, every step: Int = 1, style: Style
  ) {
    let plot = lane.plot
    guard !plot.isEmpty, lane.scale.range.contains(level.value) else { return }
    let row = plot.row + lane.scale.row(level.value, of: plot.rows)
    for column in level.columns.clamped(to: 0..<plot.columns) where column % max(step, 1) == 0 {
      guard self[row, plot.column + column].character == " " else { continue }
      put(String(character), row: row, column: plot.column + column, style: style, in: plot)
    }
  }

  /// Figures of the scale between its ends, where there are rows for them.
  public mutating func putTicks(of lane: Lane) {
    let (scale, plot) = (lane.scale, lane.plot)
    var taken: Set<Int> = [0, plot.rows - 1]
    for value in stride(from: scale.bottom + scale.step, to: scale.top, by: scale.step) {
      let row = scale.row(Double(value), of: plot.rows)
      guard taken.isDisjoint(with: row - 1...row + 1) else { continue }
      taken.insert(row)
      put(
        "\(value)".paddedLeft(to: 3), row: plot.row + row, column: lane.area.column + 4, style: .dim,
        in: lane.area)
    }
  }

  /// A line through all rows of an area, over what is drawn there.
  public mutating func putCursor(atColumn column: Int, in area: Rect, glyphs: Glyphs) {
    for row in area.row..<area.endRow {
      let character = self[row, column].character
      put(
        String(character == " " ? glyphs.vertical : character), row: row, column: column, style: .cursor,
        in: area)
    }
  }
}
