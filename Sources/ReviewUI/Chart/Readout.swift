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
    let entries = session.timeline.entries(in: session.span)
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

  /// The minute's last values with their extremes, and the last pressure with its age.
  fileprivate var figures: [Span] {
    let streamed = [Vital.hr, .spo2].flatMap { vital -> [Span] in
      let label = Span("\(vital.label) ", .label)
      guard let range = digest.vitals.range(of: vital, minute: minute) else {
        return [label, Span("--", .stale), Span("   ")]
      }
      return [label, Span("\(range.last)", .value), Span(" (\(range.lowest)-\(range.highest))   ", .dim)]
    }
    return streamed + pressure
  }

  private var pressure: [Span] {
    let label = Span("NIBP ", .label)
    let entry = digest.pressures.last { $0.at < span.upperBound && $0.measurement.sys != nil }
    guard let entry, let sys = entry.measurement.sys, let dia = entry.measurement.dia else {
      return [label, Span("--", .stale)]
    }
    let isOfNow = entry.at >= span.lowerBound
    let age = (span.upperBound - entry.at).clock
    let mean = entry.measurement.map.map { " (\($0))" } ?? ""
    return [
      label, Span("\(sys)/\(dia)", isOfNow ? .value : .stale),
      Span("\(mean)\(isOfNow ? "" : "  \(age) before")\(entry.isByHand ? "  by hand" : "")", .dim),
    ]
  }

  /// What had gone in by the end of the minute.
  fileprivate var dose: [Span] {
    let end = min(SessionTime(milliseconds: span.upperBound.milliseconds - 1), digest.length)
    guard let given = digest.delivered(at: end) else { return [Span("nothing given yet", .dim)] }
    var spans = [Span("DOSE ", .label), Span(given.text(places: 2), .value)]
    if let order = digest.order { spans.append(Span(" of \(order.dose.text(places: 2))", .dim)) }
    if let weight = digest.weight { spans.append(Span("   \((given / weight).text())", .plain)) }
    if let rate = digest.course.sample(at: end)?.rate {
      spans.append(Span("   \(rate.text(places: 1))", .plain))
    }
    return spans
  }
}
