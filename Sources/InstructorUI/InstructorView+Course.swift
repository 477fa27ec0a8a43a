import InfusionCore
import MonitorUI
import Quantities
import TextScreen

// What is still to come, what is hoped for, and what was done.

extension InstructorPainter {
  /// One item of a list, or several side by side, with their rows.
  private struct Item {
    var rows: [[Span]]
    var count = 1
  }

  mutating func paintCourse(_ truth: ToldTruth, in area: Rect) {
    let columns = area.columns
    var lists = [
      Self.items(truth.coming, columns: columns), Self.items(truth.objectives, columns: columns),
      truth.done.reversed().map { Item(rows: Self.lines($0, columns: columns)) },
    ]
    let needs = lists.map { max(1, $0.reduce(0) { $0 + $1.rows.count }) }
    let calling = Self.items(truth.objectives.filter(\.calls), columns: columns).count
    let rows = Self.shares(of: area.rows - lists.count, needs: needs, calling: calling)
    // If there is not room for all, the next events and the calling objectives come first.
    if rows[0] < needs[0] { lists[0] = Self.items(truth.soonestFirst, columns: columns) }
    if rows[1] < needs[1] { lists[1] = Self.items(truth.callingFirst, columns: columns) }
    var rest = area
    for (index, title) in ["to come", "hoped for", "done, the newest first"].enumerated() {
      paint(lists[index], titled: title, in: rest.top(rows[index] + 1))
      rest = rest.droppingTop(rows[index] + 1)
    }
  }

  /// Paints items, each in as many rows as it needs; the title says how many are not shown whole.
  private mutating func paint(_ items: [Item], titled title: String, in area: Rect) {
    guard area.rows > 0 else { return }
    screen.rule(area.top(1), glyphs: glyphs)
    var (hidden, end) = (0, 0)
    for item in items {
      end += item.rows.count
      if end > area.rows - 1 { hidden += item.count }
    }
    let more = hidden > 0 ? ", \(hidden) more" : ""
    screen.put(" \(title)\(more) ", row: area.row, column: area.column + 2, style: .dim, in: area)
    let told = items.isEmpty ? [[Span(" nothing", .dim)]] : items.flatMap(\.rows)
    put(Array(told.prefix(area.rows - 1)), in: area.droppingTop(1))
  }

  /// How many rows each list gets. If they do not all fit, older deeds give way first, then objectives that
  /// do not call, then later events.
  ///
  /// - Parameters:
  ///   - needs: the rows that events, objectives and deeds want, in this order.
  ///   - calling: the rows that the calling objectives need.
  static func shares(of rows: Int, needs: [Int], calling: Int) -> [Int] {
    let (coming, hopes, done) = (0, 1, 2)
    let yielding = [
      (done, 1), (hopes, max(1, calling)), (coming, leastComing), (hopes, 1), (coming, 1), (done, 0),
      (hopes, 0), (coming, 0),
    ]
    return yielding.reduce(into: needs) { shares, next in
      let over = max(0, shares.reduce(0, +) - max(0, rows))
      shares[next.0] -= min(over, max(0, shares[next.0] - next.1))
    }
  }

  /// Room for the next event with its condition.
  private static let leastComing = 3

  private static func items(_ events: [ToldEvent], columns: Int) -> [Item] {
    events.map { Item(rows: lines($0, columns: columns)) }
  }

  /// `in 3:20   airway level=0.8`, then its condition on the same row or, if there is no room, below it.
  private static func lines(_ event: ToldEvent, columns: Int) -> [[Span]] {
    let when = event.condition
    let head =
      event.dueIn.map { Span(" in \($0.clock)".padded(to: 12), .caution) }
      ?? Span(" waits".padded(to: 12), .dim)
    let first = [head, Span(event.what, .value)]
    if first.columns + 2 + DisplayWidth.columns(when) <= columns {
      return [first + [Span("  "), Span(when, .dim)]]
    }
    let margin = [Span(String(repeating: " ", count: 12))]
    return wrapped(event.what, .value, behind: [head], columns: columns)
      + wrapped(when, .dim, behind: margin, columns: columns)
  }

  /// Words after what stands before them, in as many rows as they need.
  private static func wrapped(
    _ words: String, _ style: Style, behind head: [Span], columns: Int
  ) -> [[Span]] {
    let margin = [Span(String(repeating: " ", count: head.columns))]
    return words.wrapped(to: max(8, columns - head.columns)).enumerated().map { index, line in
      (index == 0 ? head : margin) + [Span(line, style)]
    }
  }

  /// Objectives, two side by side if there is room.
  private static func items(_ objectives: [ToldObjective], columns: Int) -> [Item] {
    // Words longer than usual get a space before the name, and then all others do, too.
    let words = objectives.map { DisplayWidth.columns($0.standing) + 2 }.max() ?? 0
    let cells = objectives.map { line($0, columns: max(18, words)) }
    let half = columns / 2
    guard cells.allSatisfy({ $0.columns < half }) else { return cells.map { Item(rows: [$0]) } }
    return stride(from: 0, to: cells.count, by: 2).map { index in
      let left = cells[index]
      guard cells.indices.contains(index + 1) else { return Item(rows: [left]) }
      let margin = [Span(String(repeating: " ", count: half - left.columns))]
      return Item(rows: [left + margin + cells[index + 1]], count: 2)
    }
  }

  /// `CALLS for 1:20   airway-opened`.
  private static func line(_ objective: ToldObjective, columns: Int) -> [Span] {
    [Span(" \(objective.standing)".padded(to: columns), style(of: objective)), Span(objective.id)]
  }

  private static func style(of objective: ToldObjective) -> Style {
    if objective.at != nil { return style(ofResult: objective.result) }
    return objective.calls ? .caution : .dim
  }

  /// The style of a result; one that this console brought about is neither merit nor fault.
  private static func style(ofResult result: String) -> Style {
    switch result {
    case "missed", "harmful": .caution
    case "instructor": .dim
    default: .good
    }
  }

  private static func lines(_ deed: ToldDeed, columns: Int) -> [[Span]] {
    // An instructor at any of the consoles may have typed it.
    let who = deed.isInstructors ? "instructor" : "trainee"
    let head = [
      Span(" \(deed.at.sinceStart.clock)".padded(to: 10), .dim), Span(who.padded(to: 12), .dim),
    ]
    return wrapped(deed.words, deed.isInstructors ? .simulation : .plain, behind: head, columns: columns)
  }
}

extension ToldTruth {
  /// Events with a time come before those that only wait.
  fileprivate var soonestFirst: [ToldEvent] {
    let due = coming.filter { $0.dueIn != nil }
    return due.sorted { ($0.dueIn ?? .zero) < ($1.dueIn ?? .zero) } + coming.filter { $0.dueIn == nil }
  }

  fileprivate var callingFirst: [ToldObjective] {
    objectives.filter(\.calls) + objectives.filter { !$0.calls && $0.at == nil }
      + objectives.filter { $0.at != nil }
  }
}
