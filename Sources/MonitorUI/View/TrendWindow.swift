import InfusionCore
import Quantities

/// Which stretch of the session stands in how many columns. It does not scroll: it fills from the left, and
/// when it is full it takes the next coarser step. So a second costs one column on the line, and the eye
/// keeps its place.
struct TrendWindow: Hashable, Sendable {
  let start: SessionTime
  let perColumn: TimeSpan
  let columns: Int

  private static let steps: [TimeSpan] = [
    .seconds(5), .seconds(10), .seconds(15), .seconds(20), .seconds(30), .seconds(45), .seconds(60),
    .seconds(90),
    .seconds(120), .seconds(180), .seconds(300), .seconds(600), .seconds(1800),
  ]

  /// Columns behind the present, for the word that says where it is.
  static let roomForNow = 5

  /// The whole session, from ten minutes before the start of the infusion on.
  init(whole session: SessionView, columns: Int) {
    let start = session.startedAt.map { max(.start, $0 - .minutes(10)) } ?? .start
    let span = max(session.now - start, .minutes(18))
    self.init(start: start, span: span, columns: columns)
  }

  /// The last minutes, moving on by a quarter of them at a time.
  init(minutes: Int, session: SessionView, columns: Int) {
    let span = TimeSpan.minutes(Int64(max(minutes, 1)))
    let quarter = span / 4
    let quarters = session.now.milliseconds / max(quarter.milliseconds, 1) + 1
    let end = SessionTime(milliseconds: quarters * quarter.milliseconds)
    self.init(start: max(.start, end - span), span: span, columns: columns)
  }

  private init(start: SessionTime, span: TimeSpan, columns: Int) {
    self.start = start
    self.columns = max(columns, 0)
    let count = Int64(max(columns - Self.roomForNow, 1))
    perColumn = Self.steps.first { $0 * count > span } ?? (span / count + .seconds(1))
  }

  /// The column of an instant; nil when it is not in the window.
  func column(of time: SessionTime) -> Int? {
    guard time >= start else { return nil }
    let column = Int((time - start).milliseconds / perColumn.milliseconds)
    return column < columns ? column : nil
  }

  /// What happened in each of so many equal parts of the window, in thousandths; nil where nothing was known.
  func ranges(_ buckets: [TrendHistory.Bucket?], parts: Int) -> [ClosedRange<Double>?] {
    (0..<max(parts, 0)).map { part in
      let known = indices(part: part, of: parts, in: buckets.count).compactMap { buckets[$0] }
      guard let low = known.map(\.low).min(), let high = known.map(\.high).max() else { return nil }
      return Double(low) / 1000...Double(high) / 1000
    }
  }

  /// The highest of each part.
  func peaks(_ values: [Double?], parts: Int) -> [Double?] {
    (0..<max(parts, 0)).map { part in
      indices(part: part, of: parts, in: values.count).compactMap { values[$0] }.max()
    }
  }

  private func indices(part: Int, of parts: Int, in count: Int) -> Range<Int> {
    let whole = perColumn.milliseconds * Int64(columns)
    let from = start.milliseconds + whole * Int64(part) / Int64(max(parts, 1))
    let to = start.milliseconds + whole * Int64(part + 1) / Int64(max(parts, 1))
    let bucket = TrendHistory.bucket.milliseconds
    let first = min(Int(from / bucket), count)
    return first..<min(max(Int((to + bucket - 1) / bucket), first), count)
  }
}
