import InfusionCore
import Phrases
import Quantities
import TextScreen

// When somebody must look after the patient next, and what is asked then.

extension Painter {
  /// Paints it on the rule between the numbers and the dose, in every phase that has checks.
  mutating func paintCheck(onRule rule: Rect) {
    var room = rule.droppingRight(1)
    for due in session.due.reversed() {
      let shown = span(" \(due.words(at: session.now)) ", due.style(at: session.now))
      guard [shown].columns < room.columns else { break }
      screen.putRight([shown], row: rule.row, in: room)
      room = room.droppingRight([shown].columns + 1)
    }
    guard let text = checkText, let style = checkStyle, room.columns > 20 else { return }
    let shown = " \(say(text).fitted(to: max(0, room.columns - 3), glyphs: glyphs)) "
    screen.putRight([Span(shown, style)], row: rule.row, in: room)
  }

  /// The next reading that is due at a time of its own, for a line with little room.
  var briefDue: [Span] {
    session.due.prefix(1).map { span("  \($0.words(at: session.now))", $0.style(at: session.now)) }
  }

  /// `check in 3:20: MOAA/S, nausea`, `CHECK due 2:10 ago (c): MOAA/S, nausea`.
  private var checkText: Phrase? {
    guard let when = checkWhen else { return nil }
    let scales = session.scalesOfCheck.map(\.labelInSentence)
    return scales.isEmpty ? when : "\(when): \(Phrase.words(scales))"
  }

  private var checkWhen: Phrase? {
    guard let due = session.nextCheckDue else { return nil }
    let now = session.now
    if due > now { return "check in \((due - now).clock)" }
    let time: Phrase = "CHECK due \((now - due).clock) ago"
    return model.mode == .monitor ? "\(time) (c)" : time
  }

  private var checkStyle: Style? { session.nextCheckDue.map { _ in session.isCheckDue ? .caution : .plain } }

  /// A check that is due, for a line with little room, where it stands before other things; else empty.
  var dueCheck: [Span] { session.isCheckDue ? briefCheck : [] }
  var comingCheck: [Span] { session.isCheckDue ? [] : briefCheck }

  private var briefCheck: [Span] {
    guard let when = checkWhen, let style = checkStyle else { return [] }
    return [span("  \(when)", style)]
  }
}

extension DueView {
  fileprivate func style(at now: SessionTime) -> Style { now < at ? .plain : .caution }
}

extension SessionView {
  var isCheckDue: Bool { nextCheckDue.map { $0 <= now } ?? false }
}
