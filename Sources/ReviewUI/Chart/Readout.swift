import InfusionCore
import MonitorUI
import Quantities
import SessionRecord
import SessionReports
import TextScreen

extension ReviewPainter {
  /// The minute that the cursor stands in: when it was, the vitals, the dose, and what happened.
  mutating func paintReadout(_ session: OpenedSession, in area: Rect) {
    paintTitle(session.moment, in: area.top(1))
    let body = area.droppingTop(1)
    screen.put([Span(" ")] + session.figures, row: body.row, column: body.column, in: body)
    screen.put([Span(" ")] + session.dose, row: body.row + 1, column: body.column, in: body)
    let entries = session.timeline.told(of: session.span)
    let room = body.droppingTop(2)
    for (offset, entry) in entries.prefix(room.rows).enumerated() {
      let text = "\(entry.at.sinceStart.clock.paddedLeft(to: 8))  \(entry.text)"
      screen.put(
        glyphs.showable(text).fitted(to: room.columns, glyphs: glyphs), row: room.row + offset,
        column: room.column, style: entry.kind.style, in: room)
    }
    if entries.count > room.rows {
      let more = Span(" \(entries.count - room.rows) more: 3 timeline ", .dim)
      screen.putRight([more], row: room.endRow - 1, in: room)
    }
  }
}

extension OpenedSession {
  /// `09:30  session 30:00  infusion 27:30`.
  fileprivate var moment: [Span] {
    let time = span.lowerBound
    let clock = String(digest.wall(at: time).description.dropFirst(11).prefix(5))
    let infusion = sinceStart(of: time).map { "  infusion \($0.clock)" } ?? ""
    let phase = digest.phases.last { $0.at <= time }?.phase.label ?? ""
    return [Span(clock, .heading), Span("  session \(time.sinceStart.clock)\(infusion)  \(phase)", .dim)]
  }

  /// The values of the instant at which the minute begins, each with its own time, and the extremes of the
  /// minute.
  fileprivate var figures: [Span] {
    let told = MinuteFigures(digest, minute: minute)
    return told.streamed.flatMap(Self.spans) + pressure(told.pressure)
  }

  private static func spans(_ each: MinuteFigures.Streamed) -> [Span] {
    let label = Span("\(each.vital.label) ", .label)
    let extremes = each.range.map { " (\($0.lowest)-\($0.highest)\($0.isDoubtful ? "?" : ""))" } ?? ""
    guard let found = each.value else { return [label, Span("--", .stale), Span("\(extremes)   ", .dim)] }
    return [
      label, Span("\(found.value)", .value), Span(" \(found.at.sinceStart.clock)\(extremes)   ", .dim),
    ]
  }

  /// The pressure of the minute, or the last one before it with how old it was then.
  private func pressure(_ found: MinuteFigures.Pressure?) -> [Span] {
    let label = Span("NIBP ", .label)
    guard let found else { return [label, Span("--", .stale)] }
    let doubt = found.entry.measurement.isDoubtful ? "?" : ""
    let mean = found.entry.measurement.map.map { " (\($0))" } ?? ""
    let when = found.age.map { "  \($0.clock) before" } ?? "  \(found.entry.at.sinceStart.clock)"
    let marks =
      (found.entry.isByHand ? "  by hand" : "") + (found.entry.correction == nil ? "" : "  corrected")
    return [
      label, Span("\(found.sys)/\(found.dia)\(doubt)", found.age == nil ? .value : .stale),
      Span(mean + when + marks, .dim),
    ]
  }

  /// What had gone in when the minute began.
  fileprivate var dose: [Span] {
    guard let sample = digest.course.sample(at: span.lowerBound) else {
      return [Span("nothing given yet", .dim)]
    }
    let given = sample.dose.delivered
    var spans = [Span("DOSE ", .label), Span(given.text(places: 2), .value)]
    if let order = digest.order { spans.append(Span(" of \(order.dose.text(places: 2))", .dim)) }
    if let perKilogram = sample.dose.deliveredPerKilogram {
      spans.append(Span("   \(perKilogram.text())", .plain))
    }
    spans.append(Span("   \(sample.rate.text())", .plain))
    if sample.dose.isEstimated { spans.append(Span("   estimated", .dim)) }
    return spans
  }
}
