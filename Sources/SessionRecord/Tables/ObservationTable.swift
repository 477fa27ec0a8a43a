public import InfusionCore
import Quantities

/// `observation.csv`: the post-infusion window, a row a minute, made from the session's entries in order as
/// they happen.
public struct ObservationTable: Sendable {
  private var rows = CSVRows()
  /// Rows that were taken already.
  private var taken: [UInt8] = []
  private let limits: [Vital: VitalLimits]
  private var recent: RecentVitals
  private var state = RunningState()
  private var latest: [Vital: (value: Fixed, time: SessionTime)] = [:]
  private var alarmsOfMinute: [AlarmID] = []
  private var checks: [String] = []
  /// The scales that the check being taken leaves out.
  private var leftOut: [String] = []
  private var startedAt: SessionTime?
  private var nextRowAt = SessionTime.start
  private var last: (time: SessionTime, wall: WallTime)?

  private static let furtherColumns = [
    "elapsed_s", "wall", "hr_min_bpm", "hr_max_bpm", "spo2_min_pct", "spo2_max_pct", "resp_min_rpm",
    "resp_max_rpm",
    "hr_age_s", "spo2_age_s", "nibp_age_s", "resp_age_s", "alarms", "checks",
  ]

  public init(plan: SessionPlan) {
    limits = plan.configuration.limits
    recent = RecentVitals(sources: plan.sources)
    rows.header(VitalsColumn.first + Self.furtherColumns)
  }

  public mutating func take(_ entry: JournalEntry) {
    while let startedAt, nextRowAt < entry.time { writeRow(at: nextRowAt, since: startedAt) }
    if entry.time >= last?.time ?? .start { last = (entry.time, entry.wall) }
    switch entry.content {
    case .input(let input): take(input, at: entry.time)
    case .event(let event): take(event, at: entry.time)
    case .header, .anchor, .recovered, .seal, .other: break
    }
  }

  /// Rows since the last call; the first ones come with the table's header, when there is a row at all.
  public mutating func takeRows() -> [UInt8] {
    guard startedAt != nil || !taken.isEmpty else { return [] }
    let new = rows.take()
    taken += new
    return new
  }

  /// The whole table.
  public mutating func finished() -> [UInt8] { taken + rows.bytes }
}

// MARK: - What happens

extension ObservationTable {
  private mutating func take(_ input: Input, at time: SessionTime) {
    recent.take(input, at: time)
    for (vital, value) in [(Vital.hr, recent.hr), (.spo2, recent.spo2), (.rr, recent.rr)] {
      if let value, value.time == time { latest[vital] = (value.value, time) }
    }
    if let sys = recent.cuff?.sys ?? recent.cuff?.map, input.isCuff { latest[.sys] = (sys, time) }
    guard case .action(let action, let by) = input else { return }
    if case .symptom(let name, let severity, _) = action {
      checks.append("symptom \(name) \(severity)\(by.signature)")
    }
    if case .intervention(let name, _) = action { checks.append("measure \(name)\(by.signature)") }
    if case .score(let scale, let value, _) = action {
      checks.append("score \(scale) \(value)\(by.signature)")
    }
    if case .check(let without) = action { leftOut = without }
  }

  private mutating func take(_ event: Event, at time: SessionTime) {
    state.take(event, at: time)
    if case .alarmRaised(let id, _, _) = event, !alarmsOfMinute.contains(id) { alarmsOfMinute.append(id) }
    if case .checkTaken(let by) = event {
      let without = leftOut.isEmpty ? "" : " without \(leftOut.joined(separator: " "))"
      checks.append("check\(by.signature)\(without)")
      leftOut = []
    }
    if case .observation(.started, _) = event { start(at: time) }
    if case .phase(let phase) = event, phase != .observing, phase != .ready { stop(at: time) }
  }

  /// The row at the start has no minute behind it: only last values.
  private mutating func start(at time: SessionTime) {
    recent.clear()
    checks = []
    startedAt = time
    nextRowAt = time
    writeRow(at: time, since: time)
  }

  /// What is left of the last minute gets a row of its own.
  private mutating func stop(at time: SessionTime) {
    if let startedAt, nextRowAt - .minutes(1) < time { writeRow(at: time, since: startedAt) }
    startedAt = nil
  }
}

// MARK: - Rows

extension ObservationTable {
  private mutating func writeRow(at time: SessionTime, since start: SessionTime) {
    guard let last else { return }
    rows.cell(time)
    recent.write(
      hr: value(.hr, at: time), spo2: value(.spo2, at: time), rr: value(.rr, at: time), to: &rows)
    rows.cell(time - start)
    rows.cell(last.wall.advanced(byMilliseconds: (time - last.time).milliseconds))
    for range in [recent.hr, recent.spo2, recent.rr] {
      rows.cell(range?.lowest)
      rows.cell(range?.highest)
    }
    for vital in [Vital.hr, .spo2, .sys, .rr] { rows.cell(latest[vital].map { time - $0.time }) }
    rows.cell(alarmsOfMinute.map(\.description).joined(separator: ";"))
    rows.cell(checks.joined(separator: "; "))
    rows.endRow()
    recent.clear()
    checks = []
    alarmsOfMinute = state.alarms
    nextRowAt = time + .minutes(1)
  }

  /// The last value, if it is not older than it may be.
  private func value(_ vital: Vital, at time: SessionTime) -> Fixed? {
    guard let latest = latest[vital] else { return nil }
    guard let stale = limits[vital]?.staleAfter else { return latest.value }
    return time - latest.time < stale ? latest.value : nil
  }
}

extension Input {
  fileprivate var isCuff: Bool {
    switch self {
    case .reading(let reading): if case .measured = reading.nibp { true } else { false }
    case .action(.bloodPressure, _): true
    case .action, .link, .annotation, .recorder, .sound, .clockStepped, .gap, .history: false
    }
  }
}

extension String? {
  /// Initials behind a word.
  fileprivate var signature: String { map { " \($0)" } ?? "" }
}
