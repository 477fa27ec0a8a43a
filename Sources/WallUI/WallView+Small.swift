import ChairBeacon
import InfusionCore
import MonitorUI
import Quantities
import TextScreen

// A wall on a screen that has no room for a tile each: a row each.

extension WallPainter {
  /// What a few tiles take; on less a chair that does not fit is told in a row.
  static let whole = Size(columns: 40, rows: 12)

  /// How many chairs the wall names.
  var countShown: Int {
    let grid = WallGrid(model.tiles.count, in: rest)
    return grid.count < model.tiles.count && !screen.size.holds(Self.whole) ? rest.rows : grid.count
  }

  /// The first ones of the wall's order, each with its worst alarm, else with its numbers.
  mutating func paintRows(of tiles: [WallTile], in area: Rect) {
    for (offset, tile) in tiles.prefix(area.rows).enumerated() {
      let row = area.droppingTop(offset).top(1)
      let style: Style = model.selected == tile.chair ? .selected : .heading
      let name = tile.chair.fitted(to: max(1, row.columns / 2 - 2), glyphs: glyphs)
      let end = screen.put([Span(" \(name) ", style)], row: row.row, column: row.column, in: row)
      paintBrief(tile, in: row.droppingLeft(end - row.column))
    }
  }

  private mutating func paintBrief(_ tile: WallTile, in room: Rect) {
    if let call = tile.calls(at: now).first {
      let style = style(of: call)
      screen.fill(room, style: style)
      let words = inTurn(call.text, columns: room.columns - call.stars.count - 1)
      return screen.putWords("\(call.stars) \(words)", style, in: room)
    }
    switch tile.contact(at: now) {
    case .awaited: screen.putWords("not heard yet", .caution, in: room)
    case .lost: screen.putWords("GO AND LOOK", .caution, in: room)
    case .good, .quiet:
      let phase = Span(tile.state.phase.onTile(columns: room.columns), .phase)
      let numbers = briefNumbers(tile)
      let ways = [numbers + [Span("  "), phase], numbers, [phase]]
      let shown = ways.first { $0.columns <= room.columns } ?? []
      screen.put(shown, row: room.row, column: room.column, in: room)
    }
  }

  /// `98% 72 1 s`: one age for both, that of the older; a number that is not fresh is dashes.
  private func briefNumbers(_ tile: WallTile) -> [Span] {
    let pair = [tile.state.spo2, tile.state.hr]
    let figures = pair.map { $0.fresh.map(\.description) ?? "--" }
    let age = pair.compactMap(\.age).max().map { [ageWords($0, tile)] } ?? []
    return [Span("\(figures[0])% ", .value), Span(figures[1], .value)] + age
  }

  /// Words that are longer than their row take turns, broken between words.
  func inTurn(_ words: String, columns: Int) -> String {
    let parts = words.wrapped(to: max(1, columns))
    return parts.isEmpty ? "" : parts[Int(now / Self.turn) % parts.count]
  }

  /// A sentence in as many rows as it needs.
  mutating func put(_ words: String, _ style: Style, in area: Rect) {
    for (row, line) in words.wrapped(to: max(1, area.columns - 1)).prefix(area.rows).enumerated() {
      screen.put(" \(line)", row: area.row + row, column: area.column, style: style, in: area)
    }
  }
}

extension Screen {
  fileprivate mutating func putWords(_ words: String, _ style: Style, in room: Rect) {
    put(words, row: room.row, column: room.column, style: style, in: room)
  }
}

extension [Span] {
  /// The first spans that fit whole.
  func fittingWhole(_ columns: Int) -> [Span] {
    var used = 0
    return Array(
      prefix { span in
        used += span.columns
        return used <= columns
      })
  }
}
