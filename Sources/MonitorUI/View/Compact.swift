import InfusionCore
import Phrases
import Quantities
import TextScreen

// Below 60x16, and where a long question or a list takes the room of the tiles: alarms and numbers first, and
// what is missing is said.

extension Painter {
  mutating func paintCompact(in area: Rect) {
    paintAlarms(in: area.top(1))
    let below = area.droppingTop(1)
    if let prompt = model.prompt { return paintCompactQuestion(prompt, in: below) }
    paintCompactHeader(in: below.top(1))
    let body = below.droppingTop(1).droppingBottom(1)
    let bottom = area.bottom(1)
    if !hasStatusRow(body), isSaying {
      paintStatus(in: bottom)
    } else if hasStatusRow(body) || (standing.isEmpty && !isSilenced) {
      paintKeys(in: bottom)
    } else {
      paintFlags(in: bottom)
    }
    paintCompactBody(in: body)
  }

  /// Where it has none, what was said just now takes the row of the keys, else what is silenced, paused or
  /// off.
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
    if !status.isEmpty { body = paintSaid(above: body) }
    let isHoldOpen = !session.holds.isEmpty && isHoldInCourse
    if hasSmallPage(in: body), !isHoldOpen {
      paintSmallPage(in: body)
    } else {
      paintCompactMain(isHoldOpen: isHoldOpen, in: body)
    }
    // What has found a row of its own is not said there.
    if !status.isEmpty { paintStatus(in: status) }
  }

  /// What was said and is too long for the status row stands whole above it, for as long as it is said: all
  /// but numbers and course give way.
  ///
  /// - Returns: what is left.
  private mutating func paintSaid(above body: Rect) -> Rect {
    guard isSaying, hasNoRoomForWords(columns: body.columns) else { return body }
    let rows = saidRows(columns: body.columns)
    let least = hasSmallPage(in: body) ? 5 : rowsOfVitals(in: body.top(6)) + 1
    guard body.rows - rows.count >= least else { return body }
    put(rows, in: body.bottom(rows.count))
    isSaidAbove = true
    return body.droppingBottom(rows.count)
  }

  /// Numbers first, then the course; the rows that those leave say who sits there, what is ordered, and the
  /// rest of the course. What is still left shows the trends.
  private mutating func paintCompactMain(isHoldOpen: Bool, in area: Rect) {
    var body = area
    let last = body.bottom(body.rows >= 6 && !isSaidAbove ? 1 : 0)
    body = body.droppingBottom(last.rows)
    let free = max(0, body.rows - 1 - rowsOfVitals(in: body.droppingBottom(1)))
    let below = rowsBelowVitals(free: free, columns: body.columns)
    let course = isHoldOpen ? [] : courseRows(columns: body.columns, most: 1 + free - below.count)
    let place = body.bottom(max(1, course.count))
    if isHoldOpen { paintHold(in: place) }
    put(course, in: place)
    body = body.droppingBottom(place.rows)
    put(below, in: body.bottom(below.count))
    body = body.droppingBottom(below.count)
    let vitals = body.top(rowsOfVitals(in: body))
    paintCompactVitals(in: vitals)
    let trends = body.droppingTop(vitals.rows)
    let hasTrends = trends.rows >= Self.leastOfTrends && model.page == .main
    if hasTrends { paintTrends(in: paintHistory(in: trends)) }
    if !last.isEmpty { paintLastOrMissing(isMissing: !hasTrends, in: last) }
    let isBelow = below.contains { $0.map(\.text).joined().contains(patientWords) }
    if !isPatientInHeader(columns: area.columns), !isBelow { paintWho([patientWords], besideOneOf: [0]) }
  }

  /// A rule and a curve.
  private static let leastOfTrends = 2

  private mutating func put(_ rows: [[Span]], in area: Rect) {
    for (offset, row) in rows.enumerated() {
      screen.put(row, row: area.row + offset, column: area.column, in: area)
    }
  }

  /// What stands in the rows that the numbers leave: a call for somebody whom nobody watches, where the
  /// status has no room for it, then the order, then who sits there, with weight and plan.
  private mutating func rowsBelowVitals(free: Int, columns: Int) -> [[Span]] {
    let needsCall = free > 0 && !hasStatusRoomForUnwatched(columns: columns)
    var calls = needsCall ? unwatchedRows(columns: columns - 1).map { [Span(" ")] + $0 } : []
    if calls.count > free { calls = [] }
    isUnwatchedAbove = !calls.isEmpty
    let order = smallOrder(columns: columns)
    let with = order + unsaidIdentity
    let isBesideOrder = !order.isEmpty && with.columns <= columns
    let rows = (order.isEmpty ? [] : [isBesideOrder ? with : order])
    let who = patientBelow(columns: columns, with: isBesideOrder ? [] : unsaidIdentity)
    return calls + (rows + who).prefix(max(0, free - calls.count))
  }

  /// What was recorded last, and what a larger screen would show where there is room for both.
  private mutating func paintLastOrMissing(isMissing: Bool, in row: Rect) {
    let last = lastAct(columns: row.columns - 2).map { [$0, Span(" ")] } ?? []
    let size = "\(screen.size.columns)x\(screen.size.rows)"
    let missing =
      isMissing ? [say(" trends need 60x16, this is \(size)"), say(" \(size): trends need 60x16")] : [""]
    let room = row.columns - last.columns
    let text = missing.first { $0.count < room } ?? (last.isEmpty ? missing[missing.count - 1] : "")
    screen.put(
      text.fitted(to: row.columns, glyphs: glyphs), row: row.row, column: row.column, style: .dim, in: row)
    screen.putRight(last, row: row.row, in: row)
  }

  mutating func paintCompactHeader(in area: Rect) {
    let right = headerRight(columns: area.columns)
    // Two chairs in one room are told apart by more than a reference, where there is room.
    let chair = area.columns >= 50 ? say("chair \(session.chair)  ") : ""
    let phase = say(" \(session.phase.heading)")
    let room = headerRoom(columns: area.columns)
    let who = "  \(chair)\(patientWords)"
    // A reference of one letter is whole; one letter of a longer one tells nobody apart, nor do half the
    // words for nobody.
    let isShown = DisplayWidth.columns(who) <= room || session.patient != nil && room > 4
    let shown = Span(isShown ? who.fitted(to: room, glyphs: glyphs) : "", .plain)
    let behind = [weightSpans + planSpans, weightSpans].first { [shown].columns + $0.columns <= room } ?? []
    unsaidIdentity = (weightSpans + planSpans).filter { !behind.contains($0) }
    screen.put([Span(phase, .phase), shown] + behind, against: right, row: area.row, in: area)
  }

  /// Who sits there.
  private var patientWords: String { session.patient ?? say("no patient") }

  private func headerRight(columns: Int) -> [Span] {
    let right = [Span(session.wallClock, .heading), Span(" "), compactRecord]
    guard session.origin != .live else { return right }
    return [columns >= 50 ? span(" SIMULATION ", .simulation) : span("SIM ", .simulation)] + right
  }

  /// What phase, time and record leave to the patient.
  private func headerRoom(columns: Int) -> Int {
    columns - headerRight(columns: columns).columns - span(" \(session.phase.heading)").columns - 1
  }

  /// Who sits there, where the header has no room for the whole reference and a row has; and what else it has
  /// no room for.
  private func patientBelow(columns: Int, with more: [Span]) -> [[Span]] {
    let patient = [Span(" \(patientWords)")]
    let who = isPatientInHeader(columns: columns) || patient.columns > columns ? [] : patient
    if !who.isEmpty, (who + more).columns <= columns { return [who + more] }
    let rest = more.map(\.trimmed).reduce([]) { $0 + [Span($0.isEmpty ? " " : "  "), $1] }
    return [who, rest].filter { !$0.isEmpty && $0.columns <= columns }
  }

  /// Whether the whole reference stands in the header.
  func isPatientInHeader(columns: Int) -> Bool {
    DisplayWidth.columns(patientWords) + 2 <= headerRoom(columns: columns)
  }

  private var compactRecord: Span {
    if model.mode.replay != nil { return span("REPLAY", .simulation) }
    if session.record == .sealed { return span("SEALED", .dim) }
    return session.record.isRecording
      ? span("\(glyphs.dot)REC", .good) : span("\(glyphs.ring)NOT REC", .caution)
  }

  /// Tiles while there are rows for them, else a row a vital, else packed.
  mutating func paintCompactVitals(in area: Rect) {
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

  func hasTiles(in area: Rect) -> Bool { area.rows >= 6 && area.columns >= 60 }

  /// How many rows the numbers take of those that there are.
  func rowsOfVitals(in area: Rect) -> Int { min(area.rows, hasTiles(in: area) ? 8 : 3) }

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
}

extension RecordView {
  var isRecording: Bool {
    switch self {
    case .recording, .lowSpace, .sealed: true
    case .notRecording: false
    }
  }
}
