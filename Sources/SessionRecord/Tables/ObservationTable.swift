public import InfusionCore
public import Quantities

/// `observation.csv`: the post-infusion window, a row a minute, made of the session's moments in order.
public struct ObservationTable: RecordFollower, Sendable {
  private struct Row {
    var time: SessionTime
    var since: TimeSpan
    var wall: WallTime
    var content: RowContent
    /// Of the vitals that stream, in their order.
    var ranges: [ValueRange?]
    var standing: [VitalValue?]
    var ages: [TimeSpan?]
    var alarms: [AlarmID]
    var checks: [CheckWord]
  }
  private var rows = TableRows<Row>()
  private var content = RowContent()
  private var ranges = Self.none
  private var latest: [VitalValue?] = [nil, nil, nil]
  private var state = RunningState()
  private var chart = Chart()
  private var alarmsOfMinute: [AlarmID] = []
  private var checks: [CheckWord] = []
  /// The scales that the check being taken leaves out. By the first rules only the action named them.
  private var leftOut: [String] = []
  private var startedAt: SessionTime?
  private var nextRowAt = SessionTime.start
  private var last: (time: SessionTime, wall: WallTime)?

  private static let streamed: [Vital] = [.hr, .spo2, .rr]
  private static let none: [ValueRange?] = [nil, nil, nil]
  private static let furtherColumns = [
    "elapsed_s", "wall", "hr_min_bpm", "hr_max_bpm", "spo2_min_pct", "spo2_max_pct", "resp_min_rpm",
    "resp_max_rpm", "hr_age_s", "spo2_age_s", "nibp_age_s", "resp_age_s", "alarms", "checks", "doubtful",
    "corrected",
  ]

  public init() { rows.standing.header(VitalsColumn.headers + Self.furtherColumns) }

  public mutating func follow(_ moment: RecordMoment, of session: Session) {
    pass(to: moment.time, of: session)
    if moment.time >= last?.time ?? .start { last = (moment.time, moment.wall) }
    switch moment.what {
    case .event(let event): add(event, at: moment.time, session)
    case .heard(let heard): add(heard)
    case .passed, .aside, .unwatched, .sealed, .scored: break
    }
  }

  /// Time has come to an instant, and nothing comes before it any more: the rows until then are told, though
  /// nothing came in.
  public mutating func pass(to time: SessionTime, of session: Session) {
    while let startedAt, nextRowAt < time { writeRow(at: nextRowAt, since: startedAt, session) }
  }

  /// The whole table.
  public func finished() -> [UInt8] { rows.finished { row, rows in write(row, to: &rows) } }
}

extension ObservationTable: GrowingTable {
  public mutating func grown() -> [UInt8] {
    rows.grown { [self] row, rows in write(row, to: &rows) }
  }
}

/// The lowest and the highest value of a minute.
struct ValueRange: Hashable {
  var lowest: Fixed
  var highest: Fixed

  mutating func widen(to value: Fixed) {
    lowest = min(lowest, value)
    highest = max(highest, value)
  }
}

/// A word in a minute's column of checks: a mark of the chart, or that a check was taken.
private enum CheckWord {
  case mark(entry: Int)
  case check(without: [String], by: String?)
}

// MARK: - What happens

extension ObservationTable {
  private mutating func add(_ heard: HeardReading) {
    content.add(heard)
    add(heard.hr, 0)
    add(heard.spo2, 1)
    add(heard.rr, 2)
  }

  private mutating func add(_ value: VitalValue?, _ place: Int) {
    guard let value else { return }
    latest[place] = value
    if ranges[place]?.widen(to: value.value) == nil {
      ranges[place] = ValueRange(lowest: value.value, highest: value.value)
    }
  }

  private mutating func add(_ event: Event, at time: SessionTime, _ session: Session) {
    state.follow(event)
    chart.take(StampedEvent(event, at: time))
    content.add(event, of: session.plan)
    if case .accepted(let action, let entry, _, _) = event { add(action, entry: entry) }
    if case .alarmRaised(let id, _, _) = event, !alarmsOfMinute.contains(id) { alarmsOfMinute.append(id) }
    if case .checkTaken(let without, let by) = event { addCheck(without, by: by) }
    if case .observation(.started, _) = event { start(at: time, session) }
    if case .phase(let phase) = event, phase != .observing, phase != .ready { stop(at: time, session) }
  }

  private mutating func addCheck(_ without: [String], by: String?) {
    checks.append(.check(without: without.isEmpty ? leftOut : without, by: by))
    leftOut = []
  }

  private mutating func add(_ action: Action, entry: Int) {
    if Self.words(action) != nil { checks.append(.mark(entry: entry)) }
    if case .check(let check) = action { leftOut = check.without }
  }

  /// The row at the start has no minute behind it: only last values, and the alarms that are active then.
  private mutating func start(at time: SessionTime, _ session: Session) {
    clearMinute()
    // By the first rules it named every alarm there had been since the last row, and must read as it did.
    if session.isBySecondRules { alarmsOfMinute = state.alarms }
    startedAt = time
    nextRowAt = time
    writeRow(at: time, since: time, session)
  }

  /// What is left of the last minute gets a row of its own.
  private mutating func stop(at time: SessionTime, _ session: Session) {
    if let startedAt, nextRowAt - .minutes(1) < time { writeRow(at: time, since: startedAt, session) }
    startedAt = nil
  }

  private mutating func clearMinute() {
    content = RowContent()
    ranges = Self.none
    checks = []
  }
}

// MARK: - Rows

extension ObservationTable {
  private mutating func writeRow(at time: SessionTime, since start: SessionTime, _ session: Session) {
    guard let last else { return }
    let standing = zip(Self.streamed, latest).map { vital, value in
      session.freshUntil(vital).map { time < $0 } == true ? value : nil
    }
    rows.keep(
      Row(
        time: time, since: time - start,
        wall: last.wall.advanced(byMilliseconds: (time - last.time).milliseconds), content: content,
        ranges: ranges, standing: standing,
        ages: latest.map { $0.map { time - $0.at } }, alarms: alarmsOfMinute, checks: checks))
    clearMinute()
    alarmsOfMinute = state.alarms
    nextRowAt = time + .minutes(1)
  }

  private func write(_ row: Row, to rows: inout CSVRows) {
    rows.cell(row.time)
    row.content.write(
      hr: row.standing[0]?.value, spo2: row.standing[1]?.value, rr: row.standing[2]?.value,
      chart: chart, to: &rows)
    rows.cell(row.since)
    rows.cell(row.wall)
    for range in row.ranges {
      rows.cell(range?.lowest)
      rows.cell(range?.highest)
    }
    for age in [row.ages[0], row.ages[1], pressureAge(at: row.time), row.ages[2]] { rows.cell(age) }
    rows.cell(row.alarms.map(\.description).joined(separator: ";"))
    rows.cell(row.checks.compactMap(text).joined(separator: "; "))
    rows.cell(row.content.doubtful(in: chart))
    rows.cell(row.content.corrections(in: chart))
    rows.endRow()
  }

  /// How old the last standing pressure is; a struck one does not count.
  private func pressureAge(at time: SessionTime) -> TimeSpan? {
    chart.standingPressures.last { $0.at <= time && !$0.measurement.ageIsUnknown }.map { time - $0.at }
  }

  private func text(_ word: CheckWord) -> String? {
    switch word {
    case .check(let without, let by):
      return "check\(by.signature)" + (without.isEmpty ? "" : " without \(without.joined(separator: " "))")
    case .mark(let entry):
      guard let mark = chart.mark(entry: entry), !mark.isStruck, case .action(let action) = mark.what else {
        return nil
      }
      return Self.words(action).map { $0 + mark.by.signature + (mark.correction == nil ? "" : " corrected") }
    }
  }

  /// What of a person's actions stands among the checks.
  private static func words(_ action: Action) -> String? {
    if case .symptom(let symptom) = action { return "symptom \(symptom.symptom) \(symptom.severity)" }
    if case .intervention(let intervention) = action { return "measure \(intervention.measure)" }
    if case .score(let score) = action { return "score \(score.scale) \(score.value)" }
    return nil
  }
}

extension String? {
  /// Initials behind a word.
  fileprivate var signature: String { map { " \($0)" } ?? "" }
}
