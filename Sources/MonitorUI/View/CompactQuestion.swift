import InfusionCore
import Phrases
import TextScreen

// A question on a small screen, with what must be read beside it.

extension Painter {
  /// A question takes the rows of course and status, and where it must the header's and the tiles'; the
  /// numbers keep their ages. What does not fit all the same takes turns. Who it is about and which phase it
  /// is stand in a row all the same, as short as they must be.
  mutating func paintCompactQuestion(_ prompt: Prompt, in area: Rect) {
    var prompt = prompt
    let fault = faultAbove(prompt, columns: area.columns)?.wrapped(to: area.columns - 1) ?? []
    if !fault.isEmpty { prompt.error = nil }
    let body = area.droppingBottom(1)
    var lines = fault + boxLines(prompt, columns: area.columns - 1)
    let hasNoRoom = prompt.question.isChecklist && lines.count >= body.rows
    if hasNoRoom { lines = fault + wordsForLongList(prompt.question).wrapped(to: area.columns - 1) }
    if case .apart(let deed) = placeOfDeed(prompt, columns: area.columns), lines.count + 4 <= body.rows {
      lines = deed.wrapped(to: area.columns - 1) + lines
      isDeedAbove = true
    }
    let packed = packedVitals(in: Size(columns: body.columns - 1, rows: body.rows - lines.count - 1))
    let hasHeader = body.rows > lines.count + packed.count
    if hasHeader { paintCompactHeader(in: body.top(1)) }
    let room = body.droppingTop(hasHeader ? 1 : 0)
    let dose = doseRows(columns: room.columns)
    let vitals = room.top(rowsOfVitals(beside: lines.count, dose: dose.count, in: room))
    paintVitals(beside: lines.count, in: vitals)
    let rest = room.droppingTop(vitals.rows)
    let free = max(0, rest.rows - lines.count)
    let said = saidRows(columns: area.columns)
    let heard = said.count <= free ? said : []
    let shown = heard + dose.suffix(free - heard.count)
    for (offset, row) in shown.enumerated() {
      screen.put(row, row: rest.row + offset, column: rest.column, in: rest)
    }
    paintLines(lines, in: rest.droppingTop(shown.count))
    if hasNoRoom { isQuestionWhole = false }
    if !hasHeader || !isPatientInHeader(columns: area.columns) {
      paintWho(waysOfWho, besideOneOf: [area.row - 1] + Array(vitals.row..<vitals.endRow))
    }
    paintQuestion(prompt, in: area.bottom(1))
  }

  /// In the place of a checklist that no key could settle here.
  private func wordsForLongList(_ question: Question) -> String {
    guard case .items(let items) = question.form else { return "" }
    return say("\(items.count) items have no room here at once.")
  }

  /// How many rows the numbers take at the least.
  private func packedRows(in body: Rect, beside lines: Int) -> Int {
    let room = max(1, body.rows - lines)
    let packed = packedVitals(in: Size(columns: body.columns - 1, rows: room)).count
    // What a number that is old takes more than its dashes is no row of the question's: they take turns then.
    return isAnyOld ? min(packed, room) : packed
  }

  /// Tiles where they leave the question and the dose their rows, else a row each, else packed.
  private func rowsOfVitals(beside lines: Int, dose: Int, in room: Rect) -> Int {
    let left = Rect(row: 0, column: 0, columns: room.columns, rows: room.rows - lines - dose)
    if hasTiles(in: left) { return rowsOfVitals(in: left) }
    return room.rows >= lines + 3 ? 3 : min(packedRows(in: room, beside: lines), room.rows)
  }

  private mutating func paintVitals(beside lines: Int, in vitals: Rect) {
    guard vitals.rows < 3 else { return paintCompactVitals(in: vitals) }
    let packed = packedVitals(in: Size(columns: vitals.columns - 1, rows: vitals.rows))
    for (offset, row) in turn(of: packed, room: vitals.rows).enumerated() {
      screen.put([Span(" ")] + row, row: vitals.row + offset, column: vitals.column, in: vitals)
    }
  }

  /// At the right end of the first of these rows that has room for it: who sits there, the longest way first.
  mutating func paintWho(_ ways: [String], besideOneOf rows: [Int]) {
    for who in ways {
      let column = screen.size.columns - DisplayWidth.columns(who) - 1
      guard column > 2, let row = rows.first(where: { isFree($0, from: column - 2) }) else { continue }
      // A band keeps its colour.
      let isBand = row == rows.first && !session.alarms.isEmpty
      screen.put(who, row: row, column: column, style: isBand ? screen[row, column].style : .phase)
      return
    }
  }

  private func isFree(_ row: Int, from column: Int) -> Bool {
    (column..<screen.size.columns).allSatisfy { screen[row, $0].character == " " }
  }

  /// Who sits there and in which phase, the longest first.
  private var waysOfWho: [String] {
    let simulated = session.origin == .live ? "" : say("SIM ")
    let who = simulated + (session.patient ?? say("no patient"))
    return [session.phase.heading, session.phase.abbreviated].map { "\(who) \(say($0))" }
  }

  /// What has gone in, and what was ordered or watched: it stays beside a question that leaves rows free.
  private func doseRows(columns: Int) -> [[Span]] {
    guard session.phase != .preparation else { return [] }
    let first = smallOrder(columns: columns)
    return (first.isEmpty ? [] : [first]) + [compactCourse.fitting(columns)]
  }

  private var isAnyOld: Bool {
    [tile(session.hr), tile(session.spo2), cuffTile].contains { !$0.old.isEmpty }
  }

  /// Above the question; they take turns where there is no room for all of them.
  mutating func paintLines(_ lines: [String], in area: Rect) {
    isQuestionWhole = lines.count <= area.rows
    let strong = warnings(columns: area.columns - 1)
    let pages = LinePages(lines, room: area.rows).pages
    let page = turn(of: pages.count)
    let shown =
      pages.isEmpty
      ? []
      : lines[pages[page]].map { line in
        [Span(" \(line)", strong.contains(line) ? .caution : .plain)]
      }
    for (offset, line) in shown.enumerated() {
      screen.put(line, row: area.row + offset, column: area.column, in: area)
    }
    paintTurn(page, of: pages.count, beside: shown, in: area)
  }
}

extension Phase {
  /// For the end of a row that has room for little more.
  var abbreviated: Phrase {
    switch self {
    case .preparation: "PREP."
    case .infusing: "INF."
    case .observing: "OBS."
    case .ready: "COMPLETE"
    case .paused, .closed: heading
    }
  }
}
