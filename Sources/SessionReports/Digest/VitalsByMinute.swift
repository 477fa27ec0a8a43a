public import InfusionCore
public import Quantities

/// The streamed vitals of each minute: the last value, the lowest, the highest, each with its own time, and
/// whether the source doubted any of them.
public struct VitalsByMinute: Hashable, Sendable {
  public struct Range: Hashable, Sendable {
    public var first: Fixed
    public var firstAt: SessionTime
    public var last: Fixed
    public var lowest: Fixed
    public var highest: Fixed
    /// Of the last value, of the lowest, of the highest.
    public var at: SessionTime
    public var lowestAt: SessionTime
    public var highestAt: SessionTime
    public var source: SourceID
    /// The source marked the last value as doubtful; any of them.
    public var isLastDoubtful: Bool
    public var isDoubtful: Bool

    init(_ value: VitalValue) {
      (first, last, lowest, highest) = (value.value, value.value, value.value, value.value)
      (firstAt, at, lowestAt, highestAt) = (value.at, value.at, value.at, value.at)
      source = value.source
      isLastDoubtful = value.quality == .doubtful
      isDoubtful = isLastDoubtful
    }

    func joined(by next: Range) -> Range {
      var joined = next
      (joined.first, joined.firstAt) = (first, firstAt)
      if lowest <= next.lowest { (joined.lowest, joined.lowestAt) = (lowest, lowestAt) }
      if highest >= next.highest { (joined.highest, joined.highestAt) = (highest, highestAt) }
      joined.isDoubtful = isDoubtful || next.isDoubtful
      return joined
    }
  }
  /// Where minute 0 begins.
  public let origin: SessionTime
  private var minutes: [Vital: [Range?]] = [:]

  init(from origin: SessionTime) { self.origin = origin }

  mutating func add(_ value: VitalValue, of vital: Vital) {
    let minute = Int((value.at - origin).milliseconds / 60_000)
    guard minute >= 0, minute < Self.most else { return }
    let single = Range(value)
    var known = minutes.removeValue(forKey: vital) ?? []
    while known.count <= minute { known.append(nil) }
    known[minute] = known[minute]?.joined(by: single) ?? single
    minutes[vital] = known
  }

  /// Two weeks: a damaged time must not ask for all of the memory.
  private static let most = 20_160

  /// The last value in these minutes with the extremes of all of them; nil where nothing was measured.
  public func range(of vital: Vital, minutes wanted: Swift.Range<Int>) -> Range? {
    let known = minutes[vital] ?? []
    return known[wanted.clamped(to: known.indices)].reduce(nil) { total, next in
      guard let total, let next else { return next ?? total }
      return total.joined(by: next)
    }
  }

  /// A minute's range; nil where nothing was measured.
  public func range(of vital: Vital, minute: Int) -> Range? {
    guard let known = minutes[vital], known.indices.contains(minute) else { return nil }
    return known[minute]
  }

  /// The value that was there when a minute began, with its own time: of that instant, or the last one of the
  /// minute before.
  public func value(of vital: Vital, atMinute minute: Int) -> (value: Fixed, at: SessionTime)? {
    let begin = origin + .minutes(Int64(minute))
    if let range = range(of: vital, minute: minute), range.firstAt == begin {
      return (range.first, range.firstAt)
    }
    return range(of: vital, minute: minute - 1).map { ($0.last, $0.at) }
  }

  /// How many minutes there are.
  public var count: Int { minutes.values.map(\.count).max() ?? 0 }

  /// The extremes of all that was measured.
  public func range(of vital: Vital) -> Range? { range(of: vital, minutes: 0..<Self.most) }
}
