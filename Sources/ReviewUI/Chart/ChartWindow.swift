import InfusionCore
import Quantities
import SessionReports

/// Which stretch of a session stands in how many columns: from one instant to another, in whole seconds a
/// column.
struct ChartWindow: Hashable, Sendable {
  let start: SessionTime
  let perColumn: TimeSpan
  let columns: Int

  init(from start: SessionTime, to end: SessionTime, columns: Int) {
    self.start = start
    self.columns = max(columns, 1)
    let span = max((end - start).milliseconds, 60_000)
    let second: Int64 = 1000
    let needed = (span + Int64(self.columns) - 1) / Int64(self.columns)
    perColumn = TimeSpan(milliseconds: (needed + second - 1) / second * second)
  }

  /// The column of an instant; nil when it is not in the window.
  func column(of time: SessionTime) -> Int? {
    guard time >= start else { return nil }
    let column = Int((time - start).milliseconds / perColumn.milliseconds)
    return column < columns ? column : nil
  }

  /// The beginning of one of so many equal parts.
  func time(ofPart part: Int, of parts: Int) -> SessionTime {
    start + perColumn * Int64(columns) * Int64(part) / Int64(max(parts, 1))
  }

  /// The extremes of a vital in each of so many equal parts; nil where nothing was measured. Minutes are as
  /// fine as it gets.
  func ranges(of vital: Vital, in vitals: VitalsByMinute, parts: Int) -> [ClosedRange<Double>?] {
    (0..<max(parts, 0)).map { part in
      let first = Int(time(ofPart: part, of: parts).sinceStart.inMinutes)
      let end = Int(time(ofPart: part + 1, of: parts).sinceStart.inMinutes)
      guard first >= 0, let range = vitals.range(of: vital, minutes: first..<max(first + 1, end)) else {
        return nil
      }
      return range.range
    }
  }
}
