import InfusionCore
import Phrases
import TextScreen

// A screen of a few rows, or narrower than any vital's row: alarms in words before everything, then numbers
// with their ages. What does not fit takes turns.

extension Painter {
  mutating func paintSmall(in area: Rect) {
    let asksBelow = model.prompt != nil && area.rows > 1
    if asksBelow { paintSmallQuestion(in: area.bottom(1)) }
    let body = asksBelow ? area.droppingBottom(1) : area
    let pages = alarmPages(in: body.size)
    guard !pages.isEmpty else { return paintSmallVitals(in: body) }
    let newest = newestAlarm.flatMap { newest in pages.firstIndex { $0.alarm == newest } } ?? 0
    let page = pages[(newest + turn(of: pages.count)) % pages.count]
    for (offset, row) in page.rows.enumerated() { put([row], in: body.droppingTop(offset).top(1)) }
    alarmsShown += [page.alarm].compactMap(\.self)
    paintSmallVitals(in: body.droppingTop(page.rows.count))
    if body.rows == 1 { paintBehind(page.rows, in: body) }
  }

  /// One row has room for the alarm and perhaps for a vital.
  private mutating func paintBehind(_ words: [Span], in row: Rect) {
    let rest = row.droppingLeft(words.columns + 1)
    let vitals = briefVitals.compactMap { $0.fitting(rest.columns) }
    guard !vitals.isEmpty else { return }
    put(vitals[turn(of: vitals.count)], in: rest)
  }

  private mutating func paintSmallVitals(in area: Rect) {
    guard !area.isEmpty else { return }
    if model.prompt != nil, area.rows == 1, screen.size.rows == 1 { return paintSmallQuestion(in: area) }
    var rows = packedVitals(in: area.size) + originRow
    if rows.count < area.rows { rows += patientRow(columns: area.columns) }
    for (offset, row) in turn(of: rows, room: area.rows).enumerated() {
      put(row, in: area.droppingTop(offset).top(1))
    }
    guard rows.isEmpty else { return }
    screen.put(String(glyphs.separator), row: area.row, column: area.column, style: .dim, in: area)
  }

  /// Nothing else on so small a screen says that these are nobody's numbers.
  private var originRow: [[Span]] { session.origin == .live ? [] : [[span("SIM", .simulation)]] }

  /// Where a row is left: who sits there, whole.
  private func patientRow(columns: Int) -> [[Span]] {
    guard let patient = session.patient, DisplayWidth.columns(patient) <= columns else { return [] }
    return [[Span(patient, .plain)]]
  }

  /// What stands above the question has no room here: what must be read whole is not asked.
  private mutating func paintSmallQuestion(in row: Rect) {
    guard let prompt = model.prompt else { return }
    isQuestionWhole = boxLines(prompt, columns: row.columns).isEmpty
    paintQuestion(prompt, in: row)
  }

  private mutating func put(_ line: [Span], in row: Rect) {
    screen.put(line, row: row.row, column: row.column, in: row)
  }

  // MARK: Alarms in words

  private struct AlarmPage {
    let rows: [Span]
    let alarm: AlarmID?
  }

  /// The alarms and the advice in turn, each as many pages as its words need. Advice hides no alarm: it has
  /// no turn while one waits for an answer.
  private func alarmPages(in size: Size) -> [AlarmPage] {
    let alarms = alarmsInTurn.map { (rows: rows($0, columns: size.columns), alarm: Optional($0.id)) }
    let advised = session.alarms.contains(where: \.flashes) ? [] : session.holds
    let holds = advised.map { advice in
      let words = say("HOLD \(advice.rule.beyond)").wrappedWhole(to: size.columns) ?? ["HOLD"]
      return (rows: words.map { Span($0, .bandHold) }, alarm: AlarmID?.none)
    }
    return (alarms + holds).flatMap { words in
      stride(from: 0, to: words.rows.count, by: max(size.rows, 1)).map {
        AlarmPage(rows: Array(words.rows.dropFirst($0).prefix(size.rows)), alarm: words.alarm)
      }
    }
  }

  /// The alarm's mark and words, broken between words only. Where a word is wider than the screen, the mark,
  /// and where even that is, a letter: `*` must not be what is left of `***`.
  private func rows(_ alarm: AlarmView, columns: Int) -> [Span] {
    let style = alarm.style(at: now)
    let text = "\(alarm.mark) \(say(alarm.text))"
    if let whole = text.wrappedWhole(to: columns) { return whole.map { Span($0, style) } }
    let mark = alarm.mark.count <= columns ? alarm.mark : alarm.priority.letter
    return [Span(mark, style)]
  }

  /// What nobody has answered first; what has ended has no turn while something active waits for an answer.
  private var alarmsInTurn: [AlarmView] {
    let open = session.alarms.filter(\.flashes)
    return open + session.alarms.filter { !$0.flashes && (open.isEmpty || !$0.isLatched) }
  }
}

extension AlarmPriority {
  /// For a screen that has room for one character.
  fileprivate var letter: String {
    switch self {
    case .high: "H"
    case .medium: "M"
    case .low: "L"
    case .info: "i"
    }
  }
}

extension String {
  /// Broken between words; nil where a word is wider than a row.
  func wrappedWhole(to columns: Int) -> [String]? {
    let words = split(separator: " ").map { DisplayWidth.columns(String($0)) }
    guard let widest = words.max(), widest <= columns else { return nil }
    return wrapped(to: columns)
  }
}
