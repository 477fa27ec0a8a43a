import InfusionCore
import MonitorUI
import Quantities
import TextScreen

// What is still to come, what is hoped for, and what was done.

extension InstructorPainter {
  mutating func paintCourse(_ truth: ToldTruth, in area: Rect) {
    let lists = [
      ("to come", truth.coming.map { Self.lines($0, columns: area.columns) }),
      ("hoped for", Self.lines(truth.objectives, columns: area.columns).map { [$0] }),
      ("done, the newest first", truth.done.reversed().map { Self.lines($0, columns: area.columns) }),
    ]
    let needs = lists.map { max(1, $0.1.joined().count) }
    // A lesson's objectives are few: they stand there whole, as far as one line is left of the others.
    let hopes = min(needs[1], max(1, area.rows - lists.count - 2))
    let others = Self.shares(of: area.rows - lists.count - hopes, among: [needs[0], needs[2]])
    let rows = [others[0], hopes, others[1]]
    var rest = area
    for (list, count) in zip(lists, rows) {
      paint(list.1, titled: list.0, in: rest.top(count + 1))
      rest = rest.droppingTop(count + 1)
    }
  }

  /// Each item has as many rows as it needs; the title says how many of them do not stand there whole.
  private mutating func paint(_ items: [[[Span]]], titled title: String, in area: Rect) {
    guard area.rows > 0 else { return }
    screen.rule(area.top(1), glyphs: glyphs)
    let ends = items.reduce(into: [Int]()) { $0.append(($0.last ?? 0) + $1.count) }
    let hidden = ends.count { $0 > area.rows - 1 }
    let more = hidden > 0 ? ", \(hidden) more" : ""
    screen.put(" \(title)\(more) ", row: area.row, column: area.column + 2, style: .dim, in: area)
    let told = items.isEmpty ? [[Span(" nothing", .dim)]] : Array(items.joined())
    put(Array(told.prefix(area.rows - 1)), in: area.droppingTop(1))
  }

  /// As many rows as each list needs; where they are too few, the longest gives way first.
  static func shares(of rows: Int, among needs: [Int]) -> [Int] {
    var shares = needs
    while shares.reduce(0, +) > max(0, rows), let most = shares.max(), most > 0,
      let index = shares.lastIndex(of: most)
    {
      shares[index] -= 1
    }
    return shares
  }

  /// `in 3:20   airway level=0.8`, and its condition behind it or, where there is no room, below it.
  private static func lines(_ event: ToldEvent, columns: Int) -> [[Span]] {
    let after = event.after > .zero && event.dueIn == nil ? ", \(event.after.inWords) long" : ""
    let unless = event.unless.map { ", unless \($0)" } ?? ""
    let when = "when \(event.when)\(after)\(unless)"
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

  /// Words behind what stands before them, in as many rows as they need.
  private static func wrapped(
    _ words: String, _ style: Style, behind head: [Span], columns: Int
  ) -> [[Span]] {
    let margin = [Span(String(repeating: " ", count: head.columns))]
    return words.wrapped(to: max(8, columns - head.columns)).enumerated().map { index, line in
      (index == 0 ? head : margin) + [Span(line, style)]
    }
  }

  /// Side by side where there is room for two.
  private static func lines(_ objectives: [ToldObjective], columns: Int) -> [[Span]] {
    let cells = objectives.map(line)
    let half = columns / 2
    guard cells.allSatisfy({ $0.columns < half }) else { return cells }
    return stride(from: 0, to: cells.count, by: 2).map { index in
      let left = cells[index]
      guard cells.indices.contains(index + 1) else { return left }
      return left + [Span(String(repeating: " ", count: half - left.columns))] + cells[index + 1]
    }
  }

  /// `called 1:20 ago`, `met 31:10`.
  private static func line(_ objective: ToldObjective) -> [Span] {
    let name = Span(objective.id)
    if let at = objective.at {
      let style = style(ofResult: objective.result)
      return [Span(" \(objective.result) \(at.sinceStart.clock)".padded(to: 18), style), name]
    }
    if let ago = objective.calledAgo, objective.result != "met" {
      return [Span(" CALLS for \(ago.clock)".padded(to: 18), .caution), name]
    }
    return [Span((objective.result == "met" ? " met so far" : " not yet").padded(to: 18), .dim), name]
  }

  /// What this console brought about is nobody's merit, and no fault.
  private static func style(ofResult result: String) -> Style {
    switch result {
    case "missed", "harmful": .caution
    case "instructor": .dim
    default: .good
    }
  }

  private static func lines(_ deed: ToldDeed, columns: Int) -> [[Span]] {
    // Each console that listens may have typed it.
    let who = deed.isInstructors ? "instructor" : "trainee"
    let head = [
      Span(" \(deed.at.sinceStart.clock)".padded(to: 10), .dim), Span(who.padded(to: 12), .dim),
    ]
    return wrapped(deed.words, deed.isInstructors ? .simulation : .plain, behind: head, columns: columns)
  }
}
