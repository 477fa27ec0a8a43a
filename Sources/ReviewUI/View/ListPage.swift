import InfusionCore
import MonitorUI
import Quantities
import SessionRecord
import SessionReports
import TextScreen

extension ReviewPainter {
  mutating func paintListHeader(in area: Rect) {
    let count = model.list.shown.count
    let of = count == model.rows.count ? "" : " of \(model.rows.count)"
    let noun = model.rows.count == 1 ? "session" : "sessions"
    var right = [Span("\(count)\(of) \(noun) ", .heading)]
    if model.unreadable > 0 { right = [Span("\(model.unreadable) NOT READABLE  ", .caution)] + right }
    if model.isLooking { right = [Span("checking  ", .dim)] + right }
    let room = max(0, area.columns - right.columns - 10)
    let place = model.place.fitted(to: room, glyphs: glyphs)
    screen.put([Span(" REVIEW  ", .heading), Span(place, .dim)], against: right, row: area.row, in: area)
  }

  mutating func paintList(in area: Rect) {
    var title = [Span(model.list.showsAll ? "ALL SESSIONS" : "SESSIONS", .heading)]
    if !model.list.wanted.isEmpty { title.append(Span(" with \(model.list.wanted)", .caution)) }
    paintTitle(title, in: area)
    let body = area.droppingTop(1)
    screen.put(
      " " + ListRow.heading(showsOffset: model.showsOffset), row: body.row, column: body.column, style: .dim,
      in: body)
    let rows = body.droppingTop(1)
    guard !model.list.shown.isEmpty else {
      screen.put(emptyWords, row: rows.row, column: rows.column, style: .dim, in: rows)
      return
    }
    // The chosen row stands in the middle, as far as the list goes on.
    let first = min(max(model.list.cursor - rows.rows / 2, 0), max(model.list.shown.count - rows.rows, 0))
    for (offset, index) in model.list.shown.dropFirst(first).prefix(rows.rows).enumerated() {
      let isChosen = first + offset == model.list.cursor
      paint(model.rows[index], isChosen: isChosen, in: rows.droppingTop(offset).top(1))
    }
  }

  private var emptyWords: String {
    if !model.list.wanted.isEmpty { return " no session with these words; Esc shows all" }
    return model.list.showsAll || model.rows.isEmpty
      ? " no sessions" : " no live session; a shows simulations, drills and replays"
  }

  private mutating func paint(_ row: SessionRow, isChosen: Bool, in area: Rect) {
    let pointer = Span(isChosen ? String(glyphs.pointer) : " ", .key)
    let style: Style = isChosen ? .selected : row.isSound ? .plain : .caution
    let isLive = row.origin ?? .live == .live
    let right = isLive ? [] : [Span(area.columns < 96 ? " SIM " : " SIMULATION ", .simulation)]
    let room = max(0, area.columns - 1 - (isLive ? 0 : right.columns + 1))
    let text = glyphs.showable(ListRow(row, showsOffset: model.showsOffset).text).fitted(
      to: room, glyphs: glyphs)
    screen.put([pointer, Span(text, style)], against: right, row: area.row, in: area)
  }
}

extension SessionRow {
  fileprivate var isSound: Bool { facts != nil && problems.isEmpty }
}
