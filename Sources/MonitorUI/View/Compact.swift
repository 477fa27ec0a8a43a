import InfusionCore
import Quantities
import TextScreen

// Below 80x24: alarms and numbers first, and what is missing is said.

extension Painter {
  mutating func paintCompact(in area: Rect) {
    paintAlarms(in: area.top(1))
    paintCompactHeader(in: area.droppingTop(1).top(1))
    let footer = area.bottom(1)
    var body = area.droppingTop(2).droppingBottom(1)
    // Where there is no row to spare, the advice takes the course's.
    let isHoldInCourse = body.rows < 5
    if !session.holds.isEmpty, !isHoldInCourse {
      paintHold(in: body.top(1))
      body = body.droppingTop(1)
    }
    if body.rows >= 5 {
      let status = body.bottom(1)
      paintStatus(in: status)
      body = body.droppingBottom(1)
    }
    if body.rows >= 6 {
      let missing = body.bottom(1)
      let size = "\(area.columns)x\(area.rows)"
      let text =
        area.columns < 44 ? " \(size): trends need 80x24" : " trends and pages need 80x24, this is \(size)"
      screen.put(
        text.fitted(to: area.columns, glyphs: glyphs), row: missing.row, column: 0, style: .dim, in: missing)
      body = body.droppingBottom(1)
    }
    if !session.holds.isEmpty, isHoldInCourse {
      paintHold(in: body.bottom(1))
    } else {
      paintCompactCourse(in: body.bottom(1))
    }
    paintCompactVitals(in: body.droppingBottom(1))
    paintPrompt(above: footer, footer: footer)
  }

  private mutating func paintCompactHeader(in area: Rect) {
    var right = [Span(session.wallClock, .heading), Span(" "), compactRecord]
    if session.origin != .live {
      right.insert(Span(area.columns >= 50 ? " SIMULATION " : "SIM ", .simulation), at: 0)
    }
    // Two chairs in one room are told apart by more than a reference, where there is room.
    let chair = area.columns >= 50 ? "chair \(session.chair)  " : ""
    screen.put(
      [
        Span(" \(session.phase.heading)", .phase),
        Span("  \(chair)\(session.patient ?? "no patient")", .plain),
      ],
      against: right,
      row: area.row, in: area)
  }

  private var compactRecord: Span {
    if model.mode.replay != nil { return Span("REPLAY", .simulation) }
    return session.record.isRecording
      ? Span("\(glyphs.dot)REC", .good) : Span("\(glyphs.ring)NOT REC", .caution)
  }

  /// Tiles while there are rows for them, else a row a vital, else all on one.
  private mutating func paintCompactVitals(in area: Rect) {
    if area.rows >= 6, area.columns >= 60 {
      paintTiles(in: area.top(min(area.rows, 8)))
    } else if area.rows >= 3 {
      paintCompactRow(tile(session.hr), in: area.top(1))
      paintCompactRow(tile(session.spo2), in: area.droppingTop(1).top(1))
      paintCompactRow(cuffTile, in: area.droppingTop(2).top(1))
    } else {
      let line = Span(" \(numbersInWords(short: area.columns < 40).joined(separator: "  "))", .value)
      screen.put([line], row: area.row, column: area.column, in: area)
    }
  }

  private mutating func paintCompactRow(_ tile: Tile, in row: Rect) {
    let mark = tile.alarm.map { "\($0.mark) " } ?? ""
    let line =
      [
        Span(" \(tile.name.padded(to: 5))", .label), Span(tile.digits.padded(to: 8), tile.digitStyle),
        Span(mark, tile.digitStyle),
      ]
      + tile.limits.map { Span("\($0.text)  ", $0.style) } + tile.caption
    screen.put(line, row: row.row, column: row.column, in: row)
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
      let shown = limits.offBy == nil || cursor.limit.isExtreme ? present : "OFF"
      let proposed = cursor.proposed.map { " \(glyphs.pointer) \($0)" } ?? ""
      return [
        Span(" LIMITS  ", .heading),
        Span("\(cursor.vital.label) \(cursor.limit.kind.words) \(shown)\(proposed)", .selected),
      ]
    case .trends, .alarmLog, .help, .summary: return [Span(" this page needs 80x24: Esc goes back", .caution)]
    }
  }

  private var compactCourse: [Span] {
    switch session.phase {
    case .preparation:
      let todo = session.startObstacles
      let series = session.history.map { [Span("  \($0.sentence(hasInfusion: session.hasInfusion))", .dim)] }
      return [Span(todo.isEmpty ? " ready: S starts" : " to do: \(todo.joined(separator: ", "))", .plain)]
        + (series ?? [])
    case .infusing, .paused:
      guard let infusion = session.infusion else { return [] }
      let given = Span(" \(infusion.isEstimated ? "~" : "")\(infusion.delivered.twoPlaces)", .value)
      // Where there is room for one thing: what the pump does that nobody ordered, or how sure the dose is.
      if let words = doubt(infusion, columns: 0) { return [given, Span("  "), words] + dueCheck }
      let rate = Span(" \(infusion.rate.text(places: 1))", .plain)
      return [given, rate] + dueCheck + briefDue + timeSpans(infusion) + comingCheck
    case .observing, .ready, .closed:
      guard let window = session.observation else { return [Span(" \(session.phase.label)", .plain)] }
      let line = [Span(" \(window.counted.clock) of \(window.target.clock)", .value)] + dueCheck + briefDue
      return line + holdLine(window, columns: max(0, screen.size.columns - line.columns)) + comingCheck
    }
  }

  // MARK: One line

  /// The alarms and the advice in turn, then numbers, as much as fits: 20 columns have room for an alarm and
  /// a vital.
  mutating func paintOneLine(in area: Rect) {
    if model.prompt != nil, area.rows > 1 || area.columns >= 40 {
      paintPrompt(above: area.bottom(1), footer: area.bottom(1))
      if area.rows == 1 { return }
    }
    var column = 0
    if !inTurn.isEmpty {
      let (text, style, alarm) = inTurn[Int(max(0, now - model.turnsFrom) / Flash.page) % inTurn.count]
      alarmsShown += [alarm].compactMap { $0 }
      let shown = area.columns < 40 ? text.filter { $0 != " " } : text
      column = screen.put(shown, row: 0, column: 0, style: style, in: area.top(1)) + 1
    }
    var row = 0
    for words in numbersInWords(short: area.columns < 40) {
      if column > 0, column + words.count > area.columns, row + 1 < area.rows {
        row += 1
        column = 0
      }
      guard column + words.count <= area.columns else { continue }
      column = screen.put(words, row: row, column: column, style: .value, in: area) + 1
    }
    if column == 0 { screen.put(String(glyphs.separator), row: 0, column: 0, style: .dim, in: area) }
  }

  /// What nobody has answered first; what has ended has no turn while something active waits for an answer.
  private var inTurn: [(text: String, style: Style, alarm: AlarmID?)] {
    let open = session.alarms.filter(\.flashes)
    let others = session.alarms.filter { !$0.flashes && (open.isEmpty || !$0.isLatched) }
    return (open + others).map { ("\($0.mark) \($0.text)", $0.style(at: now), $0.id) }
      + session.holds.map { ("HOLD \($0.rule.beyond)", .bandHold, nil) }
  }

  func numbersInWords(short: Bool) -> [String] {
    let hr = session.hr.number.map { "\($0.value.rounded(places: 0))\($0.isDoubtful ? "?" : "")" } ?? "--"
    let spo2 = session.spo2.number.map { "\($0.value.rounded(places: 0))\($0.isDoubtful ? "?" : "")" } ?? "--"
    let cuff = session.cuff.isFresh ? session.cuff.text : "--/--"
    return short ? ["HR\(hr)", "\(spo2)%", cuff] : ["HR \(hr)", "SpO2 \(spo2)", "NIBP \(cuff)"]
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
