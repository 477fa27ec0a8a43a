import InfusionCore
import Phrases
import Quantities
import TextScreen

/// The contents of a tile: a name, limits, a number as large as fits, and its source.
struct Tile {
  var name: String
  var unit: String
  var limits: [Span]
  var digits: String
  /// The widest text that the digits can become: their place is made for it, so that they do not jump.
  var template: String
  var digitStyle: Style
  var caption: [Span]
  /// For a screen that has a row instead of a tile: the number's age, or why there is no number.
  var brief: [Span]
  /// More for that row, where it has room.
  var rest: [Span]
  /// For a number that is old: the shortest text with its value and age, `OLD 97 1:20`. Empty for any other.
  var old: [Span] = []
  var alarm: AlarmView?
}

extension Painter {
  /// The three vitals side by side between two rules.
  mutating func paintTiles(in area: Rect) {
    let widths = [area.columns * 22 / 80, area.columns * 19 / 80]
    let body = area.droppingTop(1)
    let first = body.left(widths[0])
    let second = body.droppingLeft(widths[0] + 1).left(widths[1])
    let third = body.droppingLeft(widths[0] + widths[1] + 2)
    let bars = [first.endColumn, second.endColumn]
    screen.rule(area.top(1), glyphs: glyphs, joints: [bars[0]: .down, bars[1]: .down])
    for bar in bars {
      screen.verticalRule(Rect(row: body.row, column: bar, columns: 1, rows: body.rows), glyphs: glyphs)
    }
    paintHeart(in: first)
    paint(tile(session.spo2), in: second)
    paint(cuffTile, in: third)
  }

  /// Paints the heart rate, and with it the respiratory rate, which has no tile of its own: beside the digits
  /// where both have room, else behind the age.
  private mutating func paintHeart(in area: Rect) {
    var heart = tile(session.hr)
    guard session.rr.state != .absent else { return paint(heart, in: area) }
    guard area.rows >= 5, area.columns >= Self.besideColumns + Self.digitColumns else {
      let isFresh = session.hr.number != nil
      let own = heart.old.isEmpty ? heart.caption.prefix(1).map(\.trimmed) : heart.old
      let beside = [span("  RR ", .label), rate(session.rr), Span(briefAge(session.rr), .dim)]
      // Why the heart rate is missing is left out: behind the respiratory rate it would seem to be its.
      let both = own + beside + (isFresh ? Array(heart.caption.dropFirst()) : [])
      if (own + beside).columns < area.columns { heart.caption = both }
      return paint(heart, in: area)
    }
    paint(heart, in: area, leaving: Self.besideColumns)
    paintSmall(session.rr, in: area.droppingTop(2).right(Self.besideColumns - 1))
  }

  /// The columns of a vital beside the digits, and of three digits five rows high; each with a blank.
  private static let besideColumns = 8
  private static let digitColumns = 12

  /// - Parameter besideColumns: columns that stay free to the right of the digits.
  mutating func paint(_ tile: Tile, in area: Rect, leaving besideColumns: Int = 0) {
    paintLabel(tile, in: area.top(1))
    let place = area.droppingTop(1).droppingBottom(1).left(area.columns - besideColumns)
    let face = BigDigits.largest(
      for: tile.template, in: Size(columns: place.columns - 1, rows: place.rows), glyphs: glyphs)
    let box = place.centred(columns: face.columns(tile.template), rows: face.rows)
    for (offset, line) in face.lines(tile.digits, glyphs: glyphs).enumerated() {
      screen.putRight([Span(line, tile.digitStyle)], row: box.row + offset, in: box)
    }
    let caption = area.bottom(1).droppingLeft(1)
    screen.put(
      tile.fitting(tile.caption, columns: caption.columns), row: caption.row, column: caption.column,
      in: caption)
  }

  private mutating func paintLabel(_ tile: Tile, in area: Rect) {
    let band = tile.alarm.map { $0.style(at: now) }
    if let band { screen.fill(area, style: band) }
    let name = Span(" \(tile.name)", band ?? .label)
    let mark = tile.alarm.map { [Span(" \($0.mark)", band ?? .plain)] } ?? []
    let blank = Span(" ", band ?? .plain)
    let apart = mark.isEmpty ? [] : [blank] + mark
    let right = tile.limits.map { Span($0.text, band ?? $0.style) } + [blank]
    // A narrow tile leaves out the unit first, then a blank, then the limits. The alarm's mark is never cut:
    // `**` instead of `***` would be a lower priority.
    let ways = [[name, Span(" \(tile.unit)", band ?? .dim)] + apart, [name] + apart, [name] + mark]
    guard let left = ways.first(where: { $0.columns + right.columns < area.columns }) else {
      screen.put([name] + mark, row: area.row, column: area.column, in: area)
      return
    }
    screen.put(left, against: right, row: area.row, in: area)
  }

  private mutating func paintSmall(_ readout: Readout, in corner: Rect) {
    let rows = [
      [span(readout.vital.name, .label), Span(briefAge(readout), .dim)], [rate(readout)],
      [span(readout.limits.text, .dim)],
    ]
    for (offset, row) in rows.enumerated() {
      screen.put(row, row: corner.row + offset, column: corner.column, in: corner)
    }
  }

  /// The age behind a number that is shown: ` 3 s`.
  private func briefAge(_ readout: Readout) -> String {
    readout.number.map { " \(age($0.at))" } ?? ""
  }

  /// The vital's number as one row of text.
  private func rate(_ readout: Readout) -> Span {
    guard let number = readout.number else { return Span("--", .stale) }
    let style = worstAlarm(of: [readout.vital]).map { $0.style(at: now) } ?? .value
    return Span("\(number.value)\(number.isDoubtful ? "?" : "")", style)
  }
}

// MARK: - The contents of the tiles

extension Painter {
  /// Only of active alarms: a latched one is over, so it must not mark a number that is well again.
  func worstAlarm(of vitals: [Vital]) -> AlarmView? {
    session.alarms.first { !$0.isLatched && $0.id.concerns(vitals) }
  }

  func tile(_ readout: Readout) -> Tile {
    let alarm = worstAlarm(of: [readout.vital])
    let number = readout.number
    return Tile(
      name: say(readout.vital.name), unit: readout.vital.unit, limits: limitSpans(readout.limits),
      digits: number.map { "\($0.value.rounded(places: 0))\($0.isDoubtful ? "?" : "")" } ?? "--",
      template: number?.isDoubtful == true ? "000?" : "000", digitStyle: digitStyle(number != nil, alarm),
      caption: caption(readout), brief: brief(readout.state), rest: source(of: readout.state),
      old: old(readout.state), alarm: alarm)
  }

  func digitStyle(_ isFresh: Bool, _ alarm: AlarmView?) -> Style {
    guard let alarm else { return isFresh ? .value : .stale }
    guard alarm.flashes else { return isFresh ? .alarm(alarm.priority) : .stale }
    return Flash.isLit(alarm.priority, at: now) ? .alarm(alarm.priority) : isFresh ? .value : .stale
  }

  private func limitSpans(_ limits: LimitsView) -> [Span] {
    if let by = limits.offBy { return [span("OFF \(by)", .caution)] }
    return [span(limits.text, .dim)]
  }

  private func caption(_ readout: Readout) -> [Span] {
    switch readout.state {
    case .fresh(let number):
      return [Span(age(number.at).paddedLeft(to: 4), .plain), Span("  \(number.source.name)", .dim)]
    case .withdrawn(let last): return [span("no value", .caution), span(", was \(last.value)", .stale)]
    case .stale(let last):
      return [span("OLD", .caution), span(": \(last.value), \(age(last.at)) ago", .stale)]
    case .absent: return [noNumber("not heard yet")]
    }
  }

  /// Says why there has been no number yet; in a closed session none will come.
  private func noNumber(_ words: Phrase) -> Span {
    span(session.phase == .closed && model.mode == .monitor ? "closed" : words, .stale)
  }

  /// The number's age, or why there is no number, short enough for a narrow row.
  private func brief(_ state: VitalState) -> [Span] {
    switch state {
    case .fresh(let number): [Span(age(number.at).paddedLeft(to: 4), .plain)]
    case .withdrawn(let last): [span("no value", .caution), span(", was \(last.value)", .stale)]
    case .stale(let last): [span("OLD", .caution), span(": \(last.value), \(age(last.at)) ago", .stale)]
    case .absent: [noNumber("not heard yet")]
    }
  }

  private func old(_ state: VitalState) -> [Span] {
    if case .stale(let last) = state { old("\(last.value)", last.at) } else { [] }
  }

  /// `OLD 97 1:20`.
  func old(_ value: String, _ time: SessionTime) -> [Span] {
    [span("OLD", .caution), Span(" \(value) \(shortAge(time))", .stale)]
  }

  /// `42s`, `1:20`, `1h02`.
  private func shortAge(_ time: SessionTime) -> String {
    let minutes = max(.zero, session.now - time).wholeSeconds / 60
    guard minutes >= 60 else { return age(time).filter { $0 != " " } }
    return "\(minutes / 60)h\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
  }

  private func source(of state: VitalState) -> [Span] {
    if case .fresh(let number) = state { [Span(number.source.name, .dim)] } else { [] }
  }

  /// `1 s`, `42 s`, `3:12`.
  func age(_ time: SessionTime) -> String {
    let age = max(.zero, session.now - time)
    return age < .seconds(60) ? "\(age.wholeSeconds) s" : age.clock
  }

  var cuffTile: Tile {
    let alarm = worstAlarm(of: [.sys, .dia, .map])
    let isFresh = session.cuff.isFresh
    let limits = session.cuff
    let both = [span("\(limits.sysLimits.text) / \(limits.diaLimits.text)", .dim)]
    let off = [
      limits.sysLimits.offBy.map { say("Sys OFF \($0) ") },
      limits.diaLimits.offBy.map { say("Dia OFF \($0)") },
    ]
    let offText = off.compactMap { $0 }.joined()
    return Tile(
      name: "NIBP", unit: "mmHg", limits: offText.isEmpty ? both : [Span(offText, .caution)],
      digits: isFresh ? session.cuff.text : "--/--",
      template: isFresh && session.cuff.isDoubtful ? "000/000?" : "000/000",
      digitStyle: digitStyle(isFresh, alarm),
      caption: cuffCaption, brief: cuffBrief, rest: nextMeasurement.map(\.trimmed), old: oldCuff, alarm: alarm
    )
  }

  /// The most important words come first: a tile that is too narrow leaves out the last ones.
  private var cuffCaption: [Span] {
    let cuff = session.cuff
    let unknown = cuff.ofUnknownAge.map { [span("\($0) of unknown age  ", .stale)] } ?? []
    switch cuff.state {
    case .fresh(let number):
      let mean = cuff.map.map { [span("  mean \(cuff.mapIsDerived ? "~" : "")\($0)", .dim)] } ?? []
      let next = cuff.isByHand ? nextMeasurement + mean : mean + nextMeasurement
      let age = [span("\(age(number.at)) ago", .plain)]
      return unknown + age + failed(after: "next try FAILED") + byHand + next
    case .stale(let last), .withdrawn(let last):
      return unknown + oldPressure(last) + failed(after: "try FAILED") + nextMeasurement
    case .absent: return unknown + noPressure + nextMeasurement
    }
  }

  /// The age comes first: a row that is too narrow leaves out the last words.
  private var cuffBrief: [Span] {
    let cuff = session.cuff
    let unknown = cuff.ofUnknownAge.map { [span(" \($0) of unknown age", .stale)] } ?? []
    switch cuff.state {
    case .fresh(let number):
      let age = span("\(age(number.at).paddedLeft(to: 4)) ago")
      return [age] + failed(after: "try FAILED") + byHand + unknown
    case .stale(let last), .withdrawn(let last):
      return oldPressure(last) + failed(after: "try FAILED") + unknown
    case .absent: return noPressure + unknown
    }
  }

  private var oldCuff: [Span] {
    switch session.cuff.state {
    case .stale(let last), .withdrawn(let last): old(session.cuff.text, last.at)
    case .fresh, .absent: []
    }
  }

  private var byHand: [Span] { session.cuff.isByHand ? [span("  by hand", .caution)] : [] }

  private func oldPressure(_ last: VitalValue) -> [Span] {
    [span("OLD", .caution), span(": \(session.cuff.text), \(age(last.at)) ago", .stale)]
  }

  /// Says that the cuff has tried since and found no pressure. The last pressure stays in sight with its age,
  /// and these words come behind it.
  private func failed(after words: Phrase) -> [Span] {
    session.cuff.hasFailed ? [span(", \(words)", .caution)] : []
  }

  private var noPressure: [Span] {
    guard session.cuff.ofUnknownAge == nil else {
      return session.cuff.hasFailed ? [span("try FAILED", .caution)] : []
    }
    return [noNumber("none yet")] + failed(after: "try FAILED")
  }

  private var nextMeasurement: [Span] {
    // Somebody has said that no pressure can be measured for now, so none is announced.
    guard let due = session.cuff.nextDue, session.cuff.forgoneUntil.map({ $0 <= session.now }) ?? true
    else { return [] }
    let left = due - session.now
    guard left < .zero || !session.cuff.isSourceLost else { return [] }
    return left >= .zero
      ? [span("  next in \(left.clock)", .dim)] : [span("  due \((.zero - left).clock) ago", .caution)]
  }
}

extension Tile {
  /// As many of the words as fit without being cut. If only the bare `OLD` of an old number would fit, its
  /// short text with value and age takes the place of it.
  func fitting(_ words: [Span], columns: Int) -> [Span] {
    let shown = words.fitting(columns)
    guard let bare = old.first, shown.last == bare else { return shown }
    return (shown.dropLast() + old).fitting(columns)
  }
}

extension Readout {
  /// The number, if it is fresh: no other is shown as digits.
  var number: VitalValue? { if case .fresh(let number) = state { number } else { nil } }
}

extension VitalValue {
  /// The device doubts it: it is used, and marked `?` wherever it is shown.
  var isDoubtful: Bool { quality == .doubtful }
}

extension CuffReadout {
  var isFresh: Bool { if case .fresh = state { true } else { false } }
  /// The figures of one measurement: a figure that it lacks is not taken from the measurement before.
  var text: String {
    let doubt = isDoubtful ? "?" : ""
    guard let sys else { return map.map { "(\($0))\(doubt)" } ?? "--/--" }
    return "\(sys.rounded(places: 0))/\(dia.map { $0.rounded(places: 0).description } ?? "--")\(doubt)"
  }
}

extension AlarmID {
  fileprivate func concerns(_ vitals: [Vital]) -> Bool {
    switch self {
    case .limit(let vital, _), .noValue(let vital), .disagree(let vital): vitals.contains(vital)
    case .nibpFailed, .nibpOverdue: vitals.contains(.sys)
    case .device, .pump, .journalFailing, .journalSpace, .soundFailing, .wallFailing, .clockStepped,
      .infusionNearEnd, .infusionOverrun, .checkOverdue:
      false
    }
  }
}
