import InfusionCore
import Phrases
import TextScreen

extension Painter {
  /// The bottom line: a question, or the keys that do something now. `? help` always stands at its end.
  mutating func paintPrompt(above status: Rect, footer: Rect) {
    guard var prompt = model.prompt else { return paintKeys(in: footer) }
    let columns = max(screen.size.columns - Self.columnsOfBox, 8)
    var lines = boxLines(prompt, columns: columns)
    let fault = faultAbove(prompt, columns: footer.columns)?.wrapped(to: columns) ?? []
    if !fault.isEmpty, lines.count + fault.count <= roomInBox(above: status.row) {
      lines += fault
      prompt.error = nil
    }
    isQuestionWhole = paintBox(
      lines, title: say(prompt.question.title ?? prompt.deed.title), above: status.row)
    paintQuestion(prompt, in: footer)
  }

  /// What was wrong with an answer, where its question leaves no room for it in its row.
  func faultAbove(_ prompt: Prompt, columns: Int) -> String? {
    guard let fault = prompt.error.map(say), prompt.leaveQuestion == nil else { return nil }
    let typed = min(DisplayWidth.columns(prompt.entry.text), prompt.question.form.columns)
    let beside = DisplayWidth.columns(questionLabel(prompt, columns: columns)) + typed
    return beside + 4 + DisplayWidth.columns(fault) > columns ? fault : nil
  }

  /// Its edges, and a blank beside each.
  static let columnsOfBox = 4
  /// So few columns of what a box covers are not worth reading.
  private static let columnsOfCrumbs = 8

  /// The row below the numbers.
  private var topOfBox: Int {
    Layout(screen.bounds, holdRows: holdRows(columns: screen.size.columns)).tiles.endRow
  }

  /// How many lines a box takes: it stands open below before it leaves one out.
  private func roomInBox(above row: Int) -> Int { row - topOfBox - 1 }

  /// A box at the left edge whose lower edge is above a row, as large as its lines, below the numbers. What
  /// does not fit in it takes turns. No crumb of what it covers is left beside it.
  ///
  /// - Returns: whether all of its lines stand in it.
  @discardableResult
  mutating func paintBox(_ lines: [String], title: String, above row: Int) -> Bool {
    let room = roomInBox(above: row)
    guard !lines.isEmpty else { return true }
    guard room >= 2 else { return false }
    let widest = max(lines.map { DisplayWidth.columns($0) }.max() ?? 0, DisplayWidth.columns(title) + 2, 30)
    let least = widest + Self.columnsOfBox
    let width = least + Self.columnsOfCrumbs < screen.size.columns ? least : screen.size.columns
    let isOpenBelow = lines.count == room
    let shown = isOpenBelow ? room : min(lines.count, room - 1)
    let height = shown + (isOpenBelow ? 1 : 2)
    let box = Rect(row: row - height, column: 0, columns: width, rows: height)
    screen.box(box, title: title, glyphs: glyphs, isOpenBelow: isOpenBelow)
    let inside = box.droppingTop(1).top(shown).droppingLeft(2).droppingRight(1)
    let strong = warnings(columns: screen.size.columns - Self.columnsOfBox)
    let pages = LinePages(lines, room: shown).pages
    let page = turn(of: pages.count)
    let rows =
      pages.isEmpty
      ? []
      : lines[pages[page]].map { line in
        [Span(line, strong.contains(line) ? .caution : .plain)]
      }
    for (offset, line) in rows.enumerated() {
      screen.put(line, row: inside.row + offset, column: inside.column, in: inside)
    }
    paintTurn(page, of: pages.count, beside: rows, in: inside)
    return lines.count <= shown
  }

  /// What stands above a question: what the deed says, the question itself where its row is too short for it,
  /// and what can be chosen.
  func boxLines(_ prompt: Prompt, columns: Int) -> [String] {
    let choices = prompt.question.numberedChoices.map(say)
    let asked = say(prompt.question.label).replacing(" \(say(prompt.question.form.hint))", with: "")
    let label = isLong(prompt.question) ? asked.wrapped(to: columns) : []
    if case .score = prompt.question.form { return label + scoreLines(prompt.question, columns: columns) }
    let lines =
      prompt.deed.lines(Talk(answers: prompt.answers, model: model)) + prompt.question.lines
      + [prompt.wordOfEnter].compactMap { $0 }
    let items = prompt.question.itemLines(marked: prompt.entry.text, in: model.display.words)
    let indent = Question.markColumns(in: model.display.words).count
    return lines.flatMap { say($0).wrapped(to: columns) } + label
      + items.flatMap { $0.wrapped(to: columns, indent: indent) }
      + choices.wrapped(to: columns) + prompt.offers.wrapped(to: columns)
  }

  /// Those of a question's lines that warn, as they stand above it.
  func warnings(columns: Int) -> Set<String> {
    guard let prompt = model.prompt else { return [] }
    let warnings = prompt.deed.warnings(Talk(answers: prompt.answers, model: model))
    return Set(warnings.flatMap { say($0).wrapped(to: columns) })
  }

  /// What each value means, below the numbers: closer together where there is little room.
  private func scoreLines(_ question: Question, columns: Int) -> [String] {
    let lines = question.lines.flatMap { say($0).wrapped(to: columns, indent: LinePages.indent) }
    guard screen.size.holds(Self.full) else { return lines }
    let room = Layout(screen.bounds).lower.rows - 2
    return lines.count <= room ? lines : Array(question.lines.map(say).wrapped(to: columns).prefix(room))
  }

  /// Such a question leaves no room for its answer: it stands above it, where there is room for that.
  private func isLong(_ question: Question) -> Bool {
    let asked = DisplayWidth.columns("\(say(question.label))\(say(question.initialShown))")
    return screen.size.rows >= Self.rowsOfCompact && asked + question.form.columns > screen.size.columns
  }

  mutating func paintQuestion(_ prompt: Prompt, in row: Rect) {
    var area = row
    // An open question must not hide that nothing is taken now.
    if session.isFrozen {
      let end = screen.put([span(" FROZEN ", .caution)], row: row.row, column: row.column, in: row)
      area = row.droppingLeft(end - row.column)
    }
    if let leave = prompt.leaveQuestion {
      screen.put(
        [Span(" \(say(leave))".fitted(to: area.columns, glyphs: glyphs), .caution)], row: area.row,
        column: area.column, in: area)
      return
    }
    let label = questionLabel(prompt, columns: area.columns)
    let end = screen.put([Span(label, .prompt)], row: area.row, column: area.column, in: area)
    let room = area.columns - end - 2
    let error = prompt.error.map { Span("  \(say($0))".fitted(to: room, glyphs: glyphs), .caution) }
    let hint = error ?? hint(prompt, columns: room)
    let entryRoom = max(4, area.columns - end - 1 - (error?.columns ?? 0))
    let text = Array(prompt.entry.text)
    let first = max(0, prompt.entry.cursor - entryRoom + 1)
    let shown = String(text.dropFirst(first).prefix(entryRoom))
    let after = screen.put(shown, row: area.row, column: end, style: .entry, in: area)
    let before = String(text.dropFirst(first).prefix(prompt.entry.cursor - first))
    let cursor = end + DisplayWidth.columns(before)
    if cursor < area.endColumn { screen.cursor = .init(row: area.row, column: cursor) }
    guard error != nil || after + 1 + hint.columns <= area.endColumn else { return }
    screen.put([hint], row: area.row, column: after + 1, in: area)
  }

  /// The question and what Enter means, with the deed where nothing else says that.
  private func questionLabel(_ prompt: Prompt, columns: Int) -> String {
    if prompt.question.form == .command { return " :" }
    let room = columns - prompt.question.form.columns
    guard room >= 8 else { return labelInTurn(prompt, columns: columns) }
    switch placeOfDeed(prompt, columns: columns) {
    case .before(let deed):
      // What is asked stands above it: a bare `(y/n)` needs no colon of its own.
      let asked = asked(prompt)
      let colon = asked.hasPrefix("(") ? "" : ":"
      return " \(deed)\(colon) \(asked)\(say(prompt.question.initialShown)): "
    case .apart(let deed) where !isDeedAbove && turn(of: 2) == 0:
      return " \(deed.fitted(to: room, glyphs: glyphs)): "
    case .apart, .said: break
    }
    let initial = say(prompt.question.initialShown)
    // What Enter would take is cut last.
    let beside = room - DisplayWidth.columns(initial)
    let short = beside < 4 && !initial.isEmpty ? "" : asked(prompt).fitted(to: beside, glyphs: glyphs)
    return " \("\(short)\(initial)".fitted(to: room, glyphs: glyphs)): "
  }

  /// Where the row is too short for a question and its answer, deed and question take turns with a bare `>`;
  /// once something is typed, or was wrong, only that stands behind it.
  private func labelInTurn(_ prompt: Prompt, columns: Int) -> String {
    guard prompt.entry.text.isEmpty, prompt.error == nil, columns >= 10 else { return "> " }
    let words = [model.deedUnsaid(prompt), say(prompt.question.label)].compactMap { $0 }
    let page = turn(of: words.count + 1)
    return page < words.count ? " \(words[page].fitted(to: columns - 3, glyphs: glyphs)): " : "> "
  }

  private func asked(_ prompt: Prompt) -> String {
    // No `y` settles what is not on the screen.
    if prompt.question.isChecklist, !isQuestionWhole { return say("Tab asks one by one") }
    return say(isLong(prompt.question) ? prompt.question.form.hint : prompt.question.label)
  }

  /// Where the deed stands that a question is asked for: a bare `Reason` could be one for anything.
  enum PlaceOfDeed {
    /// In the question's own words, or over its box.
    case said
    case before(String)
    /// There is no room beside the question: above it, or in turn with it.
    case apart(String)
  }

  func placeOfDeed(_ prompt: Prompt, columns: Int) -> PlaceOfDeed {
    guard let deed = model.deedUnsaid(prompt), !hasTitledBox(prompt) else { return .said }
    let whole = "\(deed): \(asked(prompt))\(say(prompt.question.initialShown))"
    let room = columns - prompt.question.form.columns
    if DisplayWidth.columns(whole) <= room { return .before(deed) }
    // A question that leaves no room for it on a full screen is so long that it says what it is for.
    return screen.size.holds(Self.full) ? .said : .apart(deed)
  }

  private func hasTitledBox(_ prompt: Prompt) -> Bool {
    if case .sessionPicker = model.page { return false }
    let columns = screen.size.columns - Self.columnsOfBox
    return isLaidOutInFull && !boxLines(prompt, columns: columns).isEmpty
  }

  /// Behind a score the other keys that answer it, as far as there is room for them.
  private func hint(_ prompt: Prompt, columns: Int) -> Span {
    guard case .score = prompt.question.form, !isWaitedFor else {
      return escapeHint(prompt, columns: columns)
    }
    let short = say("  s skips  Esc cancels")
    let words = prompt.hasAnswers ? [say("  s skips  Backspace back  Esc cancels"), short] : [short]
    return words.first { $0.count <= columns }.map { Span($0, .dim) } ?? escapeHint(prompt, columns: columns)
  }

  /// Whether an alarm waits for an answer: the way out of a question is then also the way to it. Where time
  /// stands still none is answered.
  private var isWaitedFor: Bool {
    session.alarms.contains(where: \.waits) && model.mode == .monitor && !session.isFrozen
  }

  private func escapeHint(_ prompt: Prompt, columns: Int) -> Span {
    let way = model.wayOutOfQuestion ?? ""
    let waited: [Phrase] = ["  \(way), then a: acknowledge", "  \(way), then a", "  Esc"]
    let ways = (isWaitedFor ? waited : ["  Esc cancels", "  Esc"]).map(say)
    return Span(ways.first { $0.count <= columns } ?? "", isWaitedFor ? .caution : .dim)
  }

  mutating func paintKeys(in area: Rect) {
    let help: [Span] = [Span("? ", .key), span("help ", .dim)]
    let lead = nextLine(columns: area.columns - help.columns - columnsForKeys(in: area))
    var line = lead.isEmpty ? [Span(" ")] : lead
    let named = lead.isEmpty ? nil : next?.key.map(String.init)
    for (key, label) in keysNow
    where key != named && line.columns + key.count + label.count + 3 + help.columns <= area.columns {
      line += [Span(key, .key), Span(" \(label)  ", .dim)]
    }
    screen.put(line, against: help, row: area.row, in: area)
  }

  /// What the next thing to do leaves to other keys: an open page needs its own, the main one a few where
  /// there is room.
  private func columnsForKeys(in area: Rect) -> Int {
    switch model.page {
    case .main, .sessionPicker: area.columns >= 60 ? 20 : 0
    case .limits, .alarmLog, .devices, .help, .summary: columns(ofKeys: 4)
    case .trends: columns(ofKeys: 2)
    }
  }

  private func columns(ofKeys count: Int) -> Int {
    keysNow.prefix(count).map { $0.0.count + $0.1.count + 3 }.reduce(0, +)
  }

  private var keysNow: [(String, String)] { keyWordsNow.map { (say($0), say($1)) } }

  private var keyWordsNow: [(Phrase, Phrase)] {
    switch model.page {
    case .limits:
      let arrows: Phrase = glyphs.hasArrows ? "↑↓←→" : "arrows"
      let looking: [(Phrase, Phrase)] = [(arrows, "choose"), ("Esc", "back")]
      if session.isFrozen { return looking }
      if model.mode.replay != nil { return looking + [("space", "play"), ("n N", "alarm")] }
      return [
        (arrows, "choose"), ("+ -", "1"), ("Enter", "set"), ("Esc", "back"), ("> <", "5"),
        ("o", "off/on"),
      ] + (session.limitsFromBaseline.isEmpty ? [] : [("b", "from baseline")])
    case .alarmLog, .devices:
      return [("PgUp PgDn", "move"), ("Esc", "back")] + (session.phase == .closed ? [("q", "leave")] : [])
    case .summary:
      return [("PgUp PgDn", "move"), session.phase == .closed ? ("q", "leave") : ("Esc", "back")]
    case .help:
      let turning: [(Phrase, Phrase)] = screen.size.holds(Self.full) ? [] : [("PgUp PgDn", "move")]
      return turning + [("Esc", "back")]
    case .trends(let trends): return trends.keys(glyphs)
    case .main, .sessionPicker: break
    }
    if case .replay = model.mode { return replayKeys }
    if session.isFrozen { return keysOfTheFrozen }
    var seen: Set<Phrase> = []
    return offered.filter { $0.isAvailable(in: session) && seen.insert($0.key.label).inserted }.map {
      ($0.key.name, $0.key.label)
    }
  }

  /// Nothing is done where time stands still: what looks, and the way out.
  private var keysOfTheFrozen: [(Phrase, Phrase)] {
    let looking = Command.all.filter { !$0.changesSession && $0.key.character != PageKey.help.key.character }
    let leaving = looking.filter { $0.key.character == LeaveDeed.key?.character }
    let pages = looking.filter { if case .page = $0 { $0.isAvailable(in: session) } else { false } }
    return (pages + leaving).map { ($0.key.name, $0.key.label) }
  }

  /// What waits to be done, then the most likely of the phase.
  private var offered: [Command] {
    Command.all.filter { $0.isCalledFor(in: session) } + (Command.usual[session.phase] ?? [])
  }

  private var replayKeys: [(Phrase, Phrase)] {
    [
      ("space", "play"), (glyphs.hasArrows ? "← →" : "left right", "10 s"),
      (glyphs.hasArrows ? "↑ ↓" : "up down", "1 min"),
      ("n N", "alarm"), ("s", "stops"), ("g", "go to"), ("q", "leave"), ("m b", "bookmark"),
      ("h", "comes"), ("+ -", "speed"),
    ]
  }
}

extension Question.Form {
  /// What an answer takes, with the colon before it.
  fileprivate var columns: Int {
    switch self {
    case .yesNo, .number, .score: 8
    case .pressure: 14
    case .items: 12
    case .reference, .text, .optionalText, .dose, .initials, .reason, .choice, .oneOf, .command: 20
    }
  }

  /// For a question that stands in the box above.
  fileprivate var hint: Phrase {
    switch self {
    case .yesNo: "(y/n)"
    case .items: "(y; a digit marks)"
    case .pressure: "(like 120/80)"
    case .reference, .text, .optionalText, .dose, .initials, .reason, .choice, .oneOf, .number, .score,
      .command:
      "answer"
    }
  }
}
