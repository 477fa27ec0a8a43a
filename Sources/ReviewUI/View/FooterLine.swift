import MonitorUI
import TextScreen

extension ReviewPainter {
  /// The bottom line: a question, what was said last, or the keys that do something here.
  mutating func paintFooter(in area: Rect) {
    if let question = model.question { return paint(question, in: area) }
    if let message = model.message {
      screen.put(" \(message)", row: area.row, column: area.column, style: .caution, in: area)
      return
    }
    let help = [Span("? ", .key), Span("help ", .dim)]
    var line = [Span(" ")]
    for command in model.page.commands {
      let next = [Span(command.keys(glyphs), .key), Span(" \(command.label)  ", .dim)]
      guard line.columns + next.columns + help.columns <= area.columns else { break }
      line += next
    }
    screen.put(line, against: help, row: area.row, in: area)
  }

  private mutating func paint(_ question: ReviewQuestion, in area: Rect) {
    let label = Span(" \(question.kind.label): ", .prompt)
    let start = screen.put([label], row: area.row, column: area.column, in: area)
    let room = max(area.endColumn - start - 1, 0)
    let before = question.entry.text.prefix(question.entry.cursor)
    let dropped = max(0, DisplayWidth.columns(String(before)) - room)
    let shown = String(question.entry.text.dropFirst(dropped))
    screen.put(shown, row: area.row, column: start, style: .entry, in: area)
    let column = start + DisplayWidth.columns(String(before.dropFirst(dropped)))
    if column < area.endColumn { screen.cursor = .init(row: area.row, column: column) }
  }
}

extension ReviewQuestion.Kind {
  fileprivate var label: String {
    switch self {
    case .find: "Rows with (words, or sys > 180)"
    case .search: "Find in the session (words, or spo2 < 90)"
    case .minute: "Minute of the infusion"
    }
  }
}
