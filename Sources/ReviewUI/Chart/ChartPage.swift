import InfusionCore
import MonitorUI
import Quantities
import SessionReports
import TextScreen

extension ReviewPainter {
  /// Vitals, dose, phases and alarms of the whole session on one axis of time, and what was so in the minute
  /// that the cursor stands in.
  mutating func paintChart(_ session: OpenedSession, in area: Rect) {
    let readout = area.bottom(min(max(area.rows / 3, 5), 12))
    let chart = area.droppingBottom(readout.rows)
    let plot = chart.droppingLeft(Lane.margin)
    let window = TimeColumns(from: .start, to: session.digest.length, columns: plot.columns)
    let hasBands = chart.rows >= Self.rowsForBands
    paintLanes(session, window, in: chart.droppingBottom(hasBands ? 4 : 1))
    paintAxis(session, window, in: chart.bottom(1))
    if hasBands {
      let bands = chart.droppingBottom(1).bottom(3).stacked(3)
      paintPhases(session.digest, window, in: bands[0])
      paintAlarms(session.digest, window, in: bands[1])
      paintLetters(session.digest, window, in: bands[2])
    } else {
      paintAlarmMarks(session.digest, window, in: chart.bottom(1).droppingLeft(Lane.margin))
    }
    paintCursor(session, window, in: plot)
    paintReadout(session, in: readout)
  }

  /// Below this the curves need every row.
  private static let rowsForBands = 14
  /// From this height on the rate and the model have lanes of their own.
  private static let rowsForModel = 18

  private mutating func paintLanes(_ session: OpenedSession, _ window: TimeColumns, in area: Rect) {
    let effect = area.rows >= Self.rowsForModel ? session.effect : nil
    let lanes = area.stacked(effect == nil ? 4 : 6)
    for (curve, area) in zip([Curve.pulse, .pressure, .saturation], lanes) {
      let lane = Lane(curve.laneName, curve.scale(of: [session.digest]), in: area)
      paint(curve, of: session.digest, window, lane)
      paintLimits(of: curve, session.digest, window, lane)
    }
    paintDose(session.digest, window, in: lanes[3])
    guard let effect else { return }
    paintRate(session.digest, window, in: lanes[4])
    paintEffect(effect, window, in: lanes[5])
  }

  /// How much had gone in, up to what was ordered.
  private mutating func paintDose(_ digest: SessionDigest, _ window: TimeColumns, in area: Rect) {
    let values = (0..<window.columns).map { column -> Double? in
      let time = window.time(ofPart: column, of: window.columns)
      return time > digest.length ? nil : digest.delivered(at: time)?.value
    }
    let most = max(digest.order?.dose.value ?? 0, values.compactMap { $0 }.max() ?? 0)
    let lane = Lane("mg", LaneScale(0, 5, step: 5).holding([0...most]), in: area)
    screen.putMargin(of: lane, glyphs: glyphs)
    let bars = Bars.upright(values, top: Double(lane.scale.top), rows: area.rows, glyphs: glyphs)
    screen.put(bars, style: .traceFourth, in: lane.plot)
  }

  /// Minutes of the infusion, or of a session that had none.
  private mutating func paintAxis(_ session: OpenedSession, _ window: TimeColumns, in area: Rect) {
    screen.put(" min", row: area.row, column: area.column, style: .dim, in: area)
    let plot = area.droppingLeft(Lane.margin)
    screen.fill(plot, with: glyphs.horizontal, style: .faint)
    paintTicks(window, zero: session.digest.infusionStart ?? .start, in: plot)
  }

  /// Without room for a band of alarms, marks where each was raised.
  private mutating func paintAlarmMarks(_ digest: SessionDigest, _ window: TimeColumns, in plot: Rect) {
    // Of two in one column the worse one stays.
    for alarm in digest.alarms.sorted(by: { $0.priority < $1.priority }) where alarm.priority >= .low {
      guard let column = window.column(of: alarm.raisedAt) else { continue }
      screen.put(
        String(glyphs.mark), row: plot.row, column: plot.column + column, style: .alarm(alarm.priority),
        in: plot)
    }
  }

  /// A line through all lanes.
  private mutating func paintCursor(_ session: OpenedSession, _ window: TimeColumns, in plot: Rect) {
    guard let column = window.column(of: session.span.lowerBound + .seconds(30)) else { return }
    screen.putCursor(atColumn: plot.column + column, in: plot, glyphs: glyphs)
  }
}

extension Curve {
  fileprivate var laneName: String {
    switch self {
    case .pressure: "NIBP"
    case .pulse: "HR"
    case .saturation: "SpO2"
    }
  }
}
