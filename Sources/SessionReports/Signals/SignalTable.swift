import InfusionCore
public import Quantities
public import SessionRecord

/// A session as signals, one value a second: what `vitals.csv` tells, for programs that draw curves.
///
/// A measured value stands in the second in which it came and in no other: a second without one has no value,
/// and is not filled up. Rate and amount of the infusion are the engine's; they continue through seconds that
/// the table leaves out because nothing changed, but not through a gap.
public struct SignalTable: Sendable {
  /// One column over the whole session.
  public struct Signal: Hashable, Sendable {
    public let column: SignalColumn
    /// Nil where nothing is known.
    public let values: [Fixed?]
    /// The finest step of 0.01, 0.1 and 1 in which its largest value fits 16 bits with a sign.
    public let step: Fixed

    init(_ column: SignalColumn, _ values: [Fixed?]) {
      (self.column, self.values) = (column, values)
      let largest = values.lazy.compactMap { $0?.thousandths }.max() ?? 0
      let thousandths = [10, 100].first { Self.counts(largest, in: $0) <= Int(Int16.max) } ?? 1000
      step = Fixed(thousandths: thousandths)
    }

    /// A second's value in steps, never below zero. Nil if it is not known.
    func count(in second: Int) -> Int16? {
      guard values.indices.contains(second), let value = values[second] else { return nil }
      return Int16(clamping: Self.counts(max(0, value.thousandths), in: step.thousandths))
    }

    /// Rounded half up.
    private static func counts(_ thousandths: Int, in step: Int) -> Int { (thousandths + step / 2) / step }
  }
  public let header: SessionHeader
  /// When its first second begins.
  public let begins: WallTime
  public let patient: String?
  /// The columns that have a value.
  public let signals: [Signal]
  /// How many seconds there are.
  public let count: Int
  /// What happened, in the order of time.
  public let moments: [SessionTimeline.Entry]
  /// Why not to rely on any of it; nil for a record that holds.
  public let damage: String?

  /// Two weeks.
  static let longest = 14 * 86_400

  /// A session that is longer than two weeks, which a damaged time can claim.
  public struct TooLong: Error, Hashable, Sendable {
    public var seconds: Int
  }

  /// - Parameter table: `vitals.csv`, made anew from the session's journal.
  public init(
    _ table: [UInt8], of digest: SessionDigest, damage: String? = nil
  ) throws(TooLong) {
    header = digest.header
    begins = digest.wall(at: .start)
    patient = digest.patient
    moments = SessionTimeline(digest).entries
    self.damage = damage
    var rows = SecondRows(table)
    var all = SignalColumn.allCases.map(Filling.init)
    var count = 0
    while let row = rows.next() {
      guard let second = row.second else { continue }
      guard second < Self.longest else { throw TooLong(seconds: second) }
      for index in all.indices { all[index].go(to: second, over: digest.gaps, row) }
      count = second + 1
    }
    signals = all.filter(\.tellsSomething).map { Signal($0.column, $0.values) }
    self.count = count
  }
}

/// A signal as the rows come.
private struct Filling {
  let column: SignalColumn
  var values: [Fixed?] = []

  init(_ column: SignalColumn) { self.column = column }

  var tellsSomething: Bool { values.contains { $0 != nil && $0 != column.nothing } }

  /// Fills up to a row's second, and takes its cell.
  mutating func go(
    to second: Int, over gaps: [SessionDigest.GapEntry], _ row: SecondRows.Row
  ) {
    guard second >= values.count else { return }
    let held = column.holdsOn ? values.last ?? nil : nil
    while values.count < second {
      let time = SessionTime.seconds(Int64(values.count))
      values.append(gaps.contains { $0.from < time && time < $0.to } ? nil : held)
    }
    values.append(column.value(in: row))
  }
}
