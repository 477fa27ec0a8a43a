import InfusionCore
import Phrases
import Quantities
import TextScreen

// Before the start: which treatment of a series this is, and how the last ones went.

extension Painter {
  /// What is left for the trends. The last treatment is told whole, and takes their place if it must.
  mutating func paintHistory(in area: Rect) -> Rect {
    guard session.phase == .preparation, let history = session.history, area.rows > Self.trendRows else {
      return area
    }
    let columns = area.columns - 2
    let heading = say(history.phrase(hasInfusion: session.hasInfusion))
    let lines = historyLines(history, columns: columns, rows: area.rows - 1)
    screen.rule(area.top(1), glyphs: glyphs)
    let title = " \(heading.fitted(to: columns - 4, glyphs: glyphs)) "
    screen.put(title, row: area.row, column: area.column + 2, style: .heading, in: area)
    for (offset, line) in lines.enumerated() {
      screen.put(" \(line)", row: area.row + 1 + offset, column: area.column, style: .plain, in: area)
    }
    let rest = area.droppingTop(1 + lines.count)
    return rest.rows >= Self.trendRows ? rest : rest.top(0)
  }

  /// Where the trends have all the room that there is, the rule above them says which treatment this is.
  mutating func paintShortHistory(onRule area: Rect) {
    guard session.phase == .preparation, let history = session.history, area.rows <= Self.trendRows else {
      return
    }
    let heading = say(history.phrase(hasInfusion: session.hasInfusion))
    let title = " \(heading.fitted(to: max(0, area.columns - 6), glyphs: glyphs)) "
    screen.put(title, row: area.row, column: area.column + 2, style: .heading, in: area.top(1))
  }

  /// What the trends need, with the rule above them.
  private static let trendRows = 6

  /// The last treatment, then as many of those before it as leave the trends their room.
  private func historyLines(_ history: PatientHistory, columns: Int, rows: Int) -> [String] {
    var lines: [String] = []
    for treatment in history.last {
      let label: Phrase = lines.isEmpty ? "Last" : Phrase(verbatim: treatment.date)
      let told = say("\(label): \(treatment.phrase)").wrapped(to: columns)
      if !lines.isEmpty, lines.count + told.count > rows - Self.trendRows { break }
      lines += told
    }
    guard lines.count > rows else { return lines }
    let end = lines.dropFirst(rows - 1).joined(separator: " ").fitted(to: columns, glyphs: glyphs)
    return lines.prefix(rows - 1) + [end]
  }
}
