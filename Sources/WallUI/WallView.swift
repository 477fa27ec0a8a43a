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
    paint(troubles, in: above)
    switch model.page {
    case .wall: paintTiles(in: rest)
    case .chair(let chair): paintChair(chair, in: rest)
    case .help: paintHelp(in: rest)
    }
    paintFooter(in: area.bottom(1))
  }

  /// Between header and footer.
  private var below: Rect { screen.bounds.droppingTop(1).droppingBottom(1) }

  /// What is wrong has its rows above the chairs.
  private var above: Rect { below.top(min(troubles.count, max(0, below.rows / 4))) }

  /// What the chairs have.
  var rest: Rect { below.droppingTop(above.rows) }

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
    let places = Span(model.order == .urgentFirst ? "most urgent first  " : "fixed places  ", .dim)
    let time = Span("\(clock) ", .heading)
    let right = [[places, time], [time]].first { line.columns + $0.columns < area.columns } ?? []
    screen.put(line.fittingWhole(area.columns), against: right, row: area.row, in: area)
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
      let words = inTurn(trouble.words, columns: line.columns - 1)
      screen.put(" \(words)", row: line.row, column: line.column, style: style, in: line)
    }
  }

  private mutating func paintTiles(in area: Rect) {
    guard !model.tiles.isEmpty else {
      return put(
        model.isFar
          ? "No chair is told of by the broker."
          : "No chair of this machine tells anything: no monitor runs here.", .dim, in: area)
    }
    let tiles = model.shown(at: now)
    let grid = WallGrid(tiles.count, in: area)
    // On a small screen every chair is named before one is told of at length.
    if grid.count < tiles.count, !screen.size.holds(Self.whole) { return paintRows(of: tiles, in: area) }
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
    let left = model.tiles.count - countShown
    let hidden = model.page == .wall && left > 0 ? [Span("\(left) more do not fit ", .caution)] : []
    if let notice = model.notice, now < notice.until {
      let words = inTurn(notice.text, columns: area.columns - 1 - hidden.columns)
      return screen.put([Span(" \(words)", .caution)], against: hidden, row: area.row, in: area)
    }
    // Of little room the way out takes the first.
    let keys = [
      ("Enter", "chair"), ("f", "places"), ("a", "silence here"), ("c", "coming"), ("?", "help"),
      ("q", "leave"),
    ]
    let spans = keys.enumerated().map { offset, key in
      [
        Span(offset == 0 ? " \(key.0)" : key.0, .key),
        Span(" \(key.1)" + (offset == keys.count - 1 ? "" : "  ")),
      ]
    }
    let room = area.columns - hidden.columns - 1
    let kept = [0, 5, 4, 3, 1, 2].reduce(into: Set<Int>()) { kept, key in
      let taken = kept.map { spans[$0].columns }.reduce(spans[key].columns, +)
      if taken <= room { kept.insert(key) }
    }
    let lead = kept.contains(0) ? [] : [Span(" ")]
    screen.put(lead + kept.sorted().flatMap { spans[$0] }, against: hidden, row: area.row, in: area)
  }

  private mutating func paint(_ question: WallQuestion, in area: Rect) {
    let leads = [
      "Who is coming to chair \(question.chair)?", "Who comes to \(question.chair)?", "Who comes?",
    ]
    let name = Span("\(question.name)_ ")
    let room = area.columns - name.columns - 2
    let lead = leads.first { DisplayWidth.columns($0) <= room } ?? "Who?"
    let keys = [Span(" Enter", .key), Span(" tell it there  "), Span("Esc", .key), Span(" no")]
    let line = [Span(" \(lead) ", .heading), name]
    let isRoom = (line + keys).columns <= area.columns
    screen.put(line + (isRoom ? keys : []), against: [], row: area.row, in: area)
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
    let widest = rows.map { DisplayWidth.columns($0.1) }.max() ?? 0
    guard area.rows >= rows.count + 3, area.columns >= widest + 14 else {
      let (size, least) = (screen.size, Size(columns: widest + 14, rows: rows.count + 5))
      let words = "The keys need \(least.columns)x\(least.rows), this is \(size.columns)x\(size.rows)."
      return put("\(words) Esc: back", .caution, in: area.droppingTop(1))
    }
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
