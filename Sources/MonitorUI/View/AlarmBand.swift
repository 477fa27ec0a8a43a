public import InfusionCore
import Phrases
import Quantities
public import TextScreen

extension Painter {
  /// A band in the colour of the highest priority, first the worst alarm, then the others; what does not fit
  /// is turned over every 2 s. Without an alarm the band is calm.
  mutating func paintAlarms(in area: Rect) {
    guard let worst = session.alarms.first else {
      screen.put([span(" no alarm", .dim)], row: area.row, column: area.column, in: area)
      return
    }
    let ground = worst.style(at: now)
    screen.fill(area, style: ground)
    let first = segments(of: worst, columns: area.columns)
    let others = session.alarms.dropFirst().flatMap { segments(of: $0, columns: area.columns) }
    let behind = area.top(1).droppingLeft(first[0].columns)
    guard area.rows > 1 else {
      let longest = others.map(\.columns).max() ?? 0
      // Where the worst leaves no room for the others, all of them take turns on the band in its colour.
      if first.count > 1 || longest > behind.columns - AlarmTurns.pageColumns {
        return paintTurns(first + others, in: area, ground: ground)
      }
      put([first[0]], row: area.row, column: area.column, in: area)
      return paintTurns(others, in: behind, ground: ground)
    }
    put([first[0]], row: area.row, column: area.column, in: area)
    let column = area.endColumn - answerKeys.columns - 1
    screen.put([Span(answerKeys.map(\.text).joined(), ground)], row: area.row, column: column, in: area)
    paintTurns(Array(first.dropFirst()) + others, in: area.droppingTop(1), ground: ground)
  }

  /// Nobody answers the alarms of a replay, or where time stands still; while a question is open, its letters
  /// are no keys. Each key stands there as long as it does something, with what it does then.
  private var answerKeys: [Span] {
    guard model.mode == .monitor, !session.isFrozen else { return [] }
    if let wayOut = model.wayOutOfQuestion { return [span("\(wayOut), then a: acknowledge")] }
    let answers: [any Deed.Type] = [AcknowledgeDeed.self, SilenceDeed.self, SoundOnDeed.self]
    let keys = answers.filter { $0.isAvailable(in: session) }.compactMap { $0.key }
    return [span(keys.map { key -> Phrase in "\(key.name) \(key.label)" }.joined(separator: "   "))]
  }

  /// Mark, text, and how long or how it stands; that is left out where there is no room, and a text that is
  /// longer than the band is broken between words, each part with the mark.
  private func segments(of alarm: AlarmView, columns: Int) -> [AlarmSegment] {
    let style = alarm.style(at: now)
    let text = say(alarm.text)
    let short = Span(" \(alarm.mark) \(text)", style)
    let long = Span("\(short.text)  \(state(alarm)) ", style)
    if long.columns <= columns - AlarmTurns.pageColumns { return [AlarmSegment(alarm: alarm, span: long)] }
    if short.columns <= columns { return [AlarmSegment(alarm: alarm, span: short)] }
    let room = columns - DisplayWidth.columns(" \(alarm.mark) ")
    // Beside each part stands which of how many it is, where its words leave room for that.
    let parts = text.wrappedWhole(to: room - AlarmTurns.pageColumns) ?? text.wrapped(to: max(room, 1))
    return parts.map {
      AlarmSegment(alarm: alarm, span: Span(" \(alarm.mark) \($0)", style))
    }
  }

  private func state(_ alarm: AlarmView) -> String {
    if alarm.isLatched { return say("\((session.now - alarm.since).clock) ago") }
    // Beside "near its end" the age of the message would be read as what is left.
    if alarm.id == .infusionNearEnd {
      guard let left = session.infusion?.remaining, left > .zero else { return "" }
      return say("ends in \(left.clock)")
    }
    if alarm.isAcknowledged { return say(alarm.acknowledgedBy.map { "ack \($0)" } ?? "ack") }
    // Beside "overdue" the age of the alarm would be read as how late it is.
    if let late = lateness(of: alarm.id) { return say(late) }
    return (session.now - alarm.since).clock
  }

  /// What nobody has answered and came last: it is not kept waiting until its turn comes.
  var newestAlarm: AlarmID? {
    session.alarms.filter(\.flashes).max { $0.placedAt < $1.placedAt }?.id
  }

  /// Since when something is late, as it stands elsewhere on the screen: an alarm of it comes later than the
  /// time at which it was due. Nil of any other.
  private func lateness(of alarm: AlarmID) -> Phrase? {
    let due: SessionTime? =
      switch alarm {
      case .checkOverdue: session.nextCheckDue
      case .nibpOverdue: session.cuff.nextDue
      default: nil
      }
    if let due, due < session.now { return "due \((session.now - due).clock) ago" }
    guard alarm == .infusionOverrun, let overrun = session.infusion?.overrun else { return nil }
    return "OVER by \(overrun.clock)"
  }

  /// As many as fit on the rows; more are paged, and the page is said.
  private mutating func paintTurns(_ segments: [AlarmSegment], in area: Rect, ground: Style) {
    guard !segments.isEmpty, !area.isEmpty else { return }
    let turns = AlarmTurns(segments, columns: area.columns, rows: area.rows)
    guard let (page, lines) = turns.page(at: now - model.turnsFrom, from: newestAlarm) else { return }
    for (offset, line) in lines.enumerated() {
      put(line, row: area.row + offset, column: area.column, in: area)
    }
    let widest = lines.last?.columns ?? 0
    guard turns.pages.count > 1, widest <= area.columns - AlarmTurns.pageColumns else { return }
    screen.putRight([Span(" \(page + 1)/\(turns.pages.count) ", ground)], row: area.endRow - 1, in: area)
  }

  /// What is put on the screen was shown: an acknowledgement covers it.
  private mutating func put(_ segments: [AlarmSegment], row: Int, column: Int, in area: Rect) {
    screen.put(segments.map(\.span), row: row, column: column, in: area)
    alarmsShown += segments.map(\.alarm.id)
  }
}

struct AlarmSegment {
  let alarm: AlarmView
  let span: Span
  var columns: Int { [span].columns }
}

extension [AlarmSegment] {
  fileprivate var columns: Int { map(\.columns).reduce(0, +) }
}

/// Which alarms stand together on a band, and which take turns.
///
/// What nobody has answered comes first. What has ended never takes a turn while something active waits for
/// an answer: until then it stands only where there is room left.
struct AlarmTurns {
  let pages: [[[AlarmSegment]]]
  /// For ` 2/3 `.
  static let pageColumns = 6

  init(_ segments: [AlarmSegment], columns: Int, rows: Int) {
    let active = segments.filter { !$0.alarm.isLatched }
    let open = active.filter(\.alarm.flashes) + active.filter { !$0.alarm.flashes }
    let ended = segments.filter(\.alarm.isLatched)
    let needed = Self.pages(open, columns: columns, rows: rows)
    guard active.contains(where: \.alarm.flashes) else {
      pages = Self.pages(open + ended, columns: columns, rows: rows)
      return
    }
    var (shown, result) = (open, needed)
    for segment in ended {
      let wider = Self.pages(shown + [segment], columns: columns, rows: rows)
      guard wider.count <= max(needed.count, 1) else { continue }
      (shown, result) = (shown + [segment], wider)
    }
    pages = result
  }

  /// - Parameters:
  ///   - elapsed: milliseconds since the turns began.
  ///   - newest: whose page they begin with.
  func page(at elapsed: Int64, from newest: AlarmID?) -> (number: Int, lines: [[AlarmSegment]])? {
    guard !pages.isEmpty else { return nil }
    let first = pages.firstIndex { $0.joined().contains { $0.alarm.id == newest } } ?? 0
    let number = (first + Int(max(elapsed, 0) / Flash.page)) % pages.count
    return (number, pages[number])
  }

  private static func pages(_ segments: [AlarmSegment], columns: Int, rows: Int) -> [[[AlarmSegment]]] {
    let whole = stacked(segments, columns: columns, rows: rows)
    return whole.count > 1 ? stacked(segments, columns: columns - pageColumns, rows: rows) : whole
  }

  private static func stacked(_ segments: [AlarmSegment], columns: Int, rows: Int) -> [[[AlarmSegment]]] {
    var lines: [[AlarmSegment]] = []
    for segment in segments {
      if let last = lines.last, last.columns + segment.columns <= columns {
        lines[lines.count - 1].append(segment)
      } else {
        lines.append([segment])
      }
    }
    return stride(from: 0, to: lines.count, by: max(rows, 1)).map { start in
      Array(lines[start..<min(start + max(rows, 1), lines.count)])
    }
  }
}

// MARK: - What was shown

/// A screen with the alarms that stand on it.
public struct Painting: Sendable {
  public let screen: Screen
  public let alarmsShown: [AlarmID]
  /// Whether everything that stands above the open question is on it.
  let isQuestionWhole: Bool
  /// Where the open page stands, if it is a list.
  let scroll: Scroll?
  /// The key of that question; nil where none is open.
  let question: String?
  /// When it was painted, in milliseconds.
  let at: Int64
}

extension Model {
  /// Keeps what was put before a person's eyes: to be called after each painting. An acknowledgement covers
  /// what was shown since the last one, and a start the figures that stood above its question: nothing that
  /// nobody saw.
  public mutating func painted(_ painting: Painting) {
    alarmsShown = (alarmsShown ?? []).union(painting.alarmsShown)
    isQuestionWhole = painting.isQuestionWhole
    if isQuestionWhole, prompt?.isErrorOfRoom == true { prompt?.error = nil }
    if let scroll = painting.scroll {
      rowsOfPage = scroll.rows
      page = page.from(scroll.first)
    }
    saw(painting.question, at: painting.at)
  }

  /// The same of a chair that is told line by line.
  public mutating func spoke(now: Int64) { saw(prompt?.question.key, at: now) }

  private mutating func saw(_ question: String?, at time: Int64) {
    if seen == nil || seen?.key != question { seen = SeenQuestion(key: question, since: time) }
  }

  /// Whether a whole list would be settled by one key before anybody can have read it.
  func isTooQuick(for question: Question) -> Bool {
    guard question.isChecklist, let seen else { return false }
    return seen.key != question.key || now - seen.since < SeenQuestion.leastForAList
  }

  /// Something is new or worse: the turns begin with it. Not before each of two
  /// pages had its turn, so that one alarm after another keeps none from being seen.
  mutating func beginTurns() {
    if now - turnsFrom >= 2 * Flash.page { turnsFrom = now }
  }

  /// Acknowledged: what comes next begins its turns now.
  mutating func forgetShownAlarms() {
    guard alarmsShown != nil else { return }
    alarmsShown = []
    turnsFrom = now
  }
}
