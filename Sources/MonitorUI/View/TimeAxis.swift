import InfusionCore
import Quantities
import TextScreen

extension Painter {
  /// Minutes of the infusion (of the session before it has one), now, and a mark where an alarm was raised.
  mutating func paintAxis(_ window: TrendWindow, in area: Rect) {
    screen.put(" min", row: area.row, column: area.column, style: .dim, in: area)
    screen.put(String(glyphs.bottomLeft), row: area.row, column: area.column + 7, style: .faint, in: area)
    let plot = area.droppingLeft(8)
    screen.fill(plot, with: glyphs.horizontal, style: .faint)
    let zero = session.startedAt ?? .start
    let step = Self.tickMinutes(window)
    let first = (window.start - zero).milliseconds / 60_000 / step * step
    var minute = first
    while let column = window.column(of: max(window.start, zero + .minutes(minute))), minute < first + 2000 {
      if zero + .minutes(minute) >= window.start { paintTick(minute, at: column, in: plot) }
      minute += step
    }
    paintNow(window, in: plot)
    paintAlarmMarks(window, in: plot)
  }

  /// Far enough apart that the figures do not touch.
  private static func tickMinutes(_ window: TrendWindow) -> Int64 {
    let needed = window.perColumn.milliseconds * 8
    return [1, 2, 5, 10, 15, 20, 30, 60, 120, 240].first { $0 * 60_000 >= needed } ?? 480
  }

  private mutating func paintTick(_ minute: Int64, at column: Int, in plot: Rect) {
    let text = "\(minute)"
    guard column + text.count <= plot.columns else { return }
    screen.put(text, row: plot.row, column: plot.column + column, style: .dim, in: plot)
  }

  private mutating func paintNow(_ window: TrendWindow, in plot: Rect) {
    guard let column = window.column(of: session.now) else { return }
    let start = min(column + 1, plot.columns - 5)
    screen.put(" now ", row: plot.row, column: plot.column + start, style: .plain, in: plot)
  }

  private mutating func paintAlarmMarks(_ window: TrendWindow, in plot: Rect) {
    for entry in model.log.entries where entry.peak.priority >= .low {
      guard let column = window.column(of: entry.raisedAt) else { continue }
      screen.put(
        String(glyphs.mark), row: plot.row, column: plot.column + column, style: .alarm(entry.peak.priority),
        in: plot)
    }
  }
}
