import InfusionCore
import Phrases
import Quantities
import TextScreen

// The trends on the whole screen. Above them stay the alarms, and a row with the present numbers and their
// ages.

/// Where the parts of the trends page are.
struct TrendsLayout {
  let now: Rect
  let title: Rect
  let lanes: [Rect]
  let marks: Rect
  let axis: Rect
  /// For what was known at the cursor, and what happened there.
  let readout: Rect

  /// Columns to the right of the curves, for the figures of limits.
  static let figures = 5

  init(_ area: Rect, lanes count: Int) {
    now = area.top(1)
    title = area.droppingTop(1).top(1)
    let rest = area.droppingTop(2)
    readout = rest.bottom(min(max(rest.rows / 6, 3), 5))
    axis = rest.droppingBottom(readout.rows).bottom(1)
    marks = rest.droppingBottom(readout.rows + 1).bottom(1)
    lanes = rest.droppingBottom(readout.rows + 2).stacked(count)
  }

  /// The area from the first lane to the axis, without margins.
  var plot: Rect {
    let top = lanes.first?.row ?? axis.row
    return Rect(row: top, column: axis.column, columns: axis.columns, rows: axis.row - top)
      .droppingLeft(Lane.margin).droppingRight(Self.figures)
  }
}

extension Painter {
  mutating func paintTrendsPage(_ page: TrendsPage, in area: Rect) {
    let lanes: [TrendLane] =
      session.hasInfusion ? [.hr, .pressure, .spo2, .dose, .rate] : [.hr, .pressure, .spo2]
    let layout = TrendsLayout(area, lanes: lanes.count)
    let columns = columns(of: page, layout.plot.columns)
    paintNow(in: layout.now)
    paintTitle(page, columns, in: layout.title)
    for (lane, rect) in zip(lanes, layout.lanes) { paint(lane, columns, in: rect) }
    let happenings = session.happenings
    paintMarks(happenings, columns, in: layout.marks)
    paintAxis(columns, in: layout.axis.droppingRight(TrendsLayout.figures - TimeColumns.roomForNow))
    paintCursor(page, columns, in: layout.plot)
    paintReadout(page, happenings, columns, in: layout.readout)
  }

  private func columns(of page: TrendsPage, _ count: Int) -> TimeColumns {
    switch page.stretch {
    case .minutes(let minutes):
      TimeColumns(minutes: minutes, session: session, columns: count, roomForNow: 0)
    case .whole: TimeColumns(whole: session, columns: count, roomForNow: 0)
    case .between(let first, let last): TimeColumns(from: first, to: last, columns: count)
    }
  }

  /// Paints the present numbers, in the words of a small screen, and the dose.
  private mutating func paintNow(in row: Rect) {
    let dose = session.infusion.map { infusion in
      [Span(say(infusion.sureness) + infusion.delivered.twoPlaces, .value), Span(" ")]
    }
    let vitals = packedVitals(in: Size(columns: row.columns - 1, rows: 1))
    let shown = turn(of: vitals, room: 1).first ?? []
    let room = row.columns - shown.columns - 3
    screen.put([Span(" ")] + shown, row: row.row, column: row.column, in: row)
    if let dose, dose.columns <= room { screen.putRight(dose, row: row.row, in: row) }
  }

  private mutating func paintTitle(_ page: TrendsPage, _ columns: TimeColumns, in row: Rect) {
    screen.rule(row, glyphs: glyphs)
    let zero = session.startedAt ?? .start
    let title = say(" TRENDS  \(page.title(zero: zero)) ")
    screen.put(title, row: row.row, column: row.column + 2, style: .heading, in: row)
  }

  /// Paints the cursor at which values are read, and the other end of a stretch that is being chosen.
  private mutating func paintCursor(_ page: TrendsPage, _ columns: TimeColumns, in plot: Rect) {
    for time in [page.anchor, page.cursor] {
      guard let column = time.flatMap(columns.column) else { continue }
      screen.putCursor(atColumn: plot.column + column, in: plot, glyphs: glyphs)
    }
  }
}
