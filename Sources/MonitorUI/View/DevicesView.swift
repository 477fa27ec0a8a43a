import InfusionCore
import Phrases
import TextScreen

extension Painter {
  /// Paints each device with its kind and state, and below it those of its words that are not understood.
  mutating func paintDevices(from first: Int, in area: Rect) {
    screen.rule(area.top(1), glyphs: glyphs)
    screen.put(say(" DEVICES "), row: area.row, column: area.column + 2, style: .heading, in: area)
    let body = area.droppingTop(1)
    let told = deviceLines(columns: body.columns)
    let start = scrolled(to: first, of: told.count, in: body)
    for (offset, line) in told.dropFirst(start).prefix(body.rows).enumerated() {
      screen.put(line, row: body.row + offset, column: body.column, in: body)
    }
  }

  func deviceLines(columns: Int) -> [[Span]] {
    session.remarksOfDevices.flatMap { lines(of: $0, columns: columns) }
  }

  private func lines(of told: DeviceRemarks, columns: Int) -> [[Span]] {
    let state = told.device.trouble.map { span($0, .caution) } ?? span("ok", .dim)
    let head = [Span(" \(told.device.name)  ", .heading), state, Span("  \(say(told.identity))", .dim)]
    let remarks = told.unread.flatMap { "    \($0)".wrapped(to: columns - 1, indent: 6) }
    return [head] + remarks.map { [Span($0, .plain)] }
  }
}
