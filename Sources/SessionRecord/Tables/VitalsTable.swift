public import InfusionCore
public import Quantities

/// `vitals.csv`: a row a second of the whole session, made of its moments in order.
///
/// The row of second s holds what came after s - 1 and up to s: it can be replayed as a vitals file. If a
/// second has several pressures, each has a row, and the last of these holds all the rest. A stretch in which
/// nothing is fresh and nothing changes has one row, its first; one in which nobody watched has none.
public struct VitalsTable: RecordFollower, Sendable {
  private struct Row {
    var time: SessionTime
    var wall: WallTime
    var content: RowContent
    var state: RunningState
    var rate: Fixed?
    var infused: Fixed?
    var isInfusedDoubtful: Bool
    var isBySecondRules: Bool

    /// Whether nothing changed since a row.
    func tellsNothing(after other: Row) -> Bool {
      state == other.state && rate == other.rate && infused == other.infused
        && isInfusedDoubtful == other.isInfusedDoubtful
    }
  }
  private var rows = TableRows<Row>()
  private var content = RowContent()
  private var state = RunningState()
  private var chart = Chart()
  private var nextSecond: Int64 = 0
  private var last: (time: SessionTime, wall: WallTime)?
  private var written: Row?

  public init() {
    rows.standing.header(
      VitalsColumn.headers + [
        "wall", "phase", "infusion_rate_ml_h", "infused_ml", "alarms", "doubtful", "corrected",
      ])
  }

  public mutating func follow(_ moment: RecordMoment, of session: Session) {
    if case .aside = moment.what { return }
    if last == nil { last = (moment.time, moment.wall) }
    if case .unwatched(let from) = moment.what, session.isBySecondRules {
      // What flowed in a gap is decided at its end; until then the table tells what was known.
      writeRows(before: Self.second(of: from) + 1, session, known: from)
      nextSecond = max(nextSecond, Self.second(of: moment.time))
    }
    writeRows(before: Self.second(of: moment.time), session)
    if moment.time >= last?.time ?? .start { last = (moment.time, moment.wall) }
    switch moment.what {
    case .event(let event):
      chart.take(StampedEvent(event, at: moment.time))
      content.add(event, of: session.plan)
      state.follow(event)
    case .heard(let heard): content.add(heard)
    case .passed, .aside, .unwatched, .sealed, .scored: break
    }
  }

  /// Time has come to an instant, and nothing comes before it any more: the rows until then are told, though
  /// nothing came in.
  public mutating func pass(to time: SessionTime, of session: Session) {
    writeRows(before: Self.second(of: time), session)
  }

  /// The table up to the last moment.
  public mutating func finished(of session: Session) -> [UInt8] {
    if let last { writeRows(before: Self.second(of: last.time) + 1, session) }
    return rows.finished { row, rows in Self.write(row, chart, to: &rows) }
  }

  private static func second(of time: SessionTime) -> Int64 { (time.milliseconds + 999) / 1000 }

  /// A row tells what the session's last input left, and what flows on by itself since then.
  ///
  /// - Parameter known: nobody watched from then on: the last row's second may go beyond.
  private mutating func writeRows(before second: Int64, _ session: Session, known: SessionTime? = nil) {
    guard nextSecond < second else { return }
    // Only for a stretch of silence: beside a reading a second there are no rows to skip, and copying an
    // infusion is expensive.
    var ahead = nextSecond + 1 < second ? session.infusion : nil
    while nextSecond < second, let last {
      let time = SessionTime.seconds(nextSecond)
      if nextSecond + 1 < second { ahead?.pass(to: time) }
      let told = min(time, known ?? time)
      let dose = ahead == nil ? session.infusion?.dose(at: told) : ahead?.dose(at: told)
      let row = Row(
        time: time, wall: last.wall.advanced(byMilliseconds: (time - last.time).milliseconds),
        content: content,
        state: state, rate: session.infusion?.setFlow.fixed, infused: dose?.volume.fixed,
        // A table of the first rules told nothing of this, and must read as it did.
        isInfusedDoubtful: dose?.isEstimated == true && session.isBySecondRules,
        isBySecondRules: session.isBySecondRules)
      write(row, session)
      content = RowContent()
      nextSecond += 1
    }
  }

  private mutating func write(_ row: Row, _ session: Session) {
    if row.content.isEmpty, let written, row.tellsNothing(after: written),
      row.time >= session.freshUntil ?? .start
    {
      return
    }
    written = row
    if row.content.entries.isEmpty {
      Self.write(row, chart, to: &rows.standing)
    } else {
      rows.keep(row)
    }
  }

  private static func write(_ row: Row, _ chart: Chart, to rows: inout CSVRows) {
    guard row.isBySecondRules else { return write(row, row.content, chart, to: &rows) }
    for part in row.content.parts(in: chart) { write(row, part, chart, to: &rows) }
  }

  private static func write(
    _ row: Row, _ content: RowContent, _ chart: Chart, to rows: inout CSVRows
  ) {
    rows.cell(row.time)
    content.write(
      hr: content.hr?.value, spo2: content.spo2?.value, rr: content.rr?.value, chart: chart, to: &rows)
    rows.cell(row.wall)
    rows.cell(row.state.phase.rawValue)
    rows.cell(row.rate)
    rows.cell(row.infused)
    rows.cell(row.state.alarmNames)
    rows.cell(content.doubtful(in: chart, row.isInfusedDoubtful ? ["dose"] : []))
    rows.cell(content.corrections(in: chart))
    rows.endRow()
  }
}

// MARK: - While it grows

extension VitalsTable: GrowingTable {
  public mutating func grown() -> [UInt8] {
    let rows = rows.grown { [chart] row, rows in Self.write(row, chart, to: &rows) }
    // No row that is still to be written needs earlier entries of the chart.
    if content.entries.isEmpty { chart = Chart() }
    return rows
  }
}
