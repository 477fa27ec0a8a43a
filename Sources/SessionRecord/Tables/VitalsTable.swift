public import InfusionCore
import Quantities

/// `vitals.csv`: a row a second of the whole session, made from its entries in order.
///
/// The row of second s holds what came after s - 1 and up to s: it can be replayed as a vitals file.
public struct VitalsTable: Sendable {
  private var rows = CSVRows()
  private var recent: RecentVitals
  private var state = RunningState()
  private var nextSecond: Int64 = 0
  private var last: (time: SessionTime, wall: WallTime)?

  public init(sources: [SourceDescription]) {
    recent = RecentVitals(sources: sources)
    rows.header(
      VitalsColumn.first + ["wall", "phase", "infusion_rate_ml_h", "infused_ml", "alarms", "doubtful"])
  }

  public mutating func take(_ entry: JournalEntry) {
    if last == nil { last = (entry.time, entry.wall) }
    writeRows(before: Self.second(of: entry.time))
    if entry.time >= last?.time ?? .start { last = (entry.time, entry.wall) }
    switch entry.content {
    case .input(let input): recent.take(input, at: entry.time)
    case .event(let event): state.take(event, at: entry.time)
    case .header, .anchor, .recovered, .seal, .other: break
    }
  }

  /// The table up to the last entry.
  public mutating func finished() -> [UInt8] {
    if let last { writeRows(before: Self.second(of: last.time) + 1) }
    return rows.bytes
  }

  private static func second(of time: SessionTime) -> Int64 { (time.milliseconds + 999) / 1000 }

  private mutating func writeRows(before second: Int64) {
    while nextSecond < second, let last {
      let time = SessionTime.seconds(nextSecond)
      rows.cell(time)
      recent.write(to: &rows)
      rows.cell(last.wall.advanced(byMilliseconds: (time - last.time).milliseconds))
      rows.cell(state.phase.rawValue)
      rows.cell(state.rate)
      rows.cell(state.infused(at: time))
      rows.cell(state.alarmNames)
      rows.cell(recent.doubtful.joined(separator: ";"))
      rows.endRow()
      recent.clear()
      nextSecond += 1
    }
  }
}
