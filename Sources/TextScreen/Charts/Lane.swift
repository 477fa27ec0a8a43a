/// One curve of a chart: its place, with room at the left for a name and the ends of its scale.
public struct Lane: Hashable, Sendable {
  public let name: String
  public let scale: LaneScale
  public let area: Rect

  /// Room for a name, a figure and the axis, columns.
  public static let margin = 8

  public init(_ name: String, _ scale: LaneScale, in area: Rect) {
    self.name = name
    self.scale = scale
    self.area = area
  }

  /// Where the curve is drawn.
  public var plot: Rect { area.droppingLeft(Self.margin) }
}

/// A range at one instant, such as a blood pressure.
public struct Whisker: Hashable, Sendable {
  public let column: Int
  public let low: Double
  public let high: Double

  public init(column: Int, low: Double, high: Double) {
    self.column = column
    self.low = min(low, high)
    self.high = max(low, high)
  }
}

extension Rect {
  /// Parts of about the same height, one below the other; what is left over goes to the first ones.
  public func stacked(_ count: Int) -> [Rect] {
    var rest = self
    return (1...max(count, 1)).reversed().map { parts in
      let rows = (rest.rows + parts - 1) / parts
      defer { rest = rest.droppingTop(rows) }
      return rest.top(rows)
    }
  }
}

extension Screen {
  /// Draws a chart's cells, top row first; blank cells leave what is there.
  public mutating func put(_ cells: [[Character]], style: Style, in area: Rect) {
    for (offset, line) in cells.enumerated() {
      for (column, character) in line.enumerated() where character != " " {
        put(String(character), row: area.row + offset, column: area.column + column, style: style, in: area)
      }
    }
  }

  /// A lane's name, the ends of its scale, and its axis.
  public mutating func putMargin(of lane: Lane, glyphs: Glyphs) {
    let area = lane.area
    let axis = Rect(row: area.row, column: area.column + Lane.margin - 1, columns: 1, rows: area.rows)
    fill(axis, with: glyphs.axis, style: .faint)
    put(lane.name, row: area.row, column: area.column, style: .label, in: area.left(4))
    put(
      "\(lane.scale.top)".paddedLeft(to: 3), row: area.row, column: area.column + 4, style: .dim, in: area)
    guard area.rows > 1 else { return }
    put(
      "\(lane.scale.bottom)".paddedLeft(to: 3), row: area.endRow - 1, column: area.column + 4, style: .dim,
      in: area)
  }

  /// Each from its low to its high value, with an arrowhead at either end.
  public mutating func put(_ whiskers: [Whisker], in lane: Lane, glyphs: Glyphs, style: Style) {
    let plot = lane.plot
    for whisker in whiskers {
      let top = plot.row + lane.scale.row(whisker.high, of: plot.rows)
      let bottom = plot.row + lane.scale.row(whisker.low, of: plot.rows)
      let column = plot.column + whisker.column
      let between = Rect(row: top, column: column, columns: 1, rows: max(bottom - top + 1, 1))
      fill(between.intersection(plot), with: glyphs.vertical, style: .faint)
      put(String(glyphs.below), row: bottom, column: column, style: style, in: plot)
      put(String(glyphs.above), row: top, column: column, style: style, in: plot)
    }
  }
}
