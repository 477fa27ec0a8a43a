import InfusionCore
import Quantities
import TextScreen

extension Painter {
  /// A band in the colour of the highest priority, first the worst alarm, then the others; what does not fit
  /// is turned over every 2 s. Without an alarm the band is calm.
  mutating func paintAlarms(in area: Rect) {
    guard let worst = session.alarms.first else {
      screen.put([Span(" no alarm", .dim)], row: area.row, column: area.column, in: area)
      return
    }
    let ground = worst.style(at: now)
    screen.fill(area, style: ground)
    let keys = area.rows == 1 ? [] : answerKeys
    let segments = session.alarms.map { segment($0, columns: area.columns - Self.pageColumns) }
    let others = Array(segments.dropFirst())
    let behind = area.top(1).droppingLeft(segments[0].columns)
    guard area.rows > 1 else {
      let longest = others.map(\.columns).max() ?? 0
      // Where the worst leaves no room for the others, all of them take turns on the band in its colour.
      if longest > behind.columns - Self.pageColumns {
        return paintOthers(segments, in: area, ground: ground)
      }
      screen.put(segments[0], row: area.row, column: area.column, in: area)
      return paintOthers(others, in: behind, ground: ground)
    }
    screen.put(segments[0], row: area.row, column: area.column, in: area)
    let column = area.endColumn - keys.columns - 1
    screen.put([Span(keys.map(\.text).joined(), ground)], row: area.row, column: column, in: area)
    paintOthers(others, in: area.droppingTop(1), ground: ground)
  }

  /// Nobody answers the alarms of a replay.
  private var answerKeys: [Span] { model.mode == .monitor ? [Span("a acknowledge   space pause sound")] : [] }

  /// For ` 2/3 `.
  private static let pageColumns = 6

  /// Mark, text, and how long or how it stands; that is left out where there is no room.
  private func segment(_ alarm: AlarmView, columns: Int) -> [Span] {
    let style = alarm.style(at: now)
    let short = Span(" \(alarm.mark) \(alarm.text)", style)
    let long = Span("\(short.text)  \(state(alarm)) ", style)
    return [long.columns <= columns ? long : short]
  }

  private func state(_ alarm: AlarmView) -> String {
    if alarm.isLatched { return "\((session.now - alarm.since).clock) ago" }
    if alarm.isAcknowledged { return alarm.acknowledgedBy.map { "ack \($0)" } ?? "ack" }
    return (session.now - alarm.since).clock
  }

  /// As many as fit on the rows; more are paged, and the page is said.
  private mutating func paintOthers(_ segments: [[Span]], in area: Rect, ground: Style) {
    guard !segments.isEmpty, !area.isEmpty else { return }
    let pages = paged(segments, columns: area.columns, rows: area.rows)
    let shown =
      pages.count > 1 ? paged(segments, columns: area.columns - Self.pageColumns, rows: area.rows) : pages
    let page = Int(now / Flash.page) % max(shown.count, 1)
    for (offset, line) in shown[page].enumerated() {
      screen.put(line, row: area.row + offset, column: area.column, in: area)
    }
    let widest = shown[page].last?.columns ?? 0
    guard shown.count > 1, widest <= area.columns - Self.pageColumns else { return }
    screen.putRight([Span(" \(page + 1)/\(shown.count) ", ground)], row: area.endRow - 1, in: area)
  }

  private func paged(_ segments: [[Span]], columns: Int, rows: Int) -> [[[Span]]] {
    var lines: [[Span]] = []
    for segment in segments {
      if let last = lines.last, last.columns + segment.columns <= columns {
        lines[lines.count - 1] += segment
      } else {
        lines.append(segment)
      }
    }
    return stride(from: 0, to: lines.count, by: max(rows, 1)).map { start in
      Array(lines[start..<min(start + max(rows, 1), lines.count)])
    }
  }
}
