import InfusionCore
import Quantities
import TextScreen

extension Painter {
  /// Vitals, dose and alarms on one axis of time.
  mutating func paintTrends(in area: Rect) {
    screen.rule(area.top(1), glyphs: glyphs)
    let body = area.droppingTop(1)
    let plot = body.droppingLeft(Lane.margin)
    guard body.rows > 0, plot.columns >= 10 else { return }
    let window = TimeColumns(whole: session, columns: plot.columns)
    // One row alone has a curve, and no axis.
    let axis = body.bottom(body.rows > 1 ? 1 : 0)
    let above = body.droppingBottom(axis.rows)
    let shown = Self.lanes(rows: above.rows)
    let rateRows = shown.contains(.rate) ? max(1, body.rows / 10) : 0
    let vitals = shown.filter { $0 != .rate }
    for (lane, rect) in zip(vitals, above.droppingBottom(rateRows).stacked(vitals.count)) {
      paint(lane, window, inBrief: rect)
    }
    paintRate(window, in: above.bottom(rateRows))
    if !axis.isEmpty { paintAxis(window, in: axis) }
  }

  /// Which curves stand in so few rows: the rate gives way first, since the dose line has it, the saturation
  /// last.
  private static func lanes(rows: Int) -> [TrendLane] {
    switch rows {
    case ...1: [.spo2]
    case 2: [.hr, .spo2]
    case 3: [.hr, .pressure, .spo2]
    default: [.hr, .pressure, .spo2, .rate]
    }
  }

  private mutating func paint(_ lane: TrendLane, _ window: TimeColumns, inBrief area: Rect) {
    switch lane {
    case .hr:
      paintLane(
        say(Vital.hr.name), .traceFirst, model.trend.curve(of: .hr), scale: LaneScale(60, 100, step: 20),
        window, in: area)
    case .spo2:
      paintLane(
        "SpO2", .traceSecond, model.trend.curve(of: .spo2), scale: LaneScale(90, 100, step: 5), window,
        in: area)
    case .pressure: paintPressures(window, in: area)
    case .dose, .rate: break
    }
  }

  private mutating func paintLane(
    _ name: String, _ style: Style, _ curve: TrendCurve<TrendHistory.Bucket>, scale: LaneScale,
    _ window: TimeColumns,
    in area: Rect
  ) {
    let trace = DotTrace(columns: window.columns, rows: area.rows, glyphs: glyphs)
    let values = window.ranges(curve, parts: trace.samples)
    let lane = Lane(name, scale.holding(values.compactMap { $0 }), in: area)
    screen.putMargin(of: lane, glyphs: glyphs)
    screen.put(trace.cells(values, scale: lane.scale.range), style: style, in: lane.plot)
  }

  private mutating func paintPressures(_ window: TimeColumns, in area: Rect) {
    let whiskers = session.pressures.compactMap { pressure in
      window.column(of: pressure.at).map {
        Whisker(column: $0, low: pressure.dia.doubleValue, high: pressure.sys.doubleValue)
      }
    }
    let scale = LaneScale(60, 160, step: 20).holding(whiskers.map { $0.low...$0.high })
    let lane = Lane("NIBP", scale, in: area)
    screen.putMargin(of: lane, glyphs: glyphs)
    screen.put(whiskers, in: lane, glyphs: glyphs, style: .traceThird)
  }

  private mutating func paintRate(_ window: TimeColumns, in area: Rect) {
    guard !area.isEmpty else { return }
    let values = window.peaks(model.trend.rate, parts: window.columns)
    let highest = (values.compactMap { $0 } + [session.order?.rate.value ?? 0]).max() ?? 0
    let lane = Lane("mL/h", LaneScale(0, 20, step: 20).holding([0...highest]), in: area)
    screen.putMargin(of: lane, glyphs: glyphs)
    let bars = Bars.upright(values, top: Double(lane.scale.top), rows: area.rows, glyphs: glyphs)
    screen.put(bars, style: .traceFourth, in: lane.plot)
  }
}
