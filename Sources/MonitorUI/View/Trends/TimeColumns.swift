import InfusionCore
public import Quantities

/// A stretch of a session, divided into columns.
///
///     let hour = TimeColumns(from: .start, to: .minutes(60), columns: 70)
///     hour.column(of: .minutes(30))  // 34
public struct TimeColumns: Hashable, Sendable {
  public let start: SessionTime
  public let perColumn: TimeSpan
  public let columns: Int

  init(start: SessionTime, perColumn: TimeSpan, columns: Int) {
    self.start = start
    self.perColumn = perColumn
    self.columns = max(columns, 0)
  }

  /// From one instant to another, with a whole number of seconds in each column.
  public init(from start: SessionTime, to end: SessionTime, columns: Int) {
    let count = Int64(max(columns, 1))
    let needed = (max((end - start).milliseconds, 60_000) + count - 1) / count
    self.init(
      start: start, perColumn: .seconds((needed + 999) / 1000), columns: max(columns, 1))
  }

  /// The column of an instant; nil if it lies outside the stretch.
  public func column(of time: SessionTime) -> Int? {
    guard time >= start, perColumn > .zero else { return nil }
    let column = Int((time - start).milliseconds / perColumn.milliseconds)
    return column < columns ? column : nil
  }

  /// When a part begins, if the stretch is divided into so many equal parts.
  public func time(ofPart part: Int, of parts: Int) -> SessionTime {
    start + perColumn * Int64(columns) * Int64(part) / Int64(max(parts, 1))
  }

  /// The columns of whole minutes counted from `zero`, as far apart as their figures need.
  public func ticks(zero: SessionTime) -> [(column: Int, minute: Int64)] {
    let needed = perColumn.milliseconds * 8
    let steps: [Int64] = [1, 2, 5, 10, 15, 20, 30, 60, 120, 240]
    let step = steps.first { $0 * 60_000 >= needed } ?? 480
    let first = (start - zero).milliseconds / 60_000 / step * step
    let last = first + Int64(columns) * perColumn.milliseconds / 60_000 + step
    return stride(from: first, through: last, by: Int(step)).compactMap { minute in
      column(of: zero + .minutes(minute)).map { (column: $0, minute: minute) }
    }
  }
}

// MARK: - The stretches of the monitor

/// They do not scroll: they fill from the left, and once full they take the next coarser step. So drawing a
/// second costs one column, and the eye keeps its place.
extension TimeColumns {
  private static let steps: [TimeSpan] = [
    .seconds(5), .seconds(10), .seconds(15), .seconds(20), .seconds(30), .seconds(45), .seconds(60),
    .seconds(90),
    .seconds(120), .seconds(180), .seconds(300), .seconds(600), .seconds(1800),
  ]

  /// Columns after the present, for the word that marks it.
  static let roomForNow = 5

  /// The whole session, beginning ten minutes before the start of the infusion.
  init(whole session: SessionView, columns: Int, roomForNow: Int = Self.roomForNow) {
    let start = session.startedAt.map { max(.start, $0 - .minutes(10)) } ?? .start
    let span = max(session.now - start, .minutes(18))
    self.init(start: start, span: span, columns: columns, roomForNow: roomForNow)
  }

  /// The last minutes, moving on by a quarter of them at a time.
  init(minutes: Int, session: SessionView, columns: Int, roomForNow: Int = Self.roomForNow) {
    let span = TimeSpan.minutes(Int64(max(minutes, 1)))
    let quarter = span / 4
    let quarters = session.now.milliseconds / max(quarter.milliseconds, 1) + 1
    let end = SessionTime(milliseconds: quarters * quarter.milliseconds)
    self.init(start: max(.start, end - span), span: span, columns: columns, roomForNow: roomForNow)
  }

  private init(start: SessionTime, span: TimeSpan, columns: Int, roomForNow: Int) {
    let count = Int64(max(columns - roomForNow, 1))
    let step = Self.steps.first { $0 * count > span } ?? (span / count + .seconds(1))
    self.init(start: start, perColumn: step, columns: columns)
  }

  /// The lowest and highest value in each of so many equal parts of the stretch; nil if nothing is known.
  func ranges(_ curve: TrendCurve<TrendHistory.Bucket>, parts: Int) -> [ClosedRange<Double>?] {
    (0..<max(parts, 0)).map { part in
      curve.range(of: indices(part: part, of: parts)).map {
        Double($0.low) / 1000...Double($0.high) / 1000
      }
    }
  }

  /// The highest value of each part; nil if nothing is known.
  func peaks(_ curve: TrendCurve<TrendRange<Double>>, parts: Int) -> [Double?] {
    (0..<max(parts, 0)).map { part in curve.range(of: indices(part: part, of: parts))?.high }
  }

  /// The buckets that a part touches.
  private func indices(part: Int, of parts: Int) -> Range<Int> {
    let from = time(ofPart: part, of: parts).milliseconds
    let to = time(ofPart: part + 1, of: parts).milliseconds
    let bucket = TrendHistory.bucket.milliseconds
    let first = Int(from / bucket)
    return first..<max(Int((to + bucket - 1) / bucket), first)
  }
}
