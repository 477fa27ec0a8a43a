import InfusionCore
public import Phrases
public import TextScreen

extension Model {
  /// Whether nothing is asked and no page is open, so that Enter would do nothing.
  public var isIdle: Bool { prompt == nil && page == .main && session.phase != .closed }

  /// Whether the infusion runs or is only paused, so that leaving needs a reason.
  var isRunning: Bool { session.phase == .infusing || session.phase == .paused }

  func effect(_ action: Action) -> Effect { .action(action, by: initials) }

  /// Handles one key. `now` is in milliseconds of a clock that only goes forward, the same as `view`'s.
  public mutating func update(_ key: Key, now: Int64) -> [Effect] {
    self.now = now
    return respondOnce(to: key) { model in
      let (prompt, page, message) = (model.prompt, model.page, model.message)
      let effects = model.signed(model.respond(to: key), after: prompt)
      // Once a key has led on, the refusal of the key before it no longer matters.
      if model.page != page, model.message == message { model.forgetRefusal() }
      return effects
    }
  }

  private mutating func respond(to key: Key) -> [Effect] {
    if key == .control("l") { return [.repaint] }
    if prompt != nil { return updatePrompt(key) }
    if case .pasted = key {
      say("pasted text presses no keys here", .refusal)
      return []
    }
    switch page {
    case .sessionPicker(let picker): return answer(picker, key)
    case .limits(let cursor): if let effects = updateLimits(cursor, key) { return effects }
    case .help(let row), .alarmLog(let row), .devices(let row), .summary(let row):
      if let moved = scrolled(row, key) {
        page = page.from(moved)
        return []
      }
    case .trends(let trends): if updateTrends(key, on: trends) { return [] }
    case .main: break
    }
    if key == .escape, page != .main {
      page = session.phase == .closed && !summary.isEmpty ? .summary(firstRow: 0) : .main
      return []
    }
    if case .replay(let replay) = mode, let effects = updateReplay(replay, key) { return effects }
    return command(key)
  }

  private func scrolled(_ row: Int, _ key: Key) -> Int? {
    switch key {
    case .up: max(0, row - 1)
    case .down: row + 1
    case .pageUp: max(0, row - rowsOfPage)
    case .pageDown: row + rowsOfPage
    case .home: 0
    case .character, .control, .enter, .escape, .tab, .backtab, .backspace, .delete, .left, .right, .end,
      .pasted:
      nil
    }
  }
}

// MARK: - Keys that do something now

extension Model {
  private mutating func command(_ key: Key) -> [Effect] {
    if key == .control("c") { return open(LeaveDeed()) }
    if session.phase == .closed, key == .enter { return [.leave(reason: nil)] }
    guard case .character(let character) = key else { return [] }
    let matching = Command.all.filter { $0.key.character == character }
    guard let first = matching.first else {
      say("that key does nothing here: ? shows the keys", .refusal)
      return []
    }
    if mode.replay != nil, first.changesSession {
      say("\(first.key.label): this is a replay", .refusal)
      return []
    }
    if session.isFrozen, first.changesSession {
      say(Self.frozenRefusal, .refusal)
      return []
    }
    guard let command = matching.first(where: { $0.isAvailable(in: session) }) else {
      return resumeByMistake(character) ?? sayUnavailable(first)
    }
    return perform(command)
  }

  private mutating func perform(_ command: Command) -> [Effect] {
    message = nil
    switch command {
    case .deed(let deed, _): return deed.init(for: session).map { open($0) } ?? []
    case .page(.limits): toggle(.limits(LimitsCursor()))
    case .page(.trends): toggle(.trends(TrendsPage()))
    case .page(.alarmLog): toggle(.alarmLog(firstRow: 0))
    case .page(.devices): toggle(.devices(firstRow: 0))
    case .page(.help): toggle(.help(firstRow: 0))
    case .page(.quietRoom): display.palette = display.palette == .quiet ? .colour : .quiet
    }
    return []
  }

  /// The words for a drill that its instructor has frozen.
  public static let frozenRefusal: Phrase = "nothing is done while the drill is frozen"

  private mutating func toggle(_ wanted: Page) {
    switch (page, wanted) {
    case (.limits, .limits), (.trends, .trends), (.alarmLog, .alarmLog), (.devices, .devices),
      (.help, .help):
      page = .main
    default: page = wanted
    }
  }

  /// `p` while observing, since the infusion may have been ended by mistake.
  private mutating func resumeByMistake(_ character: Character) -> [Effect]? {
    guard character == ResumeDeed.key?.character, session.phase == .observing, session.infusion != nil,
      mode == .monitor
    else { return nil }
    return ResumeDeed(for: session).map { open($0) }
  }

  /// Says why the key does nothing, since every key gets an answer.
  private mutating func sayUnavailable(_ command: Command) -> [Effect] {
    var sentence: Phrase = "\(command.key.label) is not possible \(session.phase.during)"
    if case .deed(let deed, _) = command, let nothing = deed.nothingToDo(in: session) { sentence = nothing }
    if case .page = command { sentence = "all that the devices say is read" }
    say(sentence, .refusal)
    return []
  }

  mutating func say(_ text: Phrase, _ kind: Message.Kind) {
    message = Message(text: text, kind: kind, until: now + Message.stay)
  }
}
