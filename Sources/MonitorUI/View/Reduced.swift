import InfusionCore
import Phrases
import TextScreen

// Between 60x16 and 80x24 the layout is that of 80x24, and the trends give way row by row: one row that is
// missing must cost neither the plan nor the rate.

extension Painter {
  /// Whether this screen is laid out as one of 80x24. On a smaller one a page that is a list takes the room
  /// of the tiles, and a question whose box would hide the dose stands in a layout of its own.
  var isLaidOutInFull: Bool {
    if screen.size.holds(Self.full) { return true }
    guard screen.size.holds(Self.whole), hasRoomForPage else { return false }
    guard let prompt = model.prompt else { return true }
    let (lines, holdRows) = (linesOfQuestion(prompt), holdRows(columns: screen.size.columns))
    return lines == 0 || lines + 2 <= Layout(screen.bounds, holdRows: holdRows).lower.rows
  }

  private var hasRoomForPage: Bool {
    let (columns, rows) = (screen.size.columns, screen.size.rows)
    return switch model.page {
    case .main, .trends: true
    // Their tables are as wide as a full screen, and have the rows of its trends.
    case .limits: columns >= Self.full.columns - 1 && rows >= Self.full.rows - 1
    case .alarmLog, .devices: columns >= Self.full.columns && rows >= Self.full.rows - 2
    case .help, .summary, .sessionPicker: false
    }
  }

  /// How many lines its box has at most: what was wrong with an answer counts, though it may have room beside
  /// the question. Whether it has depends on the layout, which is what is asked here.
  private func linesOfQuestion(_ prompt: Prompt) -> Int {
    let columns = screen.size.columns - Self.columnsOfBox
    let fault = prompt.leaveQuestion == nil ? prompt.error.map(say) : nil
    return boxLines(prompt, columns: columns).count + (fault?.wrapped(to: columns).count ?? 0)
  }
}
