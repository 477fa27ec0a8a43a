import ChairBeacon
import InfusionCore
import MonitorUI
import Phrases
import Quantities
public import TextScreen

/// The console's screen.
public func instructorView(_ model: InstructorModel) -> Screen {
  var painter = InstructorPainter(model: model)
  painter.paint()
  return painter.screen
}

/// Draws everything on the console.
struct InstructorPainter {
  let model: InstructorModel
  var screen: Screen

  init(model: InstructorModel) {
    self.model = model
    screen = Screen(model.size, palette: model.display.palette)
  }

  var glyphs: Glyphs { model.display.glyphs }
  /// The column of the numbers on the trainee's screen.
  static let seenColumn = 26

  mutating func paint() {
    let area = screen.bounds
    paintHeader(in: area.top(1))
    let answer = answerRows(in: area)
    let below = area.droppingTop(1).droppingBottom(1 + answer.count)
    if model.showsHelp {
      paintHelp(in: below)
    } else if let truth = model.truth, isSmall {
      paintSmall(truth, in: below)
    } else if let truth = model.truth {
      let rows = paintPatient(truth, in: below)
      paintCourse(truth, in: below.droppingTop(rows))
    } else {
      screen.put(
        " Nothing was told yet.", row: below.row + 1, column: below.column, style: .dim, in: below)
    }
    put(answer, in: area.droppingBottom(1).bottom(answer.count))
    paintEntry(in: area.bottom(1))
  }

  private mutating func paintHeader(in area: Rect) {
    var right: [Span] = []
    switch model.link {
    case .over: right = [Span(" THE DRILL IS OVER ", .simulation), Span(" ")]
    case .lost: right = [Span(" THE DRILL DOES NOT ANSWER ", .simulation), Span(" ")]
    case .open:
      guard let truth = model.truth else { break }
      if truth.isFrozen { right += [Span(" FROZEN ", .simulation), Span(" ")] }
      right += [
        Span(truth.phase.heading.english, .phase), Span(" "), Span(Self.clock(truth), .heading), Span(" "),
      ]
    }
    let what = model.truth.map { "  \($0.scenario), seed \($0.seed)" } ?? ""
    let chair = model.chair.map { [Span("  chair \($0.chair)", .dim)] } ?? []
    let left = [Span(" INSTRUCTOR", .heading), Span(what)]
    let ways = [left + chair, left, [left[0]], []]
    let kept = rightThatFits(right, columns: area.columns)
    let shown = ways.first { ($0 + kept).columns < area.columns } ?? []
    screen.put(shown, against: kept, row: area.row, in: area)
  }

  /// All of it, or what matters most: that the drill is over, stands still, or its phase.
  private func rightThatFits(_ right: [Span], columns: Int) -> [Span] {
    right.columns <= columns ? right : Array(right.prefix(1))
  }

  /// `0:31:10, minute 27:30`.
  private static func clock(_ truth: ToldTruth) -> String {
    let minute = truth.minute.map { ", minute \($0.wholeSeconds / 60)" } ?? ""
    return truth.time.sinceStart.clock + minute
  }

  mutating func put(_ rows: [[Span]], in area: Rect) {
    for (offset, row) in rows.enumerated() {
      screen.put(row, row: area.row + offset, column: area.column, in: area)
    }
  }

  /// The answer to the last line, in as many rows as it needs; the keys if there is no answer.
  private func answerRows(in area: Rect) -> [[Span]] {
    guard let answer = model.answer else {
      if isSmall { return [keysThatFit(columns: area.columns)] }
      return [
        [
          Span(" space", .key), Span(" freeze, go  "), Span("Tab", .key), Span(" complete  "),
          Span("?", .key), Span(" what can be said  "), Span("q", .key), Span(" Enter leave"),
        ]
      ]
    }
    let most = max(1, area.rows / 5)
    var lines = " \(answer.words)".wrapped(to: area.columns, indent: 1)
    if lines.count > most {
      // If the text does not fit, the last row ends with a mark.
      let last = lines[(most - 1)...].joined().fitted(to: area.columns, glyphs: glyphs)
      lines = lines.prefix(most - 1) + [last]
    }
    return lines.map { [Span($0, answer.isRefusal ? .caution : .good)] }
  }

  private mutating func paintEntry(in area: Rect) {
    let entry = model.entry
    let before = entry.text.prefix(entry.cursor)
    // A long line is shown from where its cursor is still visible.
    let room = max(1, area.columns - 4)
    let shown = entry.text.dropFirst(max(0, before.count - room))
    let column = screen.put(" > ", row: area.row, column: area.column, style: .prompt, in: area)
    screen.put(String(shown), row: area.row, column: column, style: .entry, in: area)
    let cursor = column + min(before.count, room)
    let under = entry.text.dropFirst(entry.cursor).first.map(String.init) ?? " "
    screen.put(under, row: area.row, column: cursor, style: .cursor, in: area)
  }
}

// MARK: - What can be said

extension InstructorPainter {
  private static let help: [(String, String)] = [
    ("airway level=0.8 onset=45s", "an event of a scenario, now; Tab shows which there are"),
    ("set spo2=84 sys=190", "a vital is this, until help that fits comes; sys=free ends it"),
    ("set airway=0.6", "a cause is this: airway sedation vagus anxiety nausea; 0 ends it"),
    ("say I feel sick", "the patient speaks, on the trainee's screen and in the record"),
    ("freeze   go", "time stands still for the whole drill, and goes on (space)"),
    ("speed 10", "ten seconds in one from now on; 1 is as in the chair"),
    ("again 22", "the drill from minute 22 of the infusion, as another session"),
    ("q", "leaves the console; the drill goes on, a frozen one after a minute"),
  ]

  private mutating func paintHelp(in area: Rect) {
    screen.rule(area.top(1), glyphs: glyphs)
    if isSmall {
      let (size, least) = (screen.size, Self.whole)
      let words = "What can be said needs \(least.columns)x\(least.rows)"
      let rows = "\(words): this is \(size.columns)x\(size.rows).".wrapped(to: max(1, area.columns - 1))
      return put(rows.map { [Span(" \($0)", .caution)] }, in: area.droppingTop(1))
    }
    for (offset, row) in Self.help.enumerated() {
      screen.put(
        [Span(" " + row.0, .key)], row: area.row + 1 + 2 * offset, column: area.column, in: area)
      screen.put(
        [Span("     " + row.1)], row: area.row + 2 + 2 * offset, column: area.column, in: area)
    }
    screen.put(
      " The trainee sees what the patient says, and that it is frozen; no more.",
      row: area.row + 2 + 2 * Self.help.count, column: area.column, style: .dim, in: area)
  }
}
