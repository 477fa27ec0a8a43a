import TextScreen

// What was recorded last is on every page that has room for it, whole or not at all.

extension Painter {
  /// Paints it at the right end of a rule, if nothing else is there.
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

  /// The longest wording that fits; nil if none does.
  func lastAct(columns: Int) -> Span? { waysOfLastAct.first { $0.columns <= columns } }

  private var waysOfLastAct: [Span] {
    (session.lastWritten?.ways ?? []).map { Span(glyphs.showable(say($0)), .plain) }
  }

  /// A blank on either side, and the end of the rule.
  private static let marginOfLastAct = 3
}
