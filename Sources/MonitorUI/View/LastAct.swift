import TextScreen

// What was recorded last stands on every page that has room for it: whole, or not at all.

extension Painter {
  /// On a rule, at its right end, where nothing else stands.
  mutating func paintLastAct(onRule rule: Rect) {
    guard !rule.isEmpty else { return }
    var free = 0
    while free < rule.columns, screen[rule.row, rule.endColumn - 1 - free].character == glyphs.horizontal {
      free += 1
    }
    guard let act = lastAct(columns: free - Self.marginOfLastAct) else { return }
    screen.putRight([Span(" "), act, Span(" ")], row: rule.row, in: rule.droppingRight(1))
  }

  /// In the longest way that fits; nil where none does.
  func lastAct(columns: Int) -> Span? {
    guard let act = session.lastWritten else { return nil }
    let ways = act.ways.map { Span(glyphs.showable($0), .plain) }
    return ways.first { $0.columns <= columns }
  }

  /// A blank at either side, and the rule's end.
  private static let marginOfLastAct = 3
}
