import InfusionCore
import Phrases
import Quantities
import TextScreen

// Below 80x24: alarms and numbers first, and what is missing is said.

extension Painter {
  mutating func paintCompact(in area: Rect) {
    paintAlarms(in: area.top(1))
    let below = area.droppingTop(1)
    if let prompt = model.prompt { return paintCompactQuestion(prompt, in: below) }
    paintCompactHeader(in: below.top(1))
    let body = below.droppingTop(1).droppingBottom(1)
    if hasStatusRow(body) || (standing.isEmpty && !isSilenced) {
      paintKeys(in: area.bottom(1))
    } else {
      paintFlags(in: area.bottom(1))
    }
    paintCompactBody(in: body)
  }

  /// Where it has none, what is silenced, paused or off takes the row of the keys.
  private func hasStatusRow(_ body: Rect) -> Bool {
    let isHoldAbove = !session.holds.isEmpty && body.rows >= Self.rowsWithStatus
    return body.rows - (isHoldAbove ? 1 : 0) >= Self.rowsWithStatus
  }

  /// What the body of a screen needs to have a status row in it.
  private static let rowsWithStatus = 5

  private mutating func paintCompactBody(in area: Rect) {
    var body = area
    // Where there is no row to spare, the advice takes the course's.
    let isHoldInCourse = body.rows < Self.rowsWithStatus
    if !session.holds.isEmpty, !isHoldInCourse {
      paintHold(in: body.top(1))
      body = body.droppingTop(1)
    }
    let status = body.bottom(body.rows >= Self.rowsWithStatus ? 1 : 0)
    body = body.droppingBottom(status.rows)
    let isHoldOpen = !session.holds.isEmpty && isHoldInCourse
    if hasSmallPage(in: body), !isHoldOpen {
      paintSmallPage(in: body)
    } else {
      paintCompactMain(isHoldOpen: isHoldOpen, in: body)
    }
    // What has found a row of its own is not said there.
    if !status.isEmpty { paintStatus(in: status) }
  }

  private mutating func paintCompactMain(isHoldOpen: Bool, in area: Rect) {
    var body = area
    if body.rows >= 6 {
      paintLastOrMissing(in: body.bottom(1))
      body = body.droppingBottom(1)
    }
    if isHoldOpen {
      paintHold(in: body.bottom(1))
    } else {
      paintCompactCourse(in: body.bottom(1))
    }
    body = body.droppingBottom(1)
    let rows = rowsBelowVitals(in: body)
    for (offset, row) in rows.enumerated() {
      screen.put(row, row: body.endRow - rows.count + offset, column: body.column, in: body)
    }
    paintCompactVitals(in: body.droppingBottom(rows.count))
  }

  /// What stands in the rows that the numbers leave: a call for somebody whom nobody watches, where the
  /// status has no room for it, then the order, then who sits there.
  private mutating func rowsBelowVitals(in body: Rect) -> [[Span]] {
    let free = body.rows - rowsOfVitals(in: body)
    let needsCall = free > 0 && !hasStatusRoomForUnwatched(columns: body.columns)
    var calls = needsCall ? unwatchedRows(columns: body.columns - 1).map { [Span(" ")] + $0 } : []
    if calls.count > free { calls = [] }
    isUnwatchedAbove = !calls.isEmpty
    let order = smallOrder(columns: body.columns)
    let rows = (order.isEmpty ? [] : [order]) + patientBelow(columns: body.columns)
    return calls + rows.prefix(max(0, free - calls.count))
  }

  /// What was recorded last, and what a larger screen would show where there is room for both.
  private mutating func paintLastOrMissing(in row: Rect) {
    let last = lastAct(columns: row.columns - 2).map { [$0, Span(" ")] } ?? []
    let size = "\(screen.size.columns)x\(screen.size.rows)"
    let missing = [
      say(" trends need 80x24, this is \(size)"), say(" \(size): trends need 80x24"),
    ]
    let room = row.columns - last.columns
    let text = missing.first { $0.count < room } ?? (last.isEmpty ? missing[1] : "")
    screen.put(
      text.fitted(to: row.columns, glyphs: glyphs), row: row.row, column: row.column, style: .dim, in: row)
    screen.putRight(last, row: row.row, in: row)
  }

  /// A question takes the rows of header, course and status; the numbers give up their tiles and keep their
  /// ages. What does not fit all the same takes turns.
  private mutating func paintCompactQuestion(_ prompt: Prompt, in area: Rect) {
    var prompt = prompt
    let fault = faultAbove(prompt, columns: area.columns)?.wrapped(to: area.columns - 1) ?? []
    if !fault.isEmpty { prompt.error = nil }
    let body = area.droppingBottom(1)
    var lines = fault + boxLines(prompt, columns: area.columns - 1)
    if case .apart(let deed) = placeOfDeed(prompt, columns: area.columns), lines.count + 4 <= body.rows {
      lines = deed.wrapped(to: area.columns - 1) + lines
      isDeedAbove = true
    }
    let hasHeader = body.rows >= lines.count + 4
    if hasHeader { paintCompactHeader(in: body.top(1)) }
    let room = body.droppingTop(hasHeader ? 1 : 0)
    let hasRows = room.rows >= lines.count + 3
    let packed = packedVitals(in: Size(columns: area.columns - 1, rows: room.rows - lines.count))
    // What a number that is old takes more than its dashes is no row of the question's: they take turns then.
    let needed = isAnyOld ? min(packed.count, max(1, room.rows - lines.count)) : packed.count
    let vitals = room.top(hasRows ? 3 : min(needed, room.rows))
    if hasRows {
      paintCompactVitals(in: vitals)
    } else {
      for (offset, row) in turn(of: packed, room: vitals.rows).enumerated() {
        screen.put([Span(" ")] + row, row: vitals.row + offset, column: vitals.column, in: vitals)
      }
    }
    let dose = doseRows(columns: room.columns).suffix(max(0, room.rows - vitals.rows - lines.count))
    for (offset, row) in dose.enumerated() {
      screen.put(row, row: vitals.endRow + offset, column: room.column, in: room)
    }
    paintLines(lines, in: room.droppingTop(vitals.rows + dose.count))
    paintQuestion(prompt, in: area.bottom(1))
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
    let spans = lines.map { [Span(" \($0)", strong.contains($0) ? .caution : .plain)] }
    let shown = Array(turn(of: spans, room: area.rows))
    for (offset, line) in shown.enumerated() {
      screen.put(line, row: area.row + offset, column: area.column, in: area)
    }
    paintTurn(of: lines.count, beside: shown, in: area)
  }

  private mutating func paintCompactHeader(in area: Rect) {
    let right = headerRight(columns: area.columns)
    // Two chairs in one room are told apart by more than a reference, where there is room.
    let chair = area.columns >= 50 ? say("chair \(session.chair)  ") : ""
    let phase = say(" \(session.phase.heading)")
    let room = headerRoom(columns: area.columns)
    let who = "  \(chair)\(session.patient ?? say("no patient"))"
    // A reference of one letter is whole; one letter of a longer one tells nobody apart.
    let isShown = DisplayWidth.columns(who) <= room || room > 4
    screen.put(
      [Span(phase, .phase), Span(isShown ? who.fitted(to: room, glyphs: glyphs) : "", .plain)],
      against: right, row: area.row, in: area)
  }

  private func headerRight(columns: Int) -> [Span] {
    let right = [Span(session.wallClock, .heading), Span(" "), compactRecord]
    guard session.origin != .live else { return right }
    return [columns >= 50 ? span(" SIMULATION ", .simulation) : span("SIM ", .simulation)] + right
  }

  /// What phase, time and record leave to the patient.
  private func headerRoom(columns: Int) -> Int {
    columns - headerRight(columns: columns).columns - span(" \(session.phase.heading)").columns - 1
  }

  /// Who sits there, where the header has no room for the whole reference and a row has.
  private func patientBelow(columns: Int) -> [[Span]] {
    guard let patient = session.patient.map({ Span(" \($0)") }) else { return [] }
    let isAbove = patient.columns + 1 <= headerRoom(columns: columns)
    return isAbove || patient.columns > columns ? [] : [[patient]]
  }

  private var compactRecord: Span {
    if model.mode.replay != nil { return span("REPLAY", .simulation) }
    return session.record.isRecording
      ? span("\(glyphs.dot)REC", .good) : span("\(glyphs.ring)NOT REC", .caution)
  }

  /// Tiles while there are rows for them, else a row a vital, else packed.
  private mutating func paintCompactVitals(in area: Rect) {
    if hasTiles(in: area) {
      paintTiles(in: area.top(rowsOfVitals(in: area)))
    } else if area.rows >= 3 {
      for (offset, tile) in [tile(session.hr), tile(session.spo2), cuffTile].enumerated() {
        paintCompactRow(tile, in: area.droppingTop(offset).top(1))
      }
    } else {
      let packed = packedVitals(in: Size(columns: area.columns - 1, rows: area.rows))
      for (offset, row) in turn(of: packed, room: area.rows).enumerated() {
        screen.put([Span(" ")] + row, row: area.row + offset, column: area.column, in: area)
      }
    }
  }

  private func hasTiles(in area: Rect) -> Bool { area.rows >= 6 && area.columns >= 60 }

  /// How many rows the numbers take of those that there are.
  private func rowsOfVitals(in area: Rect) -> Int { min(area.rows, hasTiles(in: area) ? 8 : 3) }

  /// Name, number and age first: the limits and the source stand where there is room for them whole.
  private mutating func paintCompactRow(_ tile: Tile, in row: Rect) {
    let mark = tile.alarm.map { [Span("\($0.mark) ", tile.digitStyle)] } ?? []
    // On the narrowest rows the dashes of an old number leave their room to what it was.
    let digits = tile.digits.padded(to: tile.old.isEmpty || row.columns >= 30 ? 8 : tile.digits.count + 1)
    let number = [Span(" \(tile.name.padded(to: 5))", .label), Span(digits, tile.digitStyle)]
    let limits = tile.limits.map { Span("  \($0.text)", $0.style) }
    let line = number + mark + tile.brief + limits + tile.rest.map { Span("  \($0.text)", $0.style) }
    screen.put(tile.fitting(line, columns: row.columns), row: row.row, column: row.column, in: row)
  }

  private mutating func paintCompactCourse(in area: Rect) {
    let line = pageWithoutRoom ?? compactCourse
    screen.put(line.fitting(area.columns), row: area.row, column: area.column, in: area)
  }

  /// A page that is open has the keys: what they would do is said, in a line.
  private var pageWithoutRoom: [Span]? {
    switch model.page {
    case .main, .sessionPicker: return nil
    case .limits(let cursor):
      let limits = session.limits(of: cursor.vital)
      let present = limits.value(of: cursor.limit)?.description ?? "-"
      let shown = limits.offBy == nil || cursor.limit.isExtreme ? present : say("OFF")
      let proposed = cursor.proposed.map { " \(glyphs.pointer) \($0)" } ?? ""
      return [
        span(" LIMITS  ", .heading),
        span("\(cursor.vital.name) \(cursor.limit.kind.phrase) \(shown)\(proposed)", .selected),
      ]
    case .trends:
      let ways = [say(" trends need 80x24: A alarms, Esc back"), say(" needs 80x24: Esc")]
      return [Span(ways.first { $0.count <= screen.size.columns } ?? ways[1], .caution)]
    case .alarmLog, .devices, .help, .summary:
      let ways = [say(" this page needs 30x8: Esc goes back"), say(" needs 30x8: Esc")]
      return [Span(ways.first { $0.count <= screen.size.columns } ?? ways[1], .caution)]
    }
  }

  private var compactCourse: [Span] {
    switch session.phase {
    case .preparation:
      let todo = session.toDo
      let series = session.history.map { [span("  \($0.phrase(hasInfusion: session.hasInfusion))", .dim)] }
      let open = todo.map(say).listed(columns: screen.size.columns - 8, key: "S")
      return [todo.isEmpty ? span(" ready: S starts") : span(" to do: \(open)")] + (series ?? [])
    case .infusing, .paused:
      guard let infusion = session.infusion else { return [] }
      let given = Span(" \(say(infusion.sureness))\(infusion.delivered.twoPlaces)", .value)
      // Where there is room for one thing: what the pump does that nobody ordered.
      if let words = pumpDoubt(infusion, columns: 0) { return [given, Span("  "), words] + dueCheck }
      // How sure the dose is stands for as long as it is not: rate and time take turns with it.
      if let words = rangeWords(infusion), turn(of: 2) == 0 {
        return [given, Span("  "), words] + dueCheck
      }
      let rate = Span(" \(infusion.rate.text())", .plain)
      return [given, rate] + dueCheck + briefDue + timeSpans(infusion) + comingCheck
    case .observing, .ready, .closed:
      guard let window = session.observation else { return [span(" \(session.phase.heading)")] }
      return windowLine(window)
    }
  }
}

extension Painter {
  /// How much is counted, and what holds the patient here: the time says what it is where that takes no room
  /// from anything else.
  private func windowLine(_ window: ObservationView) -> [Span] {
    let columns = screen.size.columns
    let words: [Phrase] = [" of \(window.target.clock) counted", " of \(window.target.clock)"]
    let ways = words.map { words -> (line: [Span], hold: [Span]) in
      let line = [Span(" \(window.counted.clock)", .value), span(words, .value)] + dueCheck + briefDue
      return (line, holdLine(window, columns: max(0, columns - line.columns)))
    }
    let short = ways[1]
    let long = ways[0].line + short.hold + comingCheck
    let isFree = ways[0].hold == short.hold && long.columns <= columns
    return (isFree ? ways[0].line : short.line) + short.hold + comingCheck
  }
}

extension RecordView {
  var isRecording: Bool {
    switch self {
    case .recording, .lowSpace: true
    case .notRecording: false
    }
  }
}
