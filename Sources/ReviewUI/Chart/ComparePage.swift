import InfusionCore
import MonitorUI
import Quantities
import SessionRecord
import SessionReports
import TextScreen

extension ReviewPainter {
  mutating func paintSeries(_ series: OpenedSeries, _ layout: ReviewLayout) {
    let count = series.treatments.count
    let title = [
      Span(" SERIES  ", .heading), Span(series.series.patient, .heading),
      Span("  \(count) \(count == 1 ? "treatment" : "treatments")", .dim),
    ]
    let isSimulated = series.series.rows.contains { $0.origin != .live }
    screen.put(
      title, against: isSimulated ? [Span(" SIMULATION ", .simulation), Span(" ")] : [],
      row: layout.header.row, in: layout.header)
    switch series.compared {
    case nil:
      paintTitle([Span("TABLE", .heading)], in: layout.page.top(1))
      let lines = series.lines.map { ReviewLine($0, $0.contains("SIMULATION") ? .dim : .plain) }
      paint(lines, from: series.scroll.first, in: layout.body)
    case .curve(let curve):
      paintTitle([Span("COMPARE \(curve.title)", .heading)], in: layout.page.top(1))
      paintComparison(series, curve, in: layout.body)
    case .scales:
      paintTitle([Span("COMPARE scales", .heading)], in: layout.page.top(1))
      paintScales(series.series, in: layout.body)
    }
  }

  /// A lane for each infusion, one below the other, all from their start on: the last ones, as many as there
  /// is room for.
  private mutating func paintComparison(_ series: OpenedSeries, _ curve: Curve, in area: Rect) {
    let lanes = area.droppingBottom(1)
    let room = max(1, lanes.rows / Self.laneRows)
    let shown = series.treatments.enumerated().suffix(room)
    guard !shown.isEmpty else {
      screen.put(" no treatment", row: area.row, column: area.column, style: .dim, in: area)
      return
    }
    let longest = shown.map { $0.element.length - $0.element.comparisonStart }.max() ?? .zero
    let scale = curve.scale(of: series.treatments)
    for (place, rect) in zip(shown, lanes.stacked(shown.count)) {
      paint(curve, of: place.element, longest, Lane("#\(place.offset + 1)", scale, in: rect))
    }
    paintCommonAxis(longest, in: area.bottom(1))
  }

  /// Less says nothing.
  private static let laneRows = 3

  private mutating func paint(
    _ curve: Curve, of digest: SessionDigest, _ longest: TimeSpan, _ lane: Lane
  ) {
    let start = digest.comparisonStart
    let window = TimeColumns(from: start, to: start + longest, columns: lane.plot.columns)
    // Where nothing flows any more; the curve goes over it.
    if let stop = digest.infusionStop, let column = window.column(of: stop) {
      let end = Rect(
        row: lane.plot.row, column: lane.plot.column + column, columns: 1, rows: lane.plot.rows)
      screen.fill(end, with: glyphs.vertical, style: .faint)
    }
    paint(curve, of: digest, window, lane)
    let date = digest.header.anchorWall.description.prefix(10)
    let given = digest.delivered.map { "  \($0.delivered.text(places: 1))" } ?? ""
    screen.putRight([Span(" \(date)\(given) ", .dim)], row: lane.area.row, in: lane.area)
  }

  private mutating func paintCommonAxis(_ longest: TimeSpan, in area: Rect) {
    screen.put(" min", row: area.row, column: area.column, style: .dim, in: area)
    let plot = area.droppingLeft(Lane.margin)
    screen.fill(plot, with: glyphs.horizontal, style: .faint)
    let window = TimeColumns(from: .start, to: .start + longest, columns: plot.columns)
    paintTicks(window, zero: .start, in: plot)
  }
}

extension SessionDigest {
  /// Infusions are laid over each other by their start; a dose that was not infused by its observation's.
  fileprivate var comparisonStart: SessionTime { infusionStart ?? firstTime(of: .observing) ?? .start }
}
