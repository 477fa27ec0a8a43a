import InfusionCore
import Phrases
import TextScreen

extension Painter {
  /// Paints the bottom line: a question, or the keys that do something now, always with `? help` at the end.
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

  /// What is wrong with the answer, if the question's row has no room to say it.
  func faultAbove(_ prompt: Prompt, columns: Int) -> String? {
    guard let fault = prompt.error.map(say), prompt.leaveQuestion == nil else { return nil }
    let typed = min(DisplayWidth.columns(prompt.entry.text), prompt.question.form.columns)
    let beside = DisplayWidth.columns(questionLabel(prompt, columns: columns)) + typed
    return beside + 4 + DisplayWidth.columns(fault) > columns ? fault : nil
  }

  /// A box's two edges, and a blank beside each.
  static let columnsOfBox = 4
  /// A box that would leave no more columns than these in sight beside it covers them, too: nobody can read a
  /// text cut so short.
  private static let columnsOfCrumbs = 8

  /// The row below the numbers.
  private var topOfBox: Int {
    Layout(screen.bounds, holdRows: holdRows(columns: screen.size.columns)).tiles.endRow
  }

  /// How many lines a box holds. If all but one fit, it goes without its lower edge, so that all do.
  private func roomInBox(above row: Int) -> Int { row - topOfBox - 1 }

  /// Paints a box at the left edge, as large as its lines, between the numbers and a row. Lines that do not
  /// fit are shown in turn.
  ///
  /// - Parameter row: the row below the box.
  /// - Returns: whether all of its lines are in sight at once.
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

  /// The lines of the box above a question: what the deed says, the question itself if its row is too short
  /// for it, and the choices.
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

  /// Those lines of the box above a question that are warnings, wrapped as they are in the box.
  func warnings(columns: Int) -> Set<String> {
    guard let prompt = model.prompt else { return [] }
    let warnings = prompt.deed.warnings(Talk(answers: prompt.answers, model: model))
    return Set(warnings.flatMap { say($0).wrapped(to: columns) })
  }

  /// The meaning of each value of a scale: a line for each, or several on a line where there is less room.
  private func scoreLines(_ question: Question, columns: Int) -> [String] {
    let lines = question.lines.flatMap { say($0).wrapped(to: columns, indent: LinePages.indent) }
    guard screen.size.holds(Self.full) else { return lines }
    let room = Layout(screen.bounds).lower.rows - 2
    return lines.count <= room ? lines : Array(question.lines.map(say).wrapped(to: columns).prefix(room))
  }

  /// Whether the question leaves no room for its answer in one row. The box above then asks it, unless the
  /// screen is too small for a box.
  private func isLong(_ question: Question) -> Bool {
    let asked = DisplayWidth.columns("\(say(question.label))\(say(question.initialShown))")
    return screen.size.rows >= Self.rowsOfCompact && asked + question.form.columns > screen.size.columns
  }

  mutating func paintQuestion(_ prompt: Prompt, in row: Rect) {
    var area = row
    // An open question must not hide that the drill is frozen and takes no answer.
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

  /// The question and what Enter means, and the deed, unless the question or its box names it.
  private func questionLabel(_ prompt: Prompt, columns: Int) -> String {
    if prompt.question.form == .command { return " :" }
    let room = columns - prompt.question.form.columns
    guard room >= 8 else { return labelInTurn(prompt, columns: columns) }
    switch placeOfDeed(prompt, columns: columns) {
    case .before(let deed):
      // The box above asks the question, so only `(y/n)` follows the deed here, and needs no colon before it.
      let asked = asked(prompt)
      let colon = asked.hasPrefix("(") ? "" : ":"
      return " \(deed)\(colon) \(asked)\(say(prompt.question.initialShown)): "
    case .apart(let deed) where !isDeedAbove && turn(of: 2) == 0:
      return " \(deed.fitted(to: room, glyphs: glyphs)): "
    case .apart, .said: break
    }
    let initial = say(prompt.question.initialShown)
    // The question is cut before the answer that Enter would give.
    let beside = room - DisplayWidth.columns(initial)
    let short = beside < 4 && !initial.isEmpty ? "" : asked(prompt).fitted(to: beside, glyphs: glyphs)
    return " \("\(short)\(initial)".fitted(to: room, glyphs: glyphs)): "
  }

  /// For a row too short for a question and its answer: deed, question and a bare `>` are shown in turn. Once
  /// something is typed, or an answer was wrong, it stays at `>`, which leaves room for that.
  private func labelInTurn(_ prompt: Prompt, columns: Int) -> String {
    guard prompt.entry.text.isEmpty, prompt.error == nil, columns >= 10 else { return "> " }
    let words = [model.deedUnsaid(prompt), say(prompt.question.label)].compactMap { $0 }
    let page = turn(of: words.count + 1)
    return page < words.count ? " \(words[page].fitted(to: columns - 3, glyphs: glyphs)): " : "> "
  }

  private func asked(_ prompt: Prompt) -> String {
    // One `y` settles the whole checklist, so it is not offered while part of the list is out of sight.
    if prompt.question.isChecklist, !isQuestionWhole { return say("Tab asks one by one") }
    return say(isLong(prompt.question) ? prompt.question.form.hint : prompt.question.label)
  }

  /// Where the screen says which deed a question belongs to: `Reason` alone could be for anything.
  enum PlaceOfDeed {
    /// The question or the title of its box says it.
    case said
    case before(String)
    /// The row has no room for both: the deed is above the question, or in turn with it.
    case apart(String)
  }

  func placeOfDeed(_ prompt: Prompt, columns: Int) -> PlaceOfDeed {
    guard let deed = model.deedUnsaid(prompt), !hasTitledBox(prompt) else { return .said }
    let whole = "\(deed): \(asked(prompt))\(say(prompt.question.initialShown))"
    let room = columns - prompt.question.form.columns
    if DisplayWidth.columns(whole) <= room { return .before(deed) }
    // On a full screen only a long question leaves no room for its deed, and a long one says what it is for.
    return screen.size.holds(Self.full) ? .said : .apart(deed)
  }

  private func hasTitledBox(_ prompt: Prompt) -> Bool {
    if case .sessionPicker = model.page { return false }
    let columns = screen.size.columns - Self.columnsOfBox
    return isLaidOutInFull && !boxLines(prompt, columns: columns).isEmpty
  }

  /// The keys beside the answer: how to leave, and at a score how to skip it or go back, as far as they fit.
  private func hint(_ prompt: Prompt, columns: Int) -> Span {
    guard case .score = prompt.question.form, !isWaitedFor else {
      return escapeHint(prompt, columns: columns)
    }
    let short = say("  s skips  Esc cancels")
    let words = prompt.hasAnswers ? [say("  s skips  Backspace back  Esc cancels"), short] : [short]
    return words.first { $0.count <= columns }.map { Span($0, .dim) } ?? escapeHint(prompt, columns: columns)
  }

  /// Whether an alarm waits to be acknowledged: the hint then says how to leave the question for it. In a
  /// frozen drill no alarm can be acknowledged.
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

  /// How many columns the line that says what to do next leaves to the keys: an open page needs its own keys,
  /// the main page has a few where there is room.
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

  /// The keys of a frozen drill, in which nothing can be done: those that open a page, and the one that
  /// leaves.
  private var keysOfTheFrozen: [(Phrase, Phrase)] {
    let looking = Command.all.filter { !$0.changesSession && $0.key.character != PageKey.help.key.character }
    let leaving = looking.filter { $0.key.character == LeaveDeed.key?.character }
    let pages = looking.filter { if case .page = $0 { $0.isAvailable(in: session) } else { false } }
    return (pages + leaving).map { ($0.key.name, $0.key.label) }
  }

  /// First the commands that something calls for now, then those that are usual in the phase.
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
  /// The columns that an answer needs, with the colon before it.
  fileprivate var columns: Int {
    switch self {
    case .yesNo, .number, .score: 8
    case .pressure: 14
    case .items: 12
    case .reference, .text, .optionalText, .dose, .initials, .reason, .choice, .oneOf, .command: 20
    }
  }

  /// The short form of a question that the box above asks.
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
