import InfusionCore
import Quantities
import TextScreen

extension Painter {
  /// Vitals, dose and alarms on one axis of time.
  mutating func paintTrends(in area: Rect, minutes: Int?) {
    screen.rule(area.top(1), glyphs: glyphs)
    let body = area.droppingTop(1)
    let plot = body.droppingLeft(Self.margin)
    guard body.rows >= 5, plot.columns >= 10 else { return }
    let window =
      minutes.map { TrendWindow(minutes: $0, session: session, columns: plot.columns) }
      ?? TrendWindow(whole: session, columns: plot.columns)
    let rateRows = max(1, body.rows / 10)
    let lanes = Self.split(body.droppingBottom(1 + rateRows))
    paintLane("HR", .traceFirst, model.trend.hr, scale: LaneScale(60, 100, step: 20), window, in: lanes[0])
    paintPressures(window, in: lanes[1])
    paintLane(
      "SpO2", .traceSecond, model.trend.spo2, scale: LaneScale(90, 100, step: 5), window, in: lanes[2])
    paintRate(window, in: body.droppingBottom(1).bottom(rateRows))
    paintAxis(window, in: body.bottom(1))
  }

  /// Room for a name, a figure and the axis.
  private static let margin = 8

  /// Three lanes of about the same height; what is left over goes to the first ones.
  private static func split(_ area: Rect) -> [Rect] {
    var rest = area
    return [3, 2, 1].map { lanes in
      let rows = (rest.rows + lanes - 1) / lanes
      defer { rest = rest.droppingTop(rows) }
      return rest.top(rows)
    }
  }

  private mutating func paintMargin(_ name: String, _ scale: LaneScale, in lane: Rect) {
    let bar = Rect(row: lane.row, column: lane.column + Self.margin - 1, columns: 1, rows: lane.rows)
    screen.fill(bar, with: glyphs.axis, style: .faint)
    screen.put(name, row: lane.row, column: lane.column, style: .label, in: lane.left(4))
    let top = "\(scale.top)".paddedLeft(to: 3)
    screen.put(top, row: lane.row, column: lane.column + 4, style: .dim, in: lane)
    guard lane.rows > 1 else { return }
    let bottom = "\(scale.bottom)".paddedLeft(to: 3)
    screen.put(bottom, row: lane.endRow - 1, column: lane.column + 4, style: .dim, in: lane)
  }

  private mutating func paintLane(
    _ name: String, _ style: Style, _ buckets: [TrendHistory.Bucket?], scale: LaneScale,
    _ window: TrendWindow,
    in lane: Rect
  ) {
    let trace = DotTrace(columns: window.columns, rows: lane.rows, glyphs: glyphs)
    let values = window.ranges(buckets, parts: trace.samples)
    let fitted = scale.holding(values.compactMap { $0 })
    paintMargin(name, fitted, in: lane)
    put(trace.cells(values, scale: fitted.range), style: style, in: lane.droppingLeft(Self.margin))
  }

  private mutating func put(_ cells: [[Character]], style: Style, in area: Rect) {
    for (offset, line) in cells.enumerated() {
      for (column, character) in line.enumerated() where character != " " {
        screen.put(
          String(character), row: area.row + offset, column: area.column + column, style: style, in: area)
      }
    }
  }

  private mutating func paintPressures(_ window: TrendWindow, in lane: Rect) {
    let shown = model.trend.pressures.filter { window.column(of: $0.at) != nil }
    let values = shown.map { $0.dia.doubleValue...$0.sys.doubleValue }
    let scale = LaneScale(60, 160, step: 20).holding(values)
    paintMargin("NIBP", scale, in: lane)
    let plot = lane.droppingLeft(Self.margin)
    for pressure in shown {
      guard let column = window.column(of: pressure.at) else { continue }
      let top = plot.row + scale.row(pressure.sys.doubleValue, of: lane.rows)
      let bottom = plot.row + scale.row(pressure.dia.doubleValue, of: lane.rows)
      let place = Rect(row: top, column: plot.column + column, columns: 1, rows: max(bottom - top + 1, 1))
      screen.fill(place.intersection(plot), with: glyphs.vertical, style: .faint)
      screen.put(String(glyphs.below), row: bottom, column: place.column, style: .traceThird, in: plot)
      screen.put(String(glyphs.above), row: top, column: place.column, style: .traceThird, in: plot)
    }
  }

  private mutating func paintRate(_ window: TrendWindow, in lane: Rect) {
    let values = window.peaks(model.trend.rate, parts: window.columns)
    let highest = (values.compactMap { $0 } + [session.order?.rate.value ?? 0]).max() ?? 0
    let scale = LaneScale(0, 20, step: 20).holding([0...highest])
    paintMargin("mL/h", scale, in: lane)
    let cells = Bars.upright(values, top: Double(scale.top), rows: lane.rows, glyphs: glyphs)
    put(cells, style: .traceFourth, in: lane.droppingLeft(Self.margin))
  }
}

/// The figures at the ends of a lane. It grows by whole steps to hold what happened, and never shrinks below
/// what is usual.
struct LaneScale: Hashable, Sendable {
  let bottom: Int
  let top: Int
  let step: Int

  init(_ bottom: Int, _ top: Int, step: Int) {
    self.bottom = bottom
    self.top = top
    self.step = max(step, 1)
  }

  var range: ClosedRange<Double> { Double(bottom)...Double(max(top, bottom)) }

  func holding(_ values: [ClosedRange<Double>]) -> LaneScale {
    var (low, high) = (bottom, top)
    guard let least = values.map(\.lowerBound).min(), let most = values.map(\.upperBound).max() else {
      return self
    }
    while Double(low) > least, low - step >= 0 { low -= step }
    while Double(high) < most, high < 10_000 { high += step }
    return LaneScale(low, high, step: step)
  }

  /// The row, from the top, of a value among so many.
  func row(_ value: Double, of rows: Int) -> Int {
    let share = (Double(top) - value) / Double(max(top - bottom, 1))
    return Int((min(max(share, 0), 1) * Double(max(rows - 1, 0))).rounded())
  }
}
