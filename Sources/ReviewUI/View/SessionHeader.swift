import InfusionCore
import MonitorUI
import Quantities
import SessionRecord
import SessionReports
import TextScreen

extension ReviewPainter {
  /// Whose session it was, whether it was a patient's, and whether its record can be believed.
  mutating func paintSessionHeader(_ session: OpenedSession, in area: Rect) {
    let plan = session.digest.header.plan
    var right: [Span] = []
    if plan.origin != .live { right += [Span(" SIMULATION ", .simulation), Span(" ")] }
    right.append(Span("\(session.verdict) ", session.isIntact ? .good : .caution))
    let began = session.digest.header.anchorWall.minute(
      showsOffset: model.showsOffset || !session.digest.clockOffsets.isOne)
    var left = [Span(" \(began)", .heading), Span("  Chair \(plan.chair)", .heading)]
    let rest = [session.digest.weight.map { $0.text() }, session.digest.planName].compactMap { $0 }
      .map { Span("  \($0)", .dim) }
    let room = max(6, area.columns - right.columns - left.columns - rest.columns - 3)
    left.append(
      Span("  " + (session.digest.patient ?? "not named").fitted(to: room, glyphs: glyphs), .heading))
    screen.put(left + rest, against: right, row: area.row, in: area)
  }

  mutating func paintTabs(_ shown: SessionTab, in area: Rect) {
    let tabs = SessionTab.allCases.map { tab in
      Span(" \(tab.digit) \(tab.title) ", tab == shown ? .selected : .dim)
    }
    paintTitle(tabs, in: area)
  }
}
