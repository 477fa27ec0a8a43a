import ChairBeacon
import InfusionCore
import MonitorUI
import Phrases
import Quantities
import TextScreen

// One chair on the wall: who, how far, what is wrong, and the numbers with their ages.

extension WallPainter {
  mutating func paint(_ tile: WallTile, in area: Rect) {
    paintHeading(of: tile, in: area.top(1))
    guard tile.contact(at: now) != .awaited else { return paintAwaited(tile, in: area.droppingTop(1)) }
    let calls = tile.calls(at: now)
    let alarmRows = min(max(1, min(calls.count, area.rows - 4)), max(1, area.rows - 4))
    paint(calls, in: area.droppingTop(1).top(alarmRows))
    let body = area.droppingTop(1 + alarmRows)
    guard tile.contact(at: now) != .lost else { return paintLost(tile, in: body) }
    if body.rows >= 8, body.columns >= 36 {
      paintBig(tile, in: body)
    } else {
      put(lines(of: tile, columns: body.columns), in: body)
    }
  }

  private mutating func paintHeading(of tile: WallTile, in area: Rect) {
    screen.rule(area, glyphs: glyphs)
    let isSelected = model.selected == tile.chair
    let style: Style = isSelected ? .selected : .heading
    let phase = [Span(" \(tile.state.phase.onTile(columns: area.columns)) ", .phase)]
    // Shown on the smallest tile too. There, what the row below says in full gives way first.
    let mark = tile.state.origin == .live ? [] : [Span("SIM ", .simulation)]
    let room = area.columns - phase.columns - 1
    var line = [Span(" \(tile.chair.fitted(to: max(1, room - 2 - mark.columns), glyphs: glyphs)) ", style)]
    line += mark
    let left = room - line.columns
    if let patient = tile.state.patient, left >= 4 {
      line.append(Span("\(patient.fitted(to: left - 1, glyphs: glyphs)) "))
    }
    screen.put(line, row: area.row, column: area.column, in: area)
    screen.putRight(phase, row: area.row, in: area)
  }

  /// The worst first, a row each. A text that is longer than the tile takes turns with its other part.
  private mutating func paint(_ calls: [WallCall], in area: Rect) {
    guard !calls.isEmpty else {
      screen.put(" no alarm", row: area.row, column: area.column, style: .dim, in: area)
      return
    }
    for (row, call) in calls.prefix(area.rows).enumerated() {
      let line = area.droppingTop(row).top(1)
      let style = style(of: call)
      screen.fill(line, style: style)
      let part = inTurn(call.text, columns: line.columns - call.stars.count - 2)
      screen.put(" \(call.stars) \(part)", row: line.row, column: line.column, style: style, in: line)
    }
    guard calls.count > area.rows else { return }
    let more = " +\(calls.count - area.rows) "
    screen.putRight([Span(more, style(of: calls[0]))], row: area.row, in: area.top(1))
  }

  static let turn: Int64 = 2000

  /// Neither numbers nor alarms are known, which does not mean that there are none.
  private mutating func paintAwaited(_ tile: WallTile, in area: Rect) {
    put([[Span(" not heard yet", .caution)], [Span(" was \(tile.state.phase.onTile())", .stale)]], in: area)
  }

  /// Nothing that the chair said is shown as if it still held.
  private mutating func paintLost(_ tile: WallTile, in area: Rect) {
    let state = tile.state
    var lines = [[Span(" was \(state.phase.onTile())", .stale)], [Span(" GO AND LOOK", .caution)]]
    if let dose = state.dose {
      lines.insert([Span(" had \(dose.sureness)\(dose.delivered.text(places: 1))", .stale)], at: 1)
    }
    put(lines, in: area)
  }

  private mutating func put(_ lines: [[Span]], in area: Rect) {
    for (row, line) in lines.prefix(area.rows).enumerated() {
      screen.put(line, row: area.row + row, column: area.column, in: area)
    }
  }

  /// In the order in which they give way: vitals, pressure, course, and what else is worth a row.
  private func lines(of tile: WallTile, columns: Int) -> [[Span]] {
    let state = tile.state
    return coming(tile) + notRecorded(state) + [
      vitals(tile), [pressure(tile)], [course(state, columns: columns)],
    ]
      + extras(tile)
  }

  /// Shows the next person at the wall that somebody is on the way.
  private func coming(_ tile: WallTile) -> [[Span]] {
    tile.state.coming.map { coming in
      [Span(" \(coming.by) is coming \((coming.age + tile.silence(at: now)).clock)", .good)]
    }
  }

  private func notRecorded(_ state: ChairState) -> [[Span]] {
    state.recordTrouble.map { [[Span(" NOT REC: \($0)", .caution)]] } ?? []
  }

  private func extras(_ tile: WallTile) -> [[Span]] {
    let state = tile.state
    var lines: [[Span]] = []
    if let missed = tile.missedLately(at: now) { lines.append([Span(" missed \(missed) events", .caution)]) }
    if let silence = state.silence { lines.append([Span(" \(silence)", .caution)]) }
    if !state.hasScreen { lines.append([Span(" no screen at the chair", .caution)]) }
    if state.origin != .live { lines.append([Span(" \(state.origin.rawValue.uppercased())", .simulation)]) }
    if case .fresh(let value, let age) = state.rr {
      lines.append([Span(" RR ", .label), Span("\(value)", .value), ageWords(age, tile)])
    }
    return lines
  }

  /// `SpO2 98  HR 72  1 s`: one age for both, that of the older.
  private func vitals(_ tile: WallTile) -> [Span] {
    let pair = [("SpO2", tile.state.spo2), ("HR", tile.state.hr)]
    var line: [Span] = []
    for (name, number) in pair {
      line += [Span(" \(name) ", .label), Span(number.fresh.map(\.description) ?? "--", number.style)]
    }
    let ages = pair.compactMap { $0.1.age }
    return line + (ages.max().map { [ageWords($0, tile)] } ?? [])
  }

  /// An age when it was told, and what has passed since.
  func ageWords(_ told: TimeSpan, _ tile: WallTile) -> Span {
    let style: Style = tile.contact(at: now) == .good ? .dim : .caution
    return Span(" \((told + tile.silence(at: now)).rough)", style)
  }

  private func pressure(_ tile: WallTile) -> Span {
    guard let pressure = tile.state.pressure else { return Span(" no pressure yet", .dim) }
    let age = (pressure.age + tile.silence(at: now)).rough
    return pressure.isFresh
      ? Span(" \(pressure.figures) \(age)", .value) : Span(" \(pressure.figures) OLD \(age)", .stale)
  }

  private func course(_ state: ChairState, columns: Int) -> Span {
    let time = state.elapsed.map { " \($0.clock)" } ?? ""
    if state.phase == .observing || state.phase == .ready {
      let of = state.planned.map { " of \($0.clock)" } ?? ""
      return Span(" watch\(time)\(of)".fitted(to: columns, glyphs: glyphs))
    }
    guard let dose = state.dose else { return Span(" ") }
    let figure = " \(dose.sureness)\(dose.delivered.fixed.rounded(places: 1))"
    let given = figure + " of \(dose.ordered.text(places: 1))"
    return Span([given + time, given].first { DisplayWidth.columns($0) <= columns } ?? figure)
  }

  /// SpO2 and pulse as they can be read from across the room.
  private mutating func paintBig(_ tile: WallTile, in area: Rect) {
    let digits = area.top(area.rows - 3)
    let half = digits.columns / 2
    paintNumber("SpO2", tile.state.spo2, in: digits.left(half))
    paintNumber("HR", tile.state.hr, in: digits.droppingLeft(half))
    let ages = [tile.state.spo2, tile.state.hr].compactMap(\.age)
    let rest = area.droppingTop(digits.rows)
    put([[ages.max().map { ageWords($0, tile) } ?? Span(" not heard", .stale)]], in: digits.bottom(1))
    let words = [[pressure(tile)], [course(tile.state, columns: rest.columns)]]
    put(coming(tile) + notRecorded(tile.state) + words + extras(tile), in: rest)
  }

  private mutating func paintNumber(_ name: String, _ number: ToldNumber, in area: Rect) {
    screen.put(" \(name)", row: area.row, column: area.column, style: .label, in: area)
    let text = number.fresh.map { $0.rounded(places: 0).description } ?? "--"
    let room = area.droppingTop(1).droppingBottom(1).droppingLeft(1)
    let face = BigDigits.largest(for: text, in: room.size, glyphs: glyphs)
    for (row, line) in face.lines(text, glyphs: glyphs).enumerated() {
      screen.put(line, row: room.row + row, column: room.column, style: number.style, in: room)
    }
  }
}

extension WallCall {
  /// The priority where there is no colour.
  var stars: String {
    switch priority {
    case .high: "***"
    case .medium: "**"
    case .low: "*"
    case .info: "i"
    }
  }

  var marked: String { "\(stars) \(text)" }
}

extension ToldNumber {
  var age: TimeSpan? {
    switch self {
    case .fresh(_, let age): age
    case .old, .absent: nil
    }
  }

  fileprivate var style: Style { fresh == nil ? .stale : .value }
}

extension Phase {
  /// The word of the chair's own screen, short enough for a tile of twenty columns: beside the name of its
  /// chair the longest is cut short on the narrowest.
  func onTile(columns: Int = .max) -> String {
    switch self {
    case .ready: "COMPLETE"
    case .preparation where columns < 26: "PREP"
    default: heading.english
    }
  }
}

extension ToldDose {
  /// Before the dose, as at the chair.
  fileprivate var sureness: String { (isUpTo ? "up to " : "") + (isEstimated ? "~" : "") }
}
