import InfusionCore
import Phrases
import Quantities
import TextScreen

/// The curves of the trends page.
enum TrendLane: Hashable { case hr, pressure, spo2, dose, rate }

extension Painter {
  mutating func paint(_ lane: TrendLane, _ columns: TimeColumns, in area: Rect) {
    switch lane {
    case .hr:
      paintVital(.hr, .traceFirst, model.trend.curve(of: .hr), LaneScale(60, 100, step: 20), columns, area)
    case .spo2:
      paintVital(
        .spo2, .traceSecond, model.trend.curve(of: .spo2), LaneScale(90, 100, step: 5), columns, area)
    case .pressure: paintCuff(columns, area)
    case .dose: paintDose(columns, area)
    case .rate: paintRateSteps(columns, area)
    }
  }

  private mutating func paintVital(
    _ vital: Vital, _ style: Style, _ curve: TrendCurve<TrendHistory.Bucket>, _ usual: LaneScale,
    _ columns: TimeColumns, _ area: Rect
  ) {
    let plot = area.droppingRight(TrendsLayout.figures)
    let trace = DotTrace(columns: columns.columns, rows: area.rows, glyphs: glyphs)
    let values = columns.ranges(curve, parts: trace.samples)
    let lines = lines(of: vital, columns)
    let lane = Lane(say(vital.name), usual.holding(values.compactMap { $0 } + lines.reach), in: plot)
    putFrame(of: lane)
    screen.put(trace.cells(values, scale: lane.scale.range), style: style, in: lane.plot)
    put(lines, in: lane, area)
  }

  private mutating func paintCuff(_ columns: TimeColumns, _ area: Rect) {
    let plot = area.droppingRight(TrendsLayout.figures)
    let whiskers = session.pressures.compactMap { pressure in
      columns.column(of: pressure.at).map {
        Whisker(column: $0, low: pressure.dia.doubleValue, high: pressure.sys.doubleValue)
      }
    }
    let lines = lines(of: .sys, columns) + lines(of: .dia, columns)
    let reach = whiskers.map { $0.low...$0.high } + lines.reach
    let lane = Lane("NIBP", LaneScale(60, 160, step: 20).holding(reach), in: plot)
    putFrame(of: lane)
    screen.put(whiskers, in: lane, glyphs: glyphs, style: .traceThird)
    put(lines, in: lane, area)
  }

  /// Paints the dose that had gone in, up to the ordered one.
  private mutating func paintDose(_ columns: TimeColumns, _ area: Rect) {
    let plot = area.droppingRight(TrendsLayout.figures)
    let trace = DotTrace(columns: columns.columns, rows: area.rows, glyphs: glyphs)
    let values = (0..<trace.samples).map { part -> ClosedRange<Double>? in
      let time = columns.time(ofPart: part, of: trace.samples)
      return time > session.now ? nil : model.trend.delivered(at: time).map { $0.low...$0.high }
    }
    let order = session.order.map { [0...$0.dose.value] } ?? []
    let lane = Lane("mg", LaneScale(0, 10, step: 10).holding(values.compactMap { $0 } + order), in: plot)
    putFrame(of: lane)
    screen.put(trace.cells(values, scale: lane.scale.range), style: .traceFourth, in: lane.plot)
    let ordered = session.order.map {
      TrendLine(level: Level(columns: 0..<columns.columns, value: $0.dose.value), kind: .limit, isNow: true)
    }
    put([ordered].compactMap { $0 }, in: lane, area)
  }

  /// Paints bars of the rate, and each new rate where it was set.
  private mutating func paintRateSteps(_ columns: TimeColumns, _ area: Rect) {
    let values = columns.peaks(model.trend.rate, parts: columns.columns)
    let highest = (values.compactMap { $0 } + [session.order?.rate.value ?? 0]).max() ?? 0
    let lane = Lane(
      "mL/h", LaneScale(0, 20, step: 20).holding([0...highest]), in: area.droppingRight(TrendsLayout.figures))
    putFrame(of: lane)
    let bars = Bars.upright(values, top: Double(lane.scale.top), rows: area.rows, glyphs: glyphs)
    screen.put(bars, style: .traceFourth, in: lane.plot)
    var free = 0
    for step in model.trend.steps {
      guard let column = columns.column(of: step.at), column >= free else { continue }
      let text = Fixed(rounding: step.rate.value).description
      guard column + text.count <= lane.plot.columns else { continue }
      screen.put(text, row: lane.plot.row, column: lane.plot.column + column, style: .value, in: lane.plot)
      free = column + text.count + 1
    }
  }

  private mutating func putFrame(of lane: Lane) {
    screen.putMargin(of: lane, glyphs: glyphs)
    screen.putTicks(of: lane)
  }

  /// Paints lines behind the curve and, to the right of it, the figures of those that hold now.
  private mutating func put(_ lines: [TrendLine], in lane: Lane, _ area: Rect) {
    let margin = area.right(TrendsLayout.figures).droppingLeft(1)
    var taken: Set<Int> = []
    for line in lines {
      screen.put(line.level, in: lane, with: line.character(glyphs), every: line.kind.apart, style: .dim)
      let row = lane.scale.row(line.level.value, of: lane.plot.rows)
      guard line.isNow, lane.scale.range.contains(line.level.value), taken.insert(row).inserted else {
        continue
      }
      let figure = Fixed(rounding: line.level.value).description
      let text = line.kind == .usual ? "b\(figure)" : figure
      screen.put(
        text.fitting(margin.columns), row: lane.plot.row + row, column: margin.column, style: .dim, in: margin
      )
    }
  }
}

extension String {
  /// The text if it fits whole, else an empty one.
  fileprivate func fitting(_ columns: Int) -> String { count <= columns ? self : "" }
}
