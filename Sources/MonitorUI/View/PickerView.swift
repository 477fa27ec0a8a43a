import InfusionCore
import Phrases
import Quantities
import TextScreen

// Before anything else: which session goes on here?

extension Painter {
  mutating func paintPicker(_ picker: SessionPicker, in area: Rect) {
    if let prompt = model.prompt { return paintPickerQuestion(prompt, of: picker, in: area) }
    let answers = answerLines(picker)
    if hasBox(picker, rows: answers.count, in: area) { return paintPickerBox(picker, answers, in: area) }
    let list = area.top(max(1, area.rows - 1))
    let lead = leadRows(picker, columns: area.columns)
    let shown = picker.rows.count + lead.count <= list.rows ? lead : []
    for (offset, row) in shown.enumerated() {
      screen.put([row], row: area.row + offset, column: area.column, in: area)
    }
    paintPickerRows(picker, in: list.droppingTop(shown.count))
    guard area.rows > 1 else { return }
    screen.put(shortAnswers(picker), row: area.endRow - 1, column: area.column, in: area)
  }

  /// What a box has in its edge and among its answers.
  private func leadRows(_ picker: SessionPicker, columns: Int) -> [Span] {
    let title = say(title(picker)).wrapped(to: columns).map { Span($0, .prompt) }
    let another = picker.another.map { say(anotherThanNamed($0, picker)).wrapped(to: columns) } ?? []
    return title + another.map { Span($0, .caution) }
  }

  /// `Chair 3: RESUME?`.
  private func title(_ picker: SessionPicker) -> Phrase {
    picker.isWatched ? "Chair \(picker.chair): RUNNING NOW" : "Chair \(picker.chair): RESUME?"
  }

  private func anotherThanNamed(_ patient: String, _ picker: SessionPicker) -> Phrase {
    "\(patient) is not \(picker.named ?? ""), who was named"
  }

  private func hasBox(_ picker: SessionPicker, rows: Int, in area: Rect) -> Bool {
    area.rows >= rows + 4 + min(picker.rows.count, 3) && area.columns >= 52
  }

  /// What a new session leaves is asked below the rows, in the place of the answers.
  private mutating func paintPickerQuestion(_ prompt: Prompt, of picker: SessionPicker, in area: Rect) {
    guard !area.isEmpty else { return }
    var prompt = prompt
    let above = area.droppingBottom(1)
    let columns = min(area.columns, Self.columnsOfPicker) - 4
    let fault = faultAbove(prompt, columns: area.columns)?.wrapped(to: columns) ?? []
    if !fault.isEmpty { prompt.error = nil }
    let lines = fault + boxLines(prompt, columns: columns)
    if hasBox(picker, rows: lines.count, in: above) {
      paintPickerBox(picker, lines.map { [Span($0, .caution)] }, in: above)
    } else {
      let each = rowsOfEach(picker, columns: above.columns, room: above.rows - lines.count)
      let rows = max(0, min(picker.rows.count * each, above.rows - lines.count))
      paintPickerRows(picker, in: above.top(rows))
      paintLines(lines, in: above.droppingTop(rows))
    }
    paintQuestion(prompt, in: area.bottom(1))
  }

  private static let columnsOfPicker = 78
  /// Its edges, and a blank.
  private static let columnsOfEdges = 3
  /// Both corners, and a line and a blank beside each.
  private static let columnsOfCorners = 6

  private mutating func paintPickerBox(_ picker: SessionPicker, _ answers: [[Span]], in area: Rect) {
    let fixed = answers.count + 4
    let columns = min(area.columns, Self.columnsOfPicker) - Self.columnsOfEdges
    let each = rowsOfEach(picker, columns: columns, room: area.rows - fixed)
    let shown = min(picker.rows.count * each, area.rows - fixed)
    let place = area.centred(columns: Self.columnsOfPicker, rows: shown + fixed)
    // A y to what is asked must not be read as the yes to a resume.
    let title = model.prompt?.deed.title ?? title(picker)
    let columnsOfTitle = place.columns - Self.columnsOfCorners
    screen.box(place, title: say(title).fitted(to: columnsOfTitle, glyphs: glyphs), glyphs: glyphs)
    let inside = place.droppingTop(1).droppingBottom(1).droppingLeft(2).droppingRight(1)
    screen.put([span(picker.situation, .prompt)], row: inside.row, column: inside.column, in: inside)
    screen.put(
      PickerColumns.heading.map { Span(say($0).padded(to: $1), .dim) }.fitting(inside.columns),
      row: inside.row + 1, column: inside.column, in: inside)
    paintPickerRows(picker, in: inside.droppingTop(2).top(shown))
    for (offset, line) in answers.enumerated() {
      screen.put(line, row: inside.row + 2 + shown + offset, column: inside.column, in: inside)
    }
  }

  /// As many as there is room for, the chosen one among them; where rows are free, what a narrow row leaves
  /// out stands below it.
  private mutating func paintPickerRows(_ picker: SessionPicker, in area: Rect) {
    let columns = pickerColumns(picker, columns: area.columns)
    let each = rowsOfEach(picker, columns: area.columns, room: area.rows)
    let room = area.rows / each
    let first = max(0, min((picker.cursor ?? 0) - room + 1, picker.rows.count - room))
    for (offset, row) in picker.rows.enumerated().dropFirst(first).prefix(room) {
      let place = area.droppingTop((offset - first) * each)
      let line = columns.line(row, number: offset + 1, isChosen: offset == picker.cursor)
      screen.put(line.fitting(area.columns), row: place.row, column: place.column, in: area)
      guard each > 1 else { continue }
      screen.put(columns.below(row, room: area.columns), row: place.row + 1, column: place.column, in: area)
    }
  }

  /// Two where one has no room for all that is known of a session, and there are rows for all of them.
  private func rowsOfEach(_ picker: SessionPicker, columns: Int, room: Int) -> Int {
    let words = pickerColumns(picker, columns: columns)
    let lacksWords = picker.rows.contains { words.lacksWords(of: $0) }
    return lacksWords && picker.rows.count * 2 <= room ? 2 : 1
  }

  private func pickerColumns(_ picker: SessionPicker, columns: Int) -> PickerColumns {
    PickerColumns(
      glyphs, model.display.words, columns: columns, hasScreen: !picker.isWithoutScreen,
      sinceRead: TimeSpan(milliseconds: now - picker.readAt))
  }

  private func answerLines(_ picker: SessionPicker) -> [[Span]] {
    func answer(_ key: Phrase, _ words: Phrase, isEnter: Bool = false) -> [Span] {
      [span(key, .key), span(" \(words)"), isEnter ? span("  (Enter)", .dim) : Span("")]
    }
    var lines = picker.another.map { [[span(anotherThanNamed($0, picker), .caution)]] } ?? []
    if let cursor = picker.cursor, picker.rows[cursor].canGoOn {
      let row = picker.rows[cursor]
      let whose = picker.rows.count > 1 ? row.patient.map { " (\($0))" } ?? "" : ""
      let words: Phrase = row.isWatched ? "take it over here" : "go on with it"
      lines.append(answer(yes, "\(words)\(whose)", isEnter: picker.enter == .goOn(cursor)))
    }
    lines.append(answer("n", picker.newOne, isEnter: picker.enter == .new))
    var others = answer("q", "leave")
    if picker.rows.count > 1 {
      let arrows: Phrase = glyphs.hasArrows ? "↑↓" : "arrows"
      others = answer("1-\(picker.rows.count) \(arrows)", "choose  ") + others
    }
    if let fault = picker.fault { others.append(span("   \(fault)", .caution)) }
    return lines + [others]
  }

  /// All of it for a terminal that shows a line at a time.
  func line(_ picker: SessionPicker) -> String {
    let columns = pickerColumns(picker, columns: 0)
    let rows = picker.rows.enumerated().map { offset, row in
      columns.line(row, number: offset + 1, isChosen: offset == picker.cursor).map(\.text).joined()
        .split(separator: " ").joined(separator: " ")
    }
    let fault = picker.fault.map { " (\(say($0)))" } ?? ""
    let another = picker.another.map { " \(say(anotherThanNamed($0, picker)))." } ?? ""
    let lead = "\(say(title(picker))) \(say(picker.situation)) "
    return lead + "\(rows.joined(separator: "; "))\(another)\(fault)  "
      + say("1-\(picker.rows.count) choose, y go on, n \(picker.newOne), q leave") + " > "
  }

  /// The letter for yes as the ward has it on its keys.
  private var yes: Phrase { Phrase(verbatim: String(model.display.words.yes ?? "y")) }

  private func shortAnswers(_ picker: SessionPicker) -> [Span] {
    if let fault = picker.fault { return [span(" \(fault)", .caution)] }
    let goesOn = picker.cursor.map { picker.rows[$0].canGoOn } ?? false
    let isTaken = picker.cursor.map { picker.rows[$0].isWatched } ?? false
    let first: [Span] =
      goesOn
      ? [span(" \(yes)", .key), span(isTaken ? " take over" : " go on")]
      : [Span(" 1-\(picker.rows.count)", .key)]
    return first + [Span("  n", .key), span(" new", .plain), Span("  q", .key), span(" leave", .plain)]
  }
}

extension SessionPicker {
  fileprivate var situation: Phrase {
    if hidesUnreadable {
      return isWithoutScreen
        ? "A session goes on on this chair, and no screen shows it. It cannot be read here."
        : "A session runs on this chair, watched elsewhere. It cannot be read here."
    }
    if let watched = rows.first(where: \.isWatched) {
      if isWithoutScreen { return "A session goes on on this chair, and no screen shows it." }
      return watched.canGoOn
        ? "A session runs on this chair, watched elsewhere."
        : "A session of another kind runs on this chair, watched elsewhere."
    }
    return rows.count == 1
      ? "A session on this chair was not closed." : "\(rows.count) sessions on this chair were not closed."
  }

  /// What a new session means for those that are there.
  fileprivate var newOne: Phrase {
    isWatched ? "a new session; nobody watches that one then" : "a new session"
  }
}

/// What stands in a row: the less room, the fewer columns, from the right.
private struct PickerColumns {
  let glyphs: Glyphs
  let language: Language
  let columns: Int
  /// Whether another screen shows what is watched.
  let hasScreen: Bool
  let sinceRead: TimeSpan

  init(_ glyphs: Glyphs, _ language: Language, columns: Int, hasScreen: Bool, sinceRead: TimeSpan) {
    self.hasScreen = hasScreen
    self.glyphs = glyphs
    self.language = language
    self.sinceRead = sinceRead
    self.columns = columns
  }

  private var isNarrow: Bool { columns < 52 }
  /// Besides who it is and the phase nothing fits whole. No columns are a line as long as it is.
  private var isNarrowest: Bool { columns > 0 && columns < 33 }
  /// Nor do the longer words for the phase.
  private var isForShortWords: Bool { columns > 0 && columns < 25 }

  /// Whether a row has no room for all that is known of the session.
  func lacksWords(of row: SessionPicker.Row) -> Bool {
    isNarrowest || line(row, number: 1, isChosen: false).columns > columns
  }

  /// With the columns that each takes.
  static let heading: [(Phrase, Int)] = [
    ("    patient", 17), ("phase", 13), ("watched by", 17), ("given", 11), ("last entry", 17),
  ]

  func line(_ row: SessionPicker.Row, number: Int, isChosen: Bool) -> [Span] {
    let style: Style = isChosen ? .selected : row.canGoOn ? .heading : .dim
    let pointer = isChosen ? String(glyphs.pointer) : " "
    let gap = isNarrow ? "" : " "
    let patient = (row.patient ?? language.say("not known")).padded(to: isNarrow ? 10 : 13, glyphs: glyphs)
    let phase = language.say(isForShortWords ? row.phase.abbreviated : row.phase.heading)
    let who = [
      Span("\(pointer)\(number)".padded(to: 3), .key), Span("\(gap)\(patient)", style),
      Span(isNarrowest ? phase : phase.padded(to: isNarrow ? 12 : 13, glyphs: glyphs), .phase),
    ]
    if isNarrowest { return who }
    return who + [
      Span(language.say(watched(row)).padded(to: isNarrow ? 8 : 17), row.isWatched ? .caution : .plain),
      Span(given(row).padded(to: 11), row.canGoOn ? .plain : .simulation),
      Span(language.say(lastEntry(row)), .plain),
    ]
  }

  /// What was given and the last entry, for a row of their own: the longest way that fits.
  func below(_ row: SessionPicker.Row, room: Int) -> [Span] {
    let indent = Span("".padded(to: isNarrow ? 3 : 4))
    let taken = isNarrowest && row.isWatched ? [Span(language.say(watched(row)) + "  ", .caution)] : []
    let label = row.canGoOn ? [Span(language.say("given "), .dim)] : []
    let dose = [Span(given(row), row.canGoOn ? .plain : .simulation)]
    let age = Span(language.say(lastEntry(row)), .plain)
    let last = [Span(language.say("  last entry "), .dim), age]
    let ways = [
      label + dose + last, dose + last, dose + [Span("  "), age], dose,
    ].map { [indent] + taken + $0 }
    return ways.first { $0.columns <= room } ?? []
  }

  /// What cannot go on here is told by its kind: its dose is no choice's ground.
  private func given(_ row: SessionPicker.Row) -> String {
    row.canGoOn ? row.delivered?.text(places: 2) ?? "-" : language.say(row.origin.kindHeading)
  }

  /// What is watched is written to all the time.
  private func lastEntry(_ row: SessionPicker.Row) -> Phrase {
    row.isWatched ? "now" : "\((row.age + sinceRead).rough) ago"
  }

  private func watched(_ row: SessionPicker.Row) -> Phrase {
    guard row.isWatched else { return "nobody" }
    guard hasScreen else { return isNarrow ? "runs" : "no screen" }
    return isNarrow ? "watched" : "another terminal"
  }
}
