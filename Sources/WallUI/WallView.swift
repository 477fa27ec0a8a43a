import ChairBeacon
import InfusionCore
import MonitorUI
import Quantities
public import TextScreen

/// The wall's screen at an instant of its own clock. Pure.
public func wallView(_ model: WallModel, clock: String, now: Int64) -> Screen {
  var painter = WallPainter(model: model, clock: clock, now: now)
  painter.paint()
  return painter.screen
}

/// Everything that the wall draws is drawn by this.
struct WallPainter {
  let model: WallModel
  let clock: String
  let now: Int64
  var screen: Screen

  init(model: WallModel, clock: String, now: Int64) {
    self.model = model
    self.clock = clock
    self.now = now
    screen = Screen(model.size, palette: model.display.palette)
  }

  var glyphs: Glyphs { model.display.glyphs }

  mutating func paint() {
    let area = screen.bounds
    paintHeader(in: area.top(1))
    let below = area.droppingTop(1).droppingBottom(1)
    let troubles = self.troubles
    let above = below.top(min(troubles.count, max(0, below.rows / 4)))
    paint(troubles, in: above)
    let rest = below.droppingTop(above.rows)
    switch model.page {
    case .wall: paintTiles(in: rest)
    case .chair(let chair): paintChair(chair, in: rest)
    case .help: paintHelp(in: rest)
    }
    paintFooter(in: area.bottom(1))
  }

  private mutating func paintHeader(in area: Rect) {
    let count = model.tiles.count
    let chairs = count == 1 ? "1 chair" : "\(count) chairs"
    let calling = model.calls(at: now).values
    let high = calling.filter { $0 == .high }.count
    var line = [Span(" WALL", .heading), Span("  \(chairs)")]
    if high > 0 { line.append(Span("  \(high) high", .alarmHigh)) }
    let medium = calling.filter { $0 == .medium }.count
    if medium > 0 { line.append(Span("  \(medium) medium", .alarmMedium)) }
    if model.hasTooMany { line.append(Span("  MORE CHAIRS THAN \(WallModel.tilesMax)", .caution)) }
    let places = model.order == .urgentFirst ? "most urgent first" : "fixed places"
    screen.put(
      line, against: [Span("\(places)  ", .dim), Span("\(clock) ", .heading)], row: area.row, in: area)
  }

  /// Troubles without a tile: the broker is not heard, and sessions that nobody watches.
  private var troubles: [(call: WallCall, words: String)] {
    model.troubleCall.map { ($0, $0.marked) }
      + model.abandoned.map { session in
        let call = WallCall(session)
        let who =
          "chair \(session.chair), \(session.patient ?? "patient not named"): \(session.phase.heading)"
        return (call, "\(call.marked)  \(who)")
      }
  }

  /// Above everything, each on its own row.
  private mutating func paint(_ troubles: [(call: WallCall, words: String)], in area: Rect) {
    for (row, trouble) in troubles.prefix(area.rows).enumerated() {
      let line = area.droppingTop(row).top(1)
      let style = style(of: trouble.call)
      screen.fill(line, style: style)
      screen.put(" \(trouble.words)", row: line.row, column: line.column, style: style, in: line)
    }
  }

  private mutating func paintTiles(in area: Rect) {
    guard !model.tiles.isEmpty else {
      screen.put(
        model.isFar
          ? " No chair is told of by the broker."
          : " No chair of this machine tells anything: no monitor runs here.",
        row: area.row, column: area.column,
        style: .dim, in: area)
      return
    }
    let tiles = model.shown(at: now)
    let grid = WallGrid(tiles.count, in: area)
    for (index, tile) in tiles.prefix(grid.count).enumerated() {
      let place = grid[index]
      let isFirst = index % grid.columns == 0
      if !isFirst { screen.verticalRule(place, glyphs: glyphs) }
      paint(tile, in: isFirst ? place : place.droppingLeft(1))
    }
  }

  /// Names what the wall leaves out: chairs that do not fit, and keys.
  private mutating func paintFooter(in area: Rect) {
    if let question = model.question { return paint(question, in: area) }
    let left = model.tiles.count - WallGrid(model.tiles.count, in: screen.bounds.droppingTop(2)).count
    let hidden = model.page == .wall && left > 0 ? [Span("\(left) more do not fit ", .caution)] : []
    if let notice = model.notice, now < notice.until {
      return screen.put([Span(" \(notice.text)", .caution)], against: hidden, row: area.row, in: area)
    }
    let keys: [Span] = [
      Span(" Enter", .key), Span(" chair  "), Span("f", .key), Span(" places  "), Span("a", .key),
      Span(" silence here  "), Span("c", .key), Span(" coming  "), Span("?", .key), Span(" help  "),
      Span("q", .key), Span(" leave"),
    ]
    screen.put(keys, against: hidden, row: area.row, in: area)
  }

  private mutating func paint(_ question: WallQuestion, in area: Rect) {
    screen.put(
      [
        Span(" Who is coming to chair \(question.chair)? ", .heading), Span("\(question.name)_ "),
        Span(" Enter", .key), Span(" tell it there  "), Span("Esc", .key), Span(" no"),
      ], against: [], row: area.row, in: area)
  }

  /// A call is a band; an answered one is coloured text.
  func style(of call: WallCall) -> Style {
    model.isCalling(call) ? .band(call.priority) : .alarm(call.priority)
  }

  private mutating func paintHelp(in area: Rect) {
    let rows = [
      ("Enter", "all that a chair tells: its alarms, its course"), ("arrows, Tab", "choose a chair"),
      ("f", "the most urgent first, or each chair in its place"),
      ("a", "silence the wall's own alarms: no contact, nobody watches"),
      ("c", "tell a chair who is on the way, if it listens"), ("Ctrl-L", "paint anew"),
      ("Esc", "back to the wall"), ("q", "leave; the chairs go on"),
    ]
    screen.rule(area.top(1), glyphs: glyphs)
    for (offset, row) in rows.enumerated() {
      screen.put(
        [Span(row.0.paddedLeft(to: 12), .key), Span("  \(row.1)")], row: area.row + 1 + offset,
        column: area.column, in: area)
    }
    screen.put(
      "  A chair's alarms are answered at the chair: nothing but c reaches it.",
      row: area.row + 2 + rows.count, column: area.column, style: .dim, in: area)
  }
}
