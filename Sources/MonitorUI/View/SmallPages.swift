import InfusionCore
import Phrases
import Quantities
import TextScreen

// Below 80x24 a page that is a list takes the rows below the header, as many at a time as there is room for.
// The present numbers stay above it.

extension Painter {
  /// The least room for a list: a row of numbers, its head, and two rows of its own.
  private static let least = Size(columns: 28, rows: 4)

  /// Whether the open page is painted in the body of a small screen.
  func hasSmallPage(in body: Rect) -> Bool { model.page.isList && body.size.holds(Self.least) }

  mutating func paintSmallPage(in body: Rect) {
    let packed = packedVitals(in: Size(columns: body.columns - 1, rows: body.rows >= 7 ? 2 : 1))
    let vitals = body.top(body.rows >= 7 ? min(packed.count, 2) : 1)
    let numbers = Array(turn(of: packed, room: vitals.rows))
    for (offset, row) in numbers.enumerated() {
      screen.put([Span(" ")] + row, row: vitals.row + offset, column: vitals.column, in: vitals)
    }
    let (title, rows) = smallPage(columns: body.columns - 1)
    // If there are few rows, the head gives its row to the page.
    let hasHead = body.rows > Self.rowsWithoutHead
    let room = body.droppingTop(vitals.rows + (hasHead ? 1 : 0))
    let first = scrolled(to: model.page.firstRow, of: rows.count, in: room)
    let head = body.droppingTop(vitals.rows).top(1)
    let pages = (rows.count + room.rows - 1) / room.rows
    let mark = pages > 1 ? [Span("\((first + room.rows - 1) / room.rows + 1)/\(pages) ", .caution)] : []
    paintRows(rows, from: first, in: room)
    guard hasHead else {
      let isFree = (numbers.first?.columns ?? 0) + mark.columns + 2 <= vitals.columns
      return screen.putRight(isFree ? mark : [], row: vitals.row, in: vitals)
    }
    screen.rule(head, glyphs: glyphs)
    screen.put(
      say(title).fitted(to: head.columns - 8, glyphs: glyphs), row: head.row, column: head.column + 1,
      style: .heading, in: head)
    screen.putRight(mark.isEmpty ? [] : [Span(" ")] + mark, row: head.row, in: head)
  }

  private static let rowsWithoutHead = 5

  private mutating func paintRows(_ rows: [[Span]], from first: Int, in room: Rect) {
    for (offset, row) in rows.dropFirst(first).prefix(room.rows).enumerated() {
      screen.put([Span(" ")] + row, row: room.row + offset, column: room.column, in: room)
    }
  }

  private func smallPage(columns: Int) -> (title: Phrase, rows: [[Span]]) {
    switch model.page {
    case .help: (" KEYS ", smallHelp(columns))
    case .alarmLog: (" ALARM LOG \(model.log.episodes.count) ", smallLog(columns))
    case .devices: (" DEVICES ", deviceLines(columns: columns))
    case .summary:
      (
        " SUMMARY ",
        model.summary.flatMap { glyphs.showable($0).wrapped(to: columns, indent: 2) }.map { [Span($0)] }
      )
    case .main, .trends, .limits, .sessionPicker: ("", [])
    }
  }

  private func smallHelp(_ columns: Int) -> [[Span]] {
    let lines = helpLines
    let widest = lines.map { DisplayWidth.columns($0[0].text.trimmed) + 1 }.max() ?? 0
    let keyColumns = max(Self.keyColumns, widest)
    return lines.flatMap { line -> [[Span]] in
      let key = line[0].text.trimmed
      let words = line.dropFirst(2).map(\.text).joined().wrapped(to: columns - keyColumns)
      return words.enumerated().map { index, text in
        [
          Span((index == 0 ? key : "").padded(to: keyColumns), .key),
          Span(text, line.last?.style ?? .plain),
        ]
      }
    }
  }

  /// Room for `Ctrl-L` and the blank after it, at the least.
  private static let keyColumns = 7

  /// Each alarm, with what happened to it on the row below.
  private func smallLog(_ columns: Int) -> [[Span]] {
    guard !model.log.episodes.isEmpty else { return [[span("no alarm so far", .dim)]] }
    return model.log.episodes.reversed().flatMap { alarm -> [[Span]] in
      let answered: Phrase =
        alarm.firstAnsweredAfter.map { after -> Phrase in
          alarm.firstAnswer?.by.map { "acknowledged in \(after.clock) \($0)" }
            ?? "acknowledged in \(after.clock)"
        } ?? "not acknowledged"
      let afterRise = alarm.answerAfterRise { " \($0)" }
      let lasted: Phrase = alarm.duration.map { "lasted \($0.clock)" } ?? "still on"
      let name = "\(alarm.raisedMark) \(say(alarm.coursePhrase))"
      let head = name.wrapped(to: columns, indent: 4).map { [Span($0, .alarm(alarm.priority))] }
      let began = Phrase(verbatim: alarm.raisedAt.sinceStart.clock)
      let rest = [began, answered, afterRise, lasted].compactMap(\.self).map(say)
      return head
        + ["  " + rest.joined(separator: ", ")].flatMap { $0.wrapped(to: columns, indent: 2) }.map {
          [Span($0, alarm.answeredAt == nil ? .caution : .dim)]
        }
    }
  }

  /// The row from which a page is shown, never so late that rows at the bottom stay empty.
  mutating func scrolled(to first: Int, of rows: Int, in room: Rect) -> Int {
    let shown = min(first, max(0, rows - room.rows))
    scroll = Scroll(first: shown, rows: room.rows)
    return shown
  }
}

/// How far a page that is longer than its room was scrolled when it was painted.
struct Scroll: Hashable, Sendable {
  let first: Int
  /// How many rows one key turns.
  let rows: Int
}

extension Page {
  /// Whether the page is rows of text, one after another.
  var isList: Bool {
    switch self {
    case .help, .alarmLog, .devices, .summary: true
    case .main, .trends, .limits, .sessionPicker: false
    }
  }

  var firstRow: Int {
    switch self {
    case .help(let row), .alarmLog(let row), .devices(let row), .summary(let row): row
    case .main, .trends, .limits, .sessionPicker: 0
    }
  }

  /// The same page from another row on.
  func from(_ row: Int) -> Page {
    switch self {
    case .help: .help(firstRow: row)
    case .alarmLog: .alarmLog(firstRow: row)
    case .devices: .devices(firstRow: row)
    case .summary: .summary(firstRow: row)
    case .main, .trends, .limits, .sessionPicker: self
    }
  }
}

extension String {
  /// The text without the blanks around it.
  fileprivate var trimmed: String { String(drop { $0 == " " }).trimmingEnd }
}
