import InfusionCore
import MonitorUI
import Quantities
import SessionReports
import TextScreen

/// What a lane shows of a session: the chart has all of them, a comparison of infusions one.
enum Curve: CaseIterable, Hashable, Sendable {
  case pressure, pulse, saturation

  var title: String {
    switch self {
    case .pressure: "NIBP mmHg"
    case .pulse: "HR /min"
    case .saturation: "SpO2 %"
    }
  }

  /// One scale for all of these sessions, so that they can be compared by eye.
  func scale(of digests: [SessionDigest]) -> LaneScale {
    usual.holding(digests.flatMap(extremes))
  }

  private var usual: LaneScale {
    switch self {
    case .pressure: LaneScale(60, 160, step: 20)
    case .pulse: LaneScale(60, 100, step: 20)
    case .saturation: LaneScale(90, 100, step: 5)
    }
  }

  private func extremes(of digest: SessionDigest) -> [ClosedRange<Double>] {
    switch self {
    case .pressure: digest.pressures.compactMap(\.range)
    case .pulse: digest.vitals.range(of: .hr).map { [$0.range] } ?? []
    case .saturation: digest.vitals.range(of: .spo2).map { [$0.range] } ?? []
    }
  }
}

extension ReviewPainter {
  mutating func paint(_ curve: Curve, of digest: SessionDigest, _ window: TimeColumns, _ lane: Lane) {
    screen.putMargin(of: lane, glyphs: glyphs)
    switch curve {
    case .pulse: paintTrace(.hr, digest.vitals, window, lane, .traceFirst)
    case .saturation: paintTrace(.spo2, digest.vitals, window, lane, .traceSecond)
    case .pressure:
      let whiskers = digest.pressures.compactMap { entry -> Whisker? in
        guard let column = window.column(of: entry.at), let range = entry.range else { return nil }
        return Whisker(column: column, low: range.lowerBound, high: range.upperBound)
      }
      screen.put(whiskers, in: lane, glyphs: glyphs, style: .traceThird)
    }
  }

  private mutating func paintTrace(
    _ vital: Vital, _ vitals: VitalsByMinute, _ window: TimeColumns, _ lane: Lane, _ style: Style
  ) {
    let trace = DotTrace(columns: window.columns, rows: lane.area.rows, glyphs: glyphs)
    let values = window.ranges(of: vital, in: vitals, parts: trace.samples)
    screen.put(trace.cells(values, scale: lane.scale.range), style: style, in: lane.plot)
  }

  /// Minutes from `zero` on, as far apart as their figures need.
  mutating func paintTicks(_ window: TimeColumns, zero: SessionTime, in plot: Rect) {
    for tick in window.ticks(zero: zero) {
      screen.put("\(tick.minute)", row: plot.row, column: plot.column + tick.column, style: .dim, in: plot)
    }
  }
}

extension VitalsByMinute.Range {
  /// From the lowest to the highest.
  var range: ClosedRange<Double> { lowest.doubleValue...max(lowest, highest).doubleValue }
}

extension ChartedPressure {
  /// From the diastolic to the systolic pressure; nil for a mean alone.
  var range: ClosedRange<Double>? {
    guard let sys = measurement.sys, let dia = measurement.dia else { return nil }
    return min(dia, sys).doubleValue...max(dia, sys).doubleValue
  }
}
