import InfusionCore
import Phrases
import Quantities
import TextScreen

extension Painter {
  /// Paints on the left the last message, or the devices; on the right whatever is silenced, paused, off or
  /// moved, with who did it and until when.
  ///
  /// The patient's words and a message of the program may be due at the same time: then the words get a box
  /// above. Where a question or a small screen leaves no room for a box, both are shown in turn.
  mutating func paintStatus(in area: Rect) {
    switch (isSaidAbove ? nil : message, isSaidAbove ? nil : words) {
    case (let message?, let words?):
      guard hasRoomForABox(above: area.row) else {
        return paint(turn(of: 2) == 0 ? words : message, in: area, mayOpen: false)
      }
      paintBox(say(words.text).wrapped(to: area.columns - 4), title: say(words.kind.title), above: area.row)
      return paint(message, in: area, mayOpen: false)
    case (let said?, nil), (nil, let said?): return paint(said, in: area, mayOpen: true)
    case (nil, nil): break
    }
    let flags = flags(columns: area.columns - 1)
    let room = area.columns - flags.columns - 1
    screen.put(quietStatus(columns: room), against: flags, row: area.row, in: area)
  }

  private var message: Message? { model.message.flatMap { $0.until > now ? $0 : nil } }
  private var words: Message? { model.words.flatMap { $0.until > now ? $0 : nil } }

  /// Whether a message or the patient's words are still shown.
  var isSaying: Bool { message != nil || words != nil }

  /// The patient's words and the message uncut, for a screen that has rows for them.
  func saidRows(columns: Int) -> [[Span]] {
    [words, message].compactMap { $0 }.flatMap { said in
      say(said.text).wrapped(to: columns - 1).map { [Span(" \($0)", said.kind.style)] }
    }
  }

  /// Whether the status row is too short for them.
  func hasNoRoomForWords(columns: Int) -> Bool {
    guard let message, words == nil else { return words != nil }
    let text = say(message.text)
    return DisplayWidth.columns(text) >= columns - flags(beside: text, columns: columns).columns - 2
  }

  /// As many of the flags at the right as leave a text its room, but at least room for the widest flag.
  private func flags(beside text: String, columns: Int) -> [Span] {
    let widest = standing.map(\.columns).max().map { $0 + 2 } ?? 0
    let needed = DisplayWidth.columns(text) + 3
    return flags(columns: max(columns - needed, sound.columns + widest + Self.turnColumns))
  }

  /// Paints a message so that it can be read whole. Initials and the count of ended alarms give way to it,
  /// but never a flag that something is silenced, off or moved, nor that of the sound. A message that is
  /// still too long gets a box; where there is no room for a box, its parts are shown in turn.
  private mutating func paint(_ message: Message, in area: Rect, mayOpen: Bool) {
    let text = say(message.text)
    let style = message.kind.style
    var right = flags(beside: text, columns: area.columns)
    var room = area.columns - right.columns - 2
    if DisplayWidth.columns(text) >= room, mayOpen, hasRoomForABox(above: area.row) {
      screen.put(quietStatus(columns: room), against: right, row: area.row, in: area)
      paintBox(text.wrapped(to: area.columns - 4), title: say(message.kind.title), above: area.row)
      return
    }
    // That all is as usual gives way before words stand there one by one.
    if DisplayWidth.columns(text) >= room, isAsUsual {
      right = []
      room = area.columns - 1
    }
    if DisplayWidth.columns(text) < room {
      screen.put([Span(" \(text)", style)], against: right, row: area.row, in: area)
    } else if let parts = text.wrappedWhole(to: room - 1 - Self.turnColumns) {
      let part = turn(of: parts.count, since: message.since)
      let line = " \(parts[part])  \(part + 1)/\(parts.count)"
      screen.put([Span(line, style)], against: right, row: area.row, in: area)
    } else {
      paintInTurn(text, style, since: message.since, and: right, in: area)
    }
  }

  /// Whether the flags only say that alarms sound, and who is here.
  private var isAsUsual: Bool {
    !isSilenced && !session.soundsHighOnly && standsNow.isEmpty && model.mode == .monitor
  }

  /// Shows a text and the flags in turn, where not even its words fit beside the flags: each part of the text
  /// with its number, `3/4`. The flag that no alarm sounds stays beside all parts if that leaves room for a
  /// word.
  private mutating func paintInTurn(
    _ text: String, _ style: Style, since: Int64, and right: [Span], in area: Rect
  ) {
    let beside = area.columns - sound.columns - 2
    let kept = isSilenced && beside - Self.turnColumns >= Self.aWord ? sound + [Span(" ")] : []
    let room = kept.isEmpty ? area.columns : beside
    let parts = text.wrapped(to: max(room - 1 - Self.turnColumns, 1))
    let part = turn(of: parts.count + (right.isEmpty ? 0 : 1), since: since)
    guard part < parts.count else { return screen.putRight(right, row: area.row, in: area) }
    let line = " \(parts[part])\(parts.count > 1 ? "  \(part + 1)/\(parts.count)" : "")"
    screen.put([Span(line.fitted(to: room, glyphs: glyphs), style)], against: kept, row: area.row, in: area)
  }

  private static let aWord = 12

  /// A box may not hide header, alarms and numbers; on a screen below full size the rows above are painted
  /// later and would cover it.
  private func hasRoomForABox(above row: Int) -> Bool {
    model.prompt == nil && row >= Self.rowsAboveABox && isLaidOutInFull
  }
  private static let rowsAboveABox = 20

  /// What the row says without a message: a failing record or sound, else as many devices as fit whole.
  private func quietStatus(columns: Int) -> [Span] {
    if case .notRecording(let why) = session.record, model.mode.replay == nil {
      return [trouble(" not recorded: \(Phrase(word: why))", columns: columns)]
    }
    if case .failing(let why) = session.sound {
      return [trouble(" sound: \(Phrase(word: why))", columns: columns)]
    }
    return session.devices.reduce(into: [Span(" ")] + unwatchedElsewhere(columns: columns)) { line, device in
      let more = [
        Span(device.name, .dim), device.trouble.map { span(" \($0)  ", .caution) } ?? span(" ok  ", .dim),
      ]
      if (line + more).columns <= columns + 2 { line += more }
    }
  }

  /// Cuts the words, with a mark, where many flags leave too little room for them.
  private func trouble(_ words: Phrase, columns: Int) -> Span {
    Span(say(words).fitted(to: columns - 1, glyphs: glyphs), .caution)
  }

  /// What is off or moved, then the sound, then who is here. Flags that do not fit are shown in turn;
  /// initials and the count of ended alarms are shown only where there is room.
  private func flags(columns: Int) -> [Span] {
    let pages = flagPages(columns: columns - 1)
    let page = turn(of: pages.count)
    let number = pages.count > 1 ? [Span("\(page + 1)/\(pages.count)", .caution)] : []
    let who = model.initials.map { [Span($0, .heading)] } ?? []
    let shown = pages.isEmpty ? [] : pages[page]
    let ways = [ended + number + shown + who, number + shown + who, number + shown, shown].map {
      $0.spaced + [Span(" ")]
    }
    return ways.first { $0.columns <= columns } ?? []
  }

  /// Whether the sessions that nobody watches can be named uncut beside the widest page of flags.
  func hasStatusRoomForUnwatched(columns: Int) -> Bool {
    let pages = flagPages(columns: columns - 2)
    let widest = pages.map(\.spaced.columns).max() ?? 0
    let who = model.initials.map { DisplayWidth.columns($0) + 2 } ?? 0
    // With a blank between the two, and one at the end.
    let beside = who + (pages.count > 1 ? Self.turnColumns : 0) + 2
    return isUnwatchedWhole(columns: columns - widest - beside)
  }

  /// The flags of what is off or moved; none once the session is closed, because nothing will sound then.
  private var standsNow: [Span] {
    session.phase == .closed && model.mode == .monitor ? [] : standing
  }

  /// One page with all flags, or pages with as many as fit beside that of the sound. A flag too wide for that
  /// has a page to itself.
  private func flagPages(columns: Int) -> [[Span]] {
    let (all, sound) = (standsNow, sound)
    if (all + sound).spaced.columns <= columns { return [all + sound] }
    let room = columns - Self.turnColumns
    var pages: [[Span]] = []
    var open: [Span] = []
    for span in all where span.columns <= columns {
      if (open + [span] + sound).spaced.columns <= room {
        open.append(span)
      } else if ([span] + sound).spaced.columns <= room {
        pages.append(open + sound)
        open = [span]
      } else {
        pages.append([span])
      }
    }
    return (pages + [open + sound]).filter { !$0.isEmpty && $0.spaced.columns <= columns }
  }

  /// The columns of `1/3` and the blanks beside it.
  private static let turnColumns = 5

  private var ended: [Span] {
    let latched = session.alarms.count { $0.isLatched }
    guard latched > 0 else { return [] }
    return [
      model.mode == .monitor && model.prompt == nil
        ? span("\(latched) ENDED, a clears", .caution) : span("\(latched) ENDED", .caution)
    ]
  }

  /// Whether alarms sound; in a replay, how far it is.
  private var sound: [Span] {
    if let replay = model.mode.replay { return (isSilenced ? [soundFlag] : []) + [tape(replay)] }
    return session.phase == .closed ? [] : [soundFlag]
  }

  /// The replay's place in session time, and whether it plays.
  private func tape(_ replay: ReplayView) -> Span {
    let speed = replay.speed == "max" ? "max" : "\(replay.speed)x"
    let state: Phrase = replay.isPlaying ? "playing \(speed)" : "standing still"
    let stops: Phrase = replay.stopsBeforeAlarms ? "\(state), stops" : state
    return span("\(stops)  \(session.now.sinceStart.clock) of \(replay.length.clock)", .heading)
  }

  /// Paints the flags alone, without a message or devices.
  mutating func paintFlags(in area: Rect) {
    screen.putRight(flags(columns: area.columns - 1), row: area.row, in: area)
  }

  var isSilenced: Bool {
    if case .failing = session.sound { return true }
    return session.audioPause != nil
  }

  private var soundFlag: Span {
    if case .failing = session.sound { return span("NO SOUND", .caution) }
    if let pause = session.audioPause {
      let by = pause.by.map { " \($0)" } ?? ""
      return span("SOUND PAUSED \((pause.until - session.now).clock)\(by)", .caution)
    }
    guard case .working(let output) = session.sound, !output.isEmpty else { return span("sound on", .dim) }
    let word = Phrase(word: output)
    return session.soundsHighOnly ? span("sound: \(word), HIGH ONLY", .dim) : span("sound: \(word)", .dim)
  }
}

extension Message.Kind {
  fileprivate var title: Phrase {
    switch self {
    case .confirmation: "Done"
    case .refusal: "Not done"
    case .heard: "Heard"
    }
  }

  fileprivate var style: Style {
    switch self {
    case .confirmation: .good
    case .refusal: .caution
    case .heard: .value
    }
  }
}

extension [Span] {
  /// The spans with two blanks between them.
  fileprivate var spaced: [Span] { reduce(into: []) { $0 += $0.isEmpty ? [$1] : [Span("  "), $1] } }
}
