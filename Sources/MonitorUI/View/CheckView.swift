import InfusionCore
import Quantities
import TextScreen

// How long until somebody looks after the patient again, and what for.

extension Painter {
  /// On the rule between the numbers and the dose, in every phase that has checks.
  mutating func paintCheck(onRule rule: Rect) {
    guard let text = checkText, let style = checkStyle else { return }
    let shown = " \(text.fitted(to: max(0, rule.columns - 4), glyphs: glyphs)) "
    screen.putRight([Span(shown, style)], row: rule.row, in: rule.droppingRight(1))
  }

  /// `check in 3:20: MOAA/S, nausea`, `CHECK 2:10 overdue (c): MOAA/S, nausea`.
  private var checkText: String? {
    guard let when = checkWhen else { return nil }
    let scales = session.scalesOfCheck.map(\.labelInSentence)
    return scales.isEmpty ? when : "\(when): \(scales.joined(separator: ", "))"
  }

  private var checkWhen: String? {
    guard let due = session.nextCheckDue else { return nil }
    let now = session.now
    if due > now { return "check in \((due - now).clock)" }
    return "CHECK \((now - due).clock) overdue" + (model.mode == .monitor ? " (c)" : "")
  }

  private var checkStyle: Style? { session.nextCheckDue.map { _ in session.isCheckDue ? .caution : .plain } }

  /// The same for a line with little room: one that is due stands before other things.
  var dueCheck: [Span] { session.isCheckDue ? briefCheck : [] }
  var comingCheck: [Span] { session.isCheckDue ? [] : briefCheck }

  private var briefCheck: [Span] {
    guard let when = checkWhen, let style = checkStyle else { return [] }
    return [Span("  \(when)", style)]
  }
}

extension SessionView {
  var isCheckDue: Bool { nextCheckDue.map { $0 <= now } ?? false }
}
