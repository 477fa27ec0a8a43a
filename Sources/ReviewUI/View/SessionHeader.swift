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
    let minute = session.digest.header.anchorWall.minute(
      showsOffset: model.showsOffset || !session.digest.clockOffsets.isOne)
    let began = Span(" \(minute)", .heading)
    let patient = session.digest.patient ?? "not named"
    var beside = [Span("  Chair \(plan.chair)", .heading)]
    beside += [session.digest.weight.map { $0.text() }, session.digest.planName].compactMap { $0 }
      .map { Span("  \($0)", .dim) }
    // Whose it was is cut last.
    let room = area.columns - began.columns - right.columns - 3
    while !beside.isEmpty, DisplayWidth.columns(patient) + beside.columns > room { beside.removeLast() }
    let name = Span(
      "  " + patient.fitted(to: max(6, room - beside.columns), glyphs: glyphs), .heading)
    screen.put(
      [began] + beside.prefix(1) + [name] + beside.dropFirst(), against: right, row: area.row, in: area)
  }

  mutating func paintTabs(_ shown: SessionTab, in area: Rect) {
    let tabs = SessionTab.allCases.map { tab in
      Span(" \(tab.digit) \(tab.title) ", tab == shown ? .selected : .dim)
    }
    paintTitle(tabs, in: area)
  }
}
