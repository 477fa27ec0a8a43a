import InfusionCore
public import Phrases
import Quantities
import TextScreen

/// The chair told line by line: for a terminal that cannot place its cursor, a serial console, and users of a
/// screen reader.
///
/// Only what changed is told. An alarm is told at once, above an open question, and the question again after
/// it. The state is told when it is asked for (Enter), when numbers changed and ten seconds are over, and
/// once a minute, so that silence never means that nobody watches.
///
///     var stream = SpokenStream(because: "TERM=dumb cannot place its cursor")
///     for line in stream.lines(of: model, now: now) { print(line) }
public struct SpokenStream: Sendable {
  private var opening: Phrase?
  private var alarms: [AlarmView] = []
  private var phase: Phase?
  private var holds: [Phrase] = []
  private var isRecording = true
  private var message: Message?
  private var words: Message?
  private var page: Page = .main
  private var question: [String] = []
  private var numbers: [String] = []
  private var toldAt: Int64?
  private var isAsked = false

  /// Between two lines that nobody asked for while no alarm and no deed changes.
  static let quiet: Int64 = 10_000
  /// The longest silence.
  static let silence: Int64 = 60_000

  /// - Parameter why: why there are lines and no screen.
  public init(because why: Phrase) {
    opening =
      "Chairside line by line: \(why). Keys need no Enter; Enter tells how the chair stands, ? the keys."
  }

  /// The state was asked for: the next lines begin with it.
  public mutating func ask() { isAsked = true }

  /// What is to be told now of a model; empty when nothing is.
  public mutating func lines(of model: Model, now: Int64) -> [String] {
    var news = [opening].compactMap(\.self)
    opening = nil
    news += alarmNews(model.session.alarms)
    news += sessionNews(model)
    var lines = news.map(model.display.words.say)
    lines += pageNews(model, now: now)
    lines += messageNews(model, now: now)
    lines += state(model, isSilent: lines.isEmpty, now: now)
    return lines + questionNews(model, isInterrupted: !lines.isEmpty)
  }

  /// When it may have something to say though nothing happens.
  public func nextLine(after now: Int64) -> Int64 { (now / 1000 + 1) * 1000 }
}

// MARK: - What changed

extension SpokenStream {
  /// What is new, worse, answered or over; a number that changes within an alarm is not news.
  private mutating func alarmNews(_ present: [AlarmView]) -> [Phrase] {
    let before = Dictionary(alarms.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let over = alarms.filter { old in !present.contains { $0.id == old.id } }
    alarms = present
    return present.filter { !$0.isTold(by: before[$0.id]) }.map(\.inWords)
      + over.map { alarm -> Phrase in "over: \(alarm.text)" }
  }

  private mutating func sessionNews(_ model: Model) -> [Phrase] {
    var lines: [Phrase] = []
    let session = model.session
    if phase != session.phase, !model.isChoosingSession {
      lines.append(session.phase.heading)
      phase = session.phase
    }
    let advice = session.holds.map { hold -> Phrase in "HOLD \(hold.phrase)" }
    lines += advice.filter { !holds.contains($0) }
    holds = advice
    if isRecording != session.record.isRecording, model.mode == .monitor {
      isRecording = session.record.isRecording
      lines.append(isRecording ? "recording again" : "NOT RECORDING")
    }
    return lines
  }

  private mutating func messageNews(_ model: Model, now: Int64) -> [String] {
    defer { (message, words) = (model.message, model.words) }
    let said = [(model.words, words), (model.message, message)].compactMap { present, before in
      present.flatMap { $0.until > now && $0 != before ? $0.text : nil }
    }
    return said.map(model.display.words.say)
  }

  /// A page is read as it is opened, and again whenever it was moved in.
  private mutating func pageNews(_ model: Model, now: Int64) -> [String] {
    guard model.page != page else { return [] }
    page = model.page
    return model.pageLines(now: now)
  }

  /// Tells the question with everything above it once, and its last row again after anything came between.
  private mutating func questionNews(_ model: Model, isInterrupted: Bool) -> [String] {
    let asked = model.questionLines
    defer { question = asked }
    if asked == question, !isInterrupted { return [] }
    let isSame = asked.dropLast() == question.dropLast()
    return isSame && !isInterrupted ? Array(asked.suffix(1)) : asked
  }

  private mutating func state(_ model: Model, isSilent: Bool, now: Int64) -> [String] {
    let present = model.numbersOnly
    let since = toldAt.map { now - $0 } ?? .max
    let moved = present != numbers && model.prompt == nil && since >= Self.quiet
    guard isAsked || isSilent && (moved || since >= Self.silence) else {
      if !isSilent { toldAt = now }
      return []
    }
    (isAsked, toldAt, numbers) = (false, now, present)
    return [stateLine(model, now: now)]
  }
}

extension AlarmView {
  /// Whether it stands as it was last told.
  fileprivate func isTold(by before: AlarmView?) -> Bool {
    guard let before else { return false }
    return before.priority == priority && before.isLatched == isLatched
      && before.isAcknowledged == isAcknowledged
  }
}

extension Question {
  /// What needs no Enter, where the label does not say it.
  fileprivate var spokenHint: [Phrase] {
    if case .score = form { ["a digit answers at once, s skips"] } else { [] }
  }
}

// MARK: - A model in lines

extension Model {
  fileprivate var isChoosingSession: Bool { if case .sessionPicker = page { true } else { false } }

  /// The numbers without their ages, which change every second.
  fileprivate var numbersOnly: [String] {
    let streamed = [session.hr, session.spo2, session.rr].map { $0.number?.value.description ?? "--" }
    return streamed + [session.cuff.isFresh ? session.cuff.text : "--"]
  }

  /// The open question: what stands above it, its choices, and what was typed; empty without one.
  fileprivate var questionLines: [String] {
    guard let prompt else { return [] }
    let say = display.words.say
    if let leave = prompt.leaveQuestion { return [say(leave)] }
    let question = prompt.question
    let talk = Talk(answers: prompt.answers, model: self)
    let choices = question.numberedChoices
    let offered: Phrase? =
      choices.isEmpty ? nil : "a digit chooses at once: \(choices.joined(separator: ", "))"
    let above = prompt.deed.lines(talk) + question.lines + question.spokenHint + question.spokenItems
    let deed = deedUnsaid(prompt).map { "\($0): " } ?? ""
    return (above + [prompt.error, offered, prompt.wordOfEnter].compactMap(\.self)).map(say) + prompt.offers
      + ["\(deed)\(say(question.label))\(say(question.initialShown)) > \(prompt.entry.text)"]
  }

  /// The rows of the open page, as a screen of 80 columns would show them.
  fileprivate func pageLines(now: Int64) -> [String] {
    var painter = Painter(model: self, size: Size(columns: 80, rows: 80), now: now)
    let area = painter.screen.bounds
    switch page {
    case .main: return []
    case .trends: return [display.words.say("trends need a screen; Esc goes back")]
    case .sessionPicker: return [stateLine(self, now: now)]
    case .help: painter.paintHelp(in: area)
    case .summary(let row): painter.paintSummary(from: row, in: area)
    case .limits(let cursor): painter.paintLimits(cursor, in: area)
    case .alarmLog(let row): painter.paintAlarmLog(from: row, in: area)
    case .devices(let row): painter.paintDevices(from: row, in: area)
    }
    let rows = painter.screen.plainText.split(separator: "\n", omittingEmptySubsequences: true)
    return rows.dropFirst().map { String($0).trimmingEnd }.filter { !$0.isEmpty }
  }
}
