import InfusionCore
public import TextScreen

extension Model {
  /// The infusion runs or is only paused: leaving needs a reason.
  var isRunning: Bool { session.phase == .infusing || session.phase == .paused }

  func effect(_ action: Action) -> Effect { .action(action, by: initials) }

  /// Takes one key. `now` is in milliseconds of a clock that only goes forward; it is the same as `view`'s.
  public mutating func update(_ key: Key, now: Int64) -> [Effect] {
    self.now = now
    return signed(respond(to: key))
  }

  private mutating func respond(to key: Key) -> [Effect] {
    if key == .control("l") { return [.repaint] }
    if prompt != nil { return updatePrompt(key) }
    if case .pasted = key {
      say("pasted text does nothing here: no letter of it was taken for a key", .refusal)
      return []
    }
    switch page {
    case .sessionPicker(let picker): return answer(picker, key)
    case .limits(let cursor): if let effects = updateLimits(cursor, key) { return effects }
    case .alarmLog(let row):
      if let moved = Self.scrolled(row, key) { page = .alarmLog(firstRow: moved); return [] }
    case .summary(let row):
      if let moved = Self.scrolled(row, key) { page = .summary(firstRow: moved); return [] }
    case .trends(let minutes): if zoomTrends(minutes, key) { return [] }
    case .main, .help: break
    }
    if key == .escape, page != .main {
      page = session.phase == .closed && !summary.isEmpty ? .summary(firstRow: 0) : .main
      return []
    }
    if case .replay(let replay) = mode, let effects = updateReplay(replay, key) { return effects }
    return command(key)
  }

  private static func scrolled(_ row: Int, _ key: Key) -> Int? {
    switch key {
    case .up: max(0, row - 1)
    case .down: row + 1
    case .pageUp: max(0, row - 10)
    case .pageDown: row + 10
    case .home: 0
    case .character, .control, .enter, .escape, .tab, .backtab, .backspace, .delete, .left, .right, .end,
      .pasted:
      nil
    }
  }

  private mutating func zoomTrends(_ minutes: Int, _ key: Key) -> Bool {
    let spans = Self.trendSpans
    guard key == .character("+") || key == .character("-"), let index = spans.firstIndex(of: minutes) else {
      return false
    }
    let next = key == .character("+") ? index - 1 : index + 1
    page = .trends(minutes: spans[min(max(next, 0), spans.count - 1)])
    return true
  }

  /// Minutes that the trends page shows; 0 is the whole session.
  static let trendSpans = [10, 20, 30, 60, 120, 0]
}

// MARK: - Keys that do something now

extension Model {
  private mutating func command(_ key: Key) -> [Effect] {
    if key == .control("c") { return leave() }
    if session.phase == .closed, key == .enter { return [.leave(reason: nil)] }
    let matching = Command.allCases.filter { $0.key == key }
    guard !matching.isEmpty else {
      guard case .character = key else { return [] }
      say("that key does nothing here: ? shows the keys", .refusal)
      return []
    }
    if mode.replay != nil, matching[0].changesSession {
      say("\(matching[0].label): this is a replay", .refusal)
      return []
    }
    guard let command = matching.first(where: { $0.isAvailable(in: session) }) else {
      return resumeByMistake(matching) ?? sayUnavailable(matching[0])
    }
    return perform(command)
  }

  private mutating func perform(_ command: Command) -> [Effect] {
    message = nil
    switch command {
    case .acknowledge: return [effect(.acknowledge(nil))]
    case .silence: return [effect(.audioPause)]
    case .check: return open(.check(session.scalesOfCheck))
    case .score: return open(.score(session.scales))
    case .baseline: return [effect(.baseline(BaselineByHand()))]
    case .limits: toggle(.limits(LimitsCursor()))
    case .trends: toggle(.trends(minutes: 60))
    case .alarmLog: toggle(.alarmLog(firstRow: 0))
    case .help: toggle(.help)
    case .quietRoom: display.palette = display.palette == .quiet ? .colour : .quiet
    case .leave: return leave()
    case .hold: return session.holds.first.map { open(.hold($0)) } ?? []
    case .start: return open(.setup(thenStart: true))
    case .checklist: return open(.checklist(session.openItems))
    case .pause: return open(.pause)
    case .resume: return open(.resume)
    case .end: return open(.stop)
    case .rate: return open(.rate)
    case .bolus: return open(.bolus)
    case .extend: return open(.extend)
    case .away: return open(.away)
    case .back: return [effect(.back)]
    case .discharge: return open(.discharge)
    case .pressure: return open(.bloodPressure)
    case .symptom: return open(.symptom)
    case .medicine: return open(.medicine)
    case .measure: return open(.measure)
    case .note: return open(.note)
    case .correct: return open(.correct(session.marks))
    case .initials: return open(.initials)
    case .commandLine: return open(.command)
    }
    return []
  }

  private mutating func toggle(_ wanted: Page) {
    switch (page, wanted) {
    case (.limits, .limits), (.trends, .trends), (.alarmLog, .alarmLog), (.help, .help): page = .main
    default: page = wanted
    }
  }

  private mutating func leave() -> [Effect] {
    if session.phase == .closed { return [.leave(reason: nil)] }
    if case .replay = mode { return [.leave(reason: nil)] }
    return open(.leave)
  }

  /// `p` in the observation: the infusion may have been ended by mistake.
  private mutating func resumeByMistake(_ matching: [Command]) -> [Effect]? {
    guard matching.contains(.resume), session.phase == .observing, session.infusion != nil, mode == .monitor
    else {
      return nil
    }
    return open(.resume)
  }

  /// No key is without an answer.
  private mutating func sayUnavailable(_ command: Command) -> [Effect] {
    switch command {
    case .acknowledge: say("there is no alarm to acknowledge", .refusal)
    case .silence: say("no alarm sounds", .refusal)
    case .hold: say("no hold rule advises anything", .refusal)
    case .correct: say("nothing was marked yet", .refusal)
    case .checklist: say("no checklist item is open", .refusal)
    default: say("\(command.label) is not possible now (\(session.phase.label.lowercased()))", .refusal)
    }
    return []
  }

  mutating func say(_ text: String, _ kind: Message.Kind) {
    message = Message(text: text, kind: kind, until: now + Message.stay)
  }
}

extension Command {
  /// Whether it acts on the session, and not only on the screen.
  var changesSession: Bool {
    switch self {
    case .limits, .trends, .alarmLog, .quietRoom, .help, .leave, .commandLine, .initials: false
    case .acknowledge, .silence, .hold, .start, .baseline, .checklist, .pause, .resume, .end, .rate, .bolus,
      .check,
      .extend,
      .away, .back, .discharge, .pressure, .symptom, .score, .medicine,
      .measure, .note, .correct:
      true
    }
  }
}
