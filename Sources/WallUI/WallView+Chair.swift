import ChairBeacon
import InfusionCore
import MonitorUI
import Quantities
import TextScreen

// One chair over the whole screen: every alarm, every number, and the course of the last hour.

extension WallPainter {
  mutating func paintChair(_ chair: String, in area: Rect) {
    guard let tile = model.tiles.first(where: { $0.chair == chair }) else {
      screen.put(
        " chair \(chair) has said goodbye", row: area.row, column: area.column, style: .dim, in: area)
      return
    }
    let calls = tile.calls(at: now)
    let upper = area.top(max(8, min(area.rows / 2, 5 + calls.count)))
    paint(tile, in: upper)
    let lower = area.droppingTop(upper.rows)
    guard lower.rows >= 4 else { return }
    screen.rule(lower.top(1), glyphs: glyphs)
    screen.put(" since this wall looks ", row: lower.row, column: lower.column + 2, style: .dim, in: lower)
    let plots = lower.droppingTop(1)
    let half = plots.rows / 2
    paintCourse(of: tile, "SpO2", \.spo2, low: 80, high: 100, in: plots.top(half))
    paintCourse(of: tile, "HR", \.hr, low: 40, high: 140, in: plots.droppingTop(half))
  }

  /// A column a stretch of time; a gap where nothing fresh was told.
  private mutating func paintCourse(
    of tile: WallTile, _ name: String, _ value: KeyPath<TileCourse.Point, Fixed?>, low: Int, high: Int,
    in area: Rect
  ) {
    let plot = area.droppingLeft(9)
    screen.put(
      "\(name) \(high)".paddedLeft(to: 8), row: area.row, column: area.column, style: .label, in: area)
    screen.put("\(low)".paddedLeft(to: 8), row: area.endRow - 1, column: area.column, style: .dim, in: area)
    guard plot.columns > 0, plot.rows > 0 else { return }
    let points = tile.course.points
    let stretch = max(1, (points.count + plot.columns - 1) / plot.columns)
    for column in 0..<plot.columns {
      let part = points.dropFirst(column * stretch).prefix(stretch).compactMap { $0[keyPath: value] }
      guard let worst = part.min() else { continue }
      let share = (worst.rounded(places: 0).thousandths / 1000 - low) * (plot.rows - 1)
      let height = min(max(share / max(1, high - low), 0), plot.rows - 1)
      screen.put(
        String(glyphs.separator), row: plot.endRow - 1 - height, column: plot.column + column,
        style: .traceFirst, in: plot)
    }
  }
}
