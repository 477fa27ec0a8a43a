import TextScreen

// What was recorded last stands on every page that has room for it: whole, or not at all.

extension Painter {
  /// On a rule, at its right end, where nothing else stands.
  mutating func paintLastAct(onRule rule: Rect) {
    guard !rule.isEmpty else { return }
    let ways = waysOfLastAct
    let wanted = (ways.first?.columns ?? 0) + Self.marginOfLastAct
    var free = 0
    while free < min(rule.columns, wanted),
      screen[rule.row, rule.endColumn - 1 - free].character == glyphs.horizontal
    {
      free += 1
    }
    guard let act = ways.first(where: { $0.columns <= free - Self.marginOfLastAct }) else { return }
    screen.putRight([Span(" "), act, Span(" ")], row: rule.row, in: rule.droppingRight(1))
  }

  /// In the longest way that fits; nil where none does.
  func lastAct(columns: Int) -> Span? { waysOfLastAct.first { $0.columns <= columns } }

  private var waysOfLastAct: [Span] {
    (session.lastWritten?.ways ?? []).map { Span(glyphs.showable(say($0)), .plain) }
  }

  /// A blank at either side, and the rule's end.
  private static let marginOfLastAct = 3
}
