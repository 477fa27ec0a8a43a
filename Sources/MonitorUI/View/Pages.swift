import InfusionCore
import Phrases
import Quantities
import TextScreen

extension Painter {
  /// Paints the limits of each vital, the one that the cursor is on, and the value that Enter would set.
  mutating func paintLimits(_ cursor: LimitsCursor, in area: Rect) {
    screen.rule(area.top(1), glyphs: glyphs)
    screen.put(say(" LIMITS "), row: area.row, column: area.column + 2, style: .heading, in: area)
    let body = area.droppingTop(1)
    for (column, limit) in Self.limitColumns {
      let heading = say(limit.kind.phrase)
      let start = max(12, column + Self.limitColumn - DisplayWidth.columns(heading))
      screen.put(heading, row: body.row, column: body.column + start, style: .dim, in: body)
    }
    for (index, vital) in LimitsCursor.vitals.enumerated() {
      paintLimitRow(vital, cursor: index == cursor.row ? cursor : nil, in: body.droppingTop(1 + index).top(1))
    }
    guard LimitsCursor.vitals.contains(where: { session.limits(of: $0).isRelative }) else { return }
    screen.put(
      say(" r: follows the baseline"), row: body.row + 7, column: body.column, style: .dim, in: body)
  }

  /// The column of each limit.
  private static let limitColumns: [(column: Int, limit: LimitsCursor.Limit)] = [
    (12, .extremeLow), (24, .low), (35, .high), (51, .extremeHigh),
  ]
  private static let limitColumn = 10

  private mutating func paintLimitRow(_ vital: Vital, cursor: LimitsCursor?, in row: Rect) {
    let limits = session.limits(of: vital)
    func figure(_ value: Fixed?, _ isRelative: Bool) -> String {
      (value.map { "\($0)\(isRelative ? "r" : "")" } ?? "-")
    }
    screen.put(say(" \(vital.name)"), row: row.row, column: row.column, style: .label, in: row)
    screen.put(vital.unit, row: row.row, column: row.column + 6, style: .dim, in: row)
    for (column, limit) in Self.limitColumns {
      let isRelative = limit == .low && limits.lowIsRelative || limit == .high && limits.highIsRelative
      let isChosen = limit == cursor?.limit
      let proposed = isChosen ? cursor?.proposed.map { " \(glyphs.pointer) \($0)" } ?? "" : ""
      let style: Style = isChosen ? .selected : limit.isExtreme ? .dim : .value
      let isOff = limits.offBy != nil && !limit.isExtreme
      let shown = isOff ? say("OFF") : figure(limits.value(of: limit), isRelative)
      screen.put(
        " " + (shown + proposed).paddedLeft(to: 8) + " ", row: row.row, column: row.column + column,
        style: style,
        in: row)
    }
    if let by = limits.offBy {
      screen.put(say("OFF by \(by)"), row: row.row, column: row.column + 66, style: .caution, in: row)
    }
  }

  /// Paints when each alarm began, how bad it was, where the infusion was then, who answered, and how it
  /// ended.
  mutating func paintAlarmLog(from first: Int, in area: Rect) {
    screen.rule(area.top(1), glyphs: glyphs)
    screen.put(logTitle, row: area.row, column: area.column + 2, style: .heading, in: area)
    let body = area.droppingTop(1)
    guard !model.log.episodes.isEmpty else {
      screen.put(say(" no alarm so far"), row: body.row, column: body.column, style: .dim, in: body)
      return
    }
    screen.put(logHeading, row: body.row, column: body.column, style: .dim, in: body)
    let rows = body.droppingTop(1)
    let newest = model.log.episodes.reversed().flatMap(logLines)
    let start = scrolled(to: first, of: newest.count, in: rows)
    for (offset, line) in newest.dropFirst(start).prefix(rows.rows).enumerated() {
      screen.put(line, row: rows.row + offset, column: rows.column, in: rows)
    }
  }

  /// How many alarms there were, how often, and for how long, since that is what wears a ward out.
  private var logTitle: String {
    let (log, now) = (model.log, session.now)
    let perHour = log.perHour(.high, until: now).flatMap { high -> Phrase? in
      log.perHour(.medium, until: now).map { "per hour \(high) high, \($0) medium" }
    }
    let rates = perHour ?? "so far \(log.count(.high)) high, \(log.count(.medium)) medium"
    return say(" ALARM LOG \(log.episodes.count)   \(rates)   in alarm \(log.timeInAlarm(until: now).clock) ")
  }

  private var logHeading: String {
    say(" session     ").padded(to: 13) + say("alarm").padded(to: logNameColumns)
      + say("infusion").paddedLeft(to: 8) + say("given").paddedLeft(to: 9) + " "
      + say("acknowledged").padded(to: 13) + say("lasted")
  }

  /// The longest name of an alarm is whole if there is room for it.
  private var logNameColumns: Int { screen.size.columns >= 100 ? 36 : 22 }

  /// The columns of session time, mark, infusion, dose and acknowledgement, with the blanks between them.
  private static let logColumnsBesideName = 44

  /// What raised the alarm and how far it went is never cut: what its column has no room for is on the row
  /// below.
  private func logLines(_ alarm: AlarmEpisode) -> [[Span]] {
    // An hour takes up the blank before the infusion's time.
    let isLate = (alarm.context.elapsed ?? .zero) >= .minutes(60)
    let course = say(alarm.coursePhrase).wrapped(to: logNameColumns - (isLate ? 1 : 0))
    let blank = "".padded(to: Self.logColumnsBeforeName)
    var below = course.dropFirst().map { [Span(blank + $0, .plain)] }
    if let answer = alarm.answerAfterRise({ " \($0)" }).map(say) {
      // Below the answer that the rise voided, beside the rest of the alarm's course.
      let column = Self.logColumnsBeforeName + logNameColumns + Self.logColumnsOfDose
      let beside = below.isEmpty ? "" : blank + course[1]
      let answered = Span(answer, alarm.answeredAt == nil ? .caution : .plain)
      below.replaceSubrange(
        0..<min(1, below.count), with: [[Span(beside.padded(to: column), .plain), answered]])
    }
    return [logLine(alarm, course.first ?? "")] + below
  }

  /// The columns of session time and mark.
  private static let logColumnsBeforeName = 13
  /// The columns of infusion, dose, and the blank after them.
  private static let logColumnsOfDose = 18

  private func logLine(_ alarm: AlarmEpisode, _ course: String) -> [Span] {
    let minute = alarm.context.elapsed?.clock ?? say("before")
    let dose = alarm.context.elapsed == nil ? "" : alarm.context.delivered.twoPlaces
    let by = alarm.firstAnswer?.by.map { " \($0)" } ?? ""
    let answered = alarm.firstAnsweredAfter.map { "\($0.clock)\(by)" }
    let room = screen.size.columns - Self.logColumnsBesideName - logNameColumns
    let lasted = alarm.duration.map { span in
      // What happened to the alarm matters more than how long it stood, and no word of it is cut.
      let remark = say(session.chart.raisingPressure(of: alarm)?.inTheLog ?? alarm.end?.inTheLog ?? "")
      let ways = ["\(span.clock)\(remark)", String(remark.drop { ", ".contains($0) })]
      return ways.first { DisplayWidth.columns($0) <= room && !$0.isEmpty } ?? span.clock
    }
    return [
      Span(" \(alarm.raisedAt.sinceStart.clock.paddedLeft(to: 7)) ", .dim),
      Span("\(alarm.raisedMark) ".paddedLeft(to: 4), .alarm(alarm.priority)),
      Span(course.padded(to: logNameColumns, glyphs: glyphs), .plain),
      Span(minute.paddedLeft(to: 7) + dose.paddedLeft(to: 10) + " ", .dim),
      Span(
        (answered ?? say("no")).padded(to: 12, glyphs: glyphs),
        answered == nil ? .caution : .plain),
      Span(" \(lasted ?? say("still on"))", lasted == nil ? .caution : .dim),
    ]
  }

  mutating func paintHelp(in area: Rect) {
    screen.rule(area.top(1), glyphs: glyphs)
    let title: Phrase =
      model.mode == .monitor ? " KEYS   Tab in a question: earlier, or completes " : " KEYS "
    screen.put(say(title), row: area.row, column: area.column + 2, style: .heading, in: area)
    let body = area.droppingTop(1)
    let lines = helpLines
    let half = (lines.count + 1) / 2
    for (index, line) in lines.enumerated() {
      let isRight = index >= half
      let column = isRight ? body.droppingLeft(body.columns / 2) : body.left(body.columns / 2)
      screen.put(line, row: body.row + (isRight ? index - half : index), column: column.column, in: column)
    }
    let notes = Self.helpNotes.suffix(max(0, body.rows - half))
    let first = min(half + 1, body.rows - notes.count)
    for (offset, line) in notes.enumerated() {
      screen.put("  \(say(line))", row: body.row + first + offset, column: body.column, style: .dim, in: body)
    }
  }

  var helpLines: [[Span]] {
    guard model.mode == .monitor else {
      return Self.replayHelp.map { key, what in
        [Span(say(key).paddedLeft(to: 11), .key), Span("  "), span(what)]
      }
    }
    return Command.all.filter { !$0.key.isRare || $0.isAvailable(in: session) }.map { command in
      [
        Span(say(command.key.name).paddedLeft(to: 6), .key), Span("  "),
        span(command.key.explanation, command.isAvailable(in: session) ? .plain : .dim),
      ]
    } + [[span("Ctrl-L", .key), Span("  "), span("paints the screen anew", .plain)]]
  }

  private static let replayHelp: [(Phrase, Phrase)] = [
    ("space", "play, stand still"), ("left right", "10 s back, forth"), ("down up", "a minute back, forth"),
    ("n N", "next, previous alarm"), ("s", "stop before each alarm"),
    ("h", "show what comes, or not"), ("g", "a minute of the infusion"),
    ("m", "a bookmark with a comment"), ("b B", "next, previous bookmark"), ("+ -", "faster, slower"),
    ("t", "trends with a cursor"), ("A", "every alarm so far"), ("l", "see the limits"),
    ("v", "dim, and back"), ("Ctrl-L", "paints the screen anew"), ("?", "this page"), ("q", "leave"),
  ]

  private static let helpNotes: [Phrase] = [
    ":save-display FILE writes what is on the screen.",
    "Bright keys do something now.   *** ** * the patient, !!! !! ! the equipment.",
    "Chairside never controls the pump, and is not a certified medical device.",
  ]

  /// Paints the report of a closed session, to be read before leaving.
  mutating func paintSummary(from first: Int, in area: Rect) {
    screen.rule(area.top(1), glyphs: glyphs)
    screen.put(say(" SUMMARY "), row: area.row, column: area.column + 2, style: .heading, in: area)
    let body = area.droppingTop(1)
    let start = scrolled(to: first, of: model.summary.count, in: body)
    for (offset, line) in model.summary.dropFirst(start).prefix(body.rows).enumerated() {
      screen.put(
        glyphs.showable(line), row: body.row + offset, column: body.column, in: body)
    }
  }
}

extension AlarmEpisode {
  /// The mark before the alarm's course, which itself has the mark of the highest priority if that was
  /// another.
  var raisedMark: String { id.mark(raised.priority) }
}

extension AlarmEnd {
  /// The words after the alarm's length, if its value did not come back.
  fileprivate var inTheLog: Phrase {
    switch self {
    case .cleared: ""
    case .noValue: ", no value"
    case .limitChanged: ", limit"
    case .closed: ", closed"
    }
  }
}

extension RaisingPressure {
  /// A pressure that was not this patient's matters more than how its alarm ended.
  fileprivate var inTheLog: Phrase {
    switch self {
    case .struck: ", struck"
    case .corrected: ", corrected"
    }
  }

  /// The words after the alarm, at the cursor of the trends.
  var remark: Phrase {
    switch self {
    case .struck: "(pressure struck)"
    case .corrected: "(pressure corrected)"
    }
  }
}
