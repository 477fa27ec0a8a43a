import InfusionCore
import Phrases
import Quantities
import TextScreen

// What the clinic's rules advise. It is no alarm: it neither flashes nor takes an alarm's colour or place.

extension Painter {
  /// The rows that the advice takes on a screen that shows everything; none while there is none. A page
  /// needs its rows: there it is one, and the evidence gives way.
  func holdRows(columns: Int) -> Int {
    guard let advice = session.holds.first else { return 0 }
    guard model.page == .main, screen.size.rows >= Self.rowsForTwoOfHold else { return 1 }
    return HoldWords(advice, session, keys: hasKeys, say).inOneRow(columns) == nil ? 2 : 1
  }

  /// Two of it leave the trends four rows then.
  private static let rowsForTwoOfHold = 22

  /// The most urgent advice, which the key is for; the next stands here once this one is answered.
  mutating func paintHold(in area: Rect) {
    guard let advice = session.holds.first, !area.isEmpty else { return }
    screen.fill(area, style: .bandHold)
    let keys = hasKeys && (area.rows > 1 || model.prompt == nil)
    let words = HoldWords(advice, session, keys: keys, say)
    guard area.rows > 1 else {
      let line = words.inOneRow(area.columns) ?? words.shortened(area.columns)
      screen.put(line + counted, row: area.row, column: area.column, style: .bandHold, in: area)
      return
    }
    let since = "\(say("\((session.now - advice.advisedAt).clock) ago"))\(counted) "
    paintHoldRow(words.evidence, right: since, in: area.top(1))
    // While a question is open, its letters are no keys.
    let key = model.wayOutOfQuestion.map { say("\($0), then \(words.key)") } ?? words.key
    paintHoldRow(words.request, right: (hasKeys ? key : "") + " ", in: area.droppingTop(1).top(1))
  }

  private mutating func paintHoldRow(_ left: String, right: String, in row: Rect) {
    let room = max(0, row.columns - DisplayWidth.columns(right) - 1)
    screen.put(
      left.fitted(to: room, glyphs: glyphs), row: row.row, column: row.column, style: .bandHold, in: row)
    screen.putRight([Span(right, .bandHold)], row: row.row, in: row)
  }

  /// ` +1`: there is more than what is read here.
  private var counted: String { session.holds.count > 1 ? " +\(session.holds.count - 1)" : "" }

  /// Nobody answers the advice of a replay, or where time stands still.
  private var hasKeys: Bool { model.mode == .monitor && !session.isFrozen }
}

/// Advice in words for as much room as there is.
struct HoldWords {
  let evidence: String
  let request: String
  let key: String
  private let ways: [String]

  init(_ advice: HoldAdvice, _ session: SessionView, keys: Bool, _ say: (Phrase) -> String) {
    let (rule, brief) = (advice.rule, say(advice.rule.advice.inBrief))
    let (evidenceWords, beyond) = (say(session.evidence(of: advice)), say(rule.beyond))
    let worst = say(session.worst(of: advice))
    key = keys ? "h \(brief)" : ""
    evidence = say(" HOLD  \(evidenceWords)")
    request = "       \(say(rule.advice.phrase))"
    let tail = keys ? "   \(key)" : ""
    ways = [
      say(" HOLD  \(evidenceWords)") + ": \(brief)\(tail)",
      say(" HOLD  \(beyond)") + " (\(worst)): \(brief)\(tail)",
      say(" HOLD \(beyond)") + ": \(brief)\(keys ? " h" : "")", say("HOLD \(beyond)"),
    ]
    whole = say(" HOLD  \(session.phrase(of: advice))") + tail
  }

  private let whole: String

  /// All of it; nil where a row is too short for that.
  func inOneRow(_ columns: Int) -> String? { DisplayWidth.columns(whole) < columns - 4 ? whole : nil }

  /// As much as a row takes, the rule and what to do before how often and for how long.
  func shortened(_ columns: Int) -> String {
    ways.first { DisplayWidth.columns($0) <= columns } ?? ways[ways.count - 1].filter { $0 != " " }
  }
}

extension SessionView {
  /// `Sys > 180, 2 times, 5 min apart (188)`.
  func evidence(of advice: HoldAdvice) -> Phrase {
    "\(advice.rule.conditionPhrase) (\(worst(of: advice)))"
  }

  func phrase(of advice: HoldAdvice) -> Phrase { "\(evidence(of: advice)): \(advice.rule.advice.phrase)" }

  /// The value farthest beyond the bound. Where another one stands on the tile it says which it is: of a
  /// pressure when it was measured, `188, 10:36`; of a number that comes every second, `lowest 86`.
  func worst(of advice: HoldAdvice) -> Phrase {
    let (rule, worst) = (advice.rule, advice.worst)
    guard freshValue(of: rule.vital) != worst else { return "\(worst)" }
    if let clock = measured(worst, by: advice).flatMap(clock) {
      return "\(worst), \(String(clock.prefix(5)))"
    }
    return rule.side == .low ? "lowest \(worst)" : "highest \(worst)"
  }

  private func measured(_ worst: Fixed, by advice: HoldAdvice) -> SessionTime? {
    func value(_ pressure: PressureView) -> Fixed? {
      switch advice.rule.vital {
      case .sys: pressure.sys
      case .dia: pressure.dia
      case .map, .hr, .spo2, .rr: nil
      }
    }
    return pressures.last { $0.at >= advice.since && value($0) == worst }?.at
  }

  /// The clinic's rules that are met as the patient is now, whatever was answered: named above what begins an
  /// infusion, or goes on with it.
  func metHoldRules(_ words: (Phrase) -> Phrase) -> [Phrase] {
    (engine?.metHoldRules ?? []).map { words($0.conditionPhrase) }
  }
}
