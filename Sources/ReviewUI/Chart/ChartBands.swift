import InfusionCore
import MonitorUI
import Quantities
import SessionReports
import TextScreen

// The bands around the curves: limits, phases, and what was noticed and given. A high screen also shows the
// rate and a model's prediction.

extension ReviewPainter {
  /// The ordinary limits of a curve for as long as each was in force; none in a lane that is too low to tell
  /// a line from a value.
  mutating func paintLimits(of curve: Curve, _ digest: SessionDigest, _ window: TimeColumns, _ lane: Lane) {
    guard lane.area.rows > 1 else { return }
    for (vital, kind) in curve.limits {
      let steps = LimitCourse(vital, kind, digest).steps
      for (index, step) in steps.enumerated() {
        guard let value = step.value else { continue }
        let first = window.column(of: step.from) ?? 0
        let next = index + 1 < steps.count ? window.column(of: steps[index + 1].from) : nil
        let level = Level(
          columns: first..<max(first, next ?? window.columns), value: value.doubleValue)
        screen.put(level, in: lane, with: glyphs.limit, every: 2, style: .faint)
      }
    }
  }

  /// Each phase from where it began, with as much of its name as there is room for.
  mutating func paintPhases(_ digest: SessionDigest, _ window: TimeColumns, in row: Rect) {
    paintName("phase", in: row)
    let plot = row.droppingLeft(Lane.margin)
    for (index, entry) in digest.phases.enumerated() {
      guard let column = window.column(of: entry.at) else { continue }
      let next = index + 1 < digest.phases.count ? window.column(of: digest.phases[index + 1].at) : nil
      let room = max((next ?? plot.columns) - column - 1, 0)
      let name = entry.phase.label.count <= room ? entry.phase.label : String(entry.phase.label.prefix(room))
      screen.put(
        [Span(String(glyphs.vertical), .faint), Span(name, entry.phase == .infusing ? .plain : .dim)],
        row: plot.row, column: plot.column + column, in: plot)
    }
  }

  /// A letter where something was noticed or given, the key at the chair that enters it; `+` where there was
  /// more than one kind.
  mutating func paintLetters(_ digest: SessionDigest, _ window: TimeColumns, in row: Rect) {
    paintName("marks", in: row)
    let plot = row.droppingLeft(Lane.margin)
    for (column, letters) in Dictionary(grouping: digest.courseLetters, by: { window.column(of: $0.at) }) {
      guard let column, let first = letters.first else { continue }
      let isOne = letters.allSatisfy { $0.letter == first.letter }
      screen.put(
        isOne ? String(first.letter) : "+", row: plot.row, column: plot.column + column, style: .key, in: plot
      )
    }
  }

  /// Each alarm for as long as it stood: the patient's filled, the equipment's hollow; of two the worse one.
  mutating func paintAlarms(_ digest: SessionDigest, _ window: TimeColumns, in row: Rect) {
    paintName("alarm", in: row)
    let plot = row.droppingLeft(Lane.margin)
    for alarm in digest.alarms.sorted(by: { $0.priority < $1.priority }) where alarm.priority >= .low {
      guard let first = window.column(of: alarm.raisedAt) else { continue }
      let last = alarm.endedAt.flatMap { window.column(of: $0) } ?? window.column(of: digest.length) ?? first
      let stretch = Rect(
        row: plot.row, column: plot.column + first, columns: max(last - first, 0) + 1, rows: 1)
      screen.fill(
        stretch.intersection(plot), with: alarm.id.isPhysiological ? glyphs.block : glyphs.rest,
        style: .alarm(alarm.priority))
    }
  }

  private mutating func paintName(_ name: String, in row: Rect) {
    screen.put(" \(name)", row: row.row, column: row.column, style: .dim, in: row)
    screen.put(
      String(glyphs.axis), row: row.row, column: row.column + Lane.margin - 1, style: .faint, in: row)
  }

  /// What flowed.
  mutating func paintRate(_ digest: SessionDigest, _ window: TimeColumns, in area: Rect) {
    let values = (0..<window.columns).map { column -> Double? in
      let time = window.time(ofPart: column, of: window.columns)
      return time > digest.length ? nil : digest.course.sample(at: time)?.rate.value
    }
    let most = values.compactMap { $0 }.max() ?? 0
    let lane = Lane("mL/h", LaneScale(0, 10, step: 10).holding([0...most]), in: area)
    screen.putMargin(of: lane, glyphs: glyphs)
    let bars = Bars.upright(values, top: Double(lane.scale.top), rows: area.rows, glyphs: glyphs)
    screen.put(bars, style: .traceFourth, in: lane.plot)
  }

  /// What a model of a typical adult expects at the effect site, ng/mL, dotted: no measurement.
  mutating func paintEffect(_ effect: PredictedEffect, _ window: TimeColumns, in area: Rect) {
    let top = Int(effect.scale.doubleValue.rounded(.up))
    let lane = Lane("eff", LaneScale(0, top, step: 50), in: area)
    screen.putMargin(of: lane, glyphs: glyphs)
    screen.put("model", row: area.row + 1, column: area.column, style: .dim, in: area.top(2).left(6))
    for column in stride(from: 0, to: window.columns, by: 2) {
      guard let value = effect.value(at: window.time(ofPart: column, of: window.columns)) else { continue }
      let level = Level(columns: column..<column + 1, value: value)
      screen.put(level, in: lane, with: glyphs.usual, style: .plain)
    }
  }
}

extension Curve {
  /// Which limits its lane shows.
  fileprivate var limits: [(Vital, LimitChange.Kind)] {
    switch self {
    case .pressure: [(.sys, .high), (.sys, .low)]
    case .pulse: [(.hr, .high), (.hr, .low)]
    case .saturation: [(.spo2, .low)]
    }
  }
}
