import InfusionCore
import Phrases
import Quantities
import TextScreen

extension Painter {
  /// Paints the minutes of the infusion (before it those of the session), now, and a mark for each raised
  /// alarm.
  mutating func paintAxis(_ window: TimeColumns, in area: Rect) {
    screen.put(say(" min"), row: area.row, column: area.column, style: .dim, in: area)
    screen.put(String(glyphs.bottomLeft), row: area.row, column: area.column + 7, style: .faint, in: area)
    let plot = area.droppingLeft(8)
    screen.fill(plot, with: glyphs.horizontal, style: .faint)
    let marks = alarmMarks(window)
    let nowColumn = window.column(of: session.now)
    let now = say(" now")
    // A figure gives way to an alarm and to "now".
    let taken = Set(marks.map(\.column)).union(nowColumn.map { Set($0...$0 + now.count + 1) } ?? [])
    for tick in window.ticks(zero: session.startedAt ?? .start) {
      let text = "\(tick.minute)"
      let columns = tick.column..<tick.column + text.count
      guard columns.upperBound <= plot.columns, taken.isDisjoint(with: columns) else { continue }
      screen.put(text, row: plot.row, column: plot.column + tick.column, style: .dim, in: plot)
    }
    if let nowColumn, nowColumn + 1 + now.count <= plot.columns {
      screen.put(now, row: plot.row, column: plot.column + nowColumn + 1, style: .plain, in: plot)
    }
    for mark in marks {
      screen.put(
        String(glyphs.mark), row: plot.row, column: plot.column + mark.column, style: mark.style,
        in: plot)
    }
  }

  /// The mark of an alarm whose pressure was struck is pale, since it says nothing of this patient.
  private func alarmMarks(_ window: TimeColumns) -> [(column: Int, style: Style)] {
    let chart = session.chart
    return model.log.episodes.filter { $0.priority >= .low }.compactMap { alarm in
      let isStruck = chart.raisingPressure(of: alarm) == .struck
      return window.column(of: alarm.raisedAt).map { ($0, isStruck ? .dim : .alarm(alarm.priority)) }
    }
  }
}
