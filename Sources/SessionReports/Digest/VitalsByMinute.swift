public import InfusionCore
public import Quantities

/// The streamed vitals of each minute: the last value, the lowest, the highest, each with its own time, and
/// whether the source doubted any of them.
public struct VitalsByMinute: Hashable, Sendable {
  /// What a vital did within a minute.
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
  /// Of each vital that streams.
  private var minutes = Array(repeating: MinuteColumn<KeptMinute>(), count: 3)
  private var sources: [SourceID] = []

  init(from origin: SessionTime) { self.origin = origin }

  mutating func add(_ value: VitalValue, of vital: Vital) {
    let minute = Int((value.at - origin).milliseconds / 60_000)
    guard MinuteColumn<KeptMinute>.bounds.contains(minute), let place = vital.place else { return }
    let source = index(of: value.source)
    minutes[place][minute].add(value, source, from: begin(of: minute))
  }

  private mutating func index(of source: SourceID) -> UInt16 {
    if let known = sources.firstIndex(of: source) { return UInt16(known) }
    sources.append(source)
    return UInt16(sources.count - 1)
  }

  private func begin(of minute: Int) -> SessionTime { origin + .minutes(Int64(minute)) }

  /// The last value in these minutes with the extremes of all of them; nil where nothing was measured.
  public func range(of vital: Vital, minutes wanted: Swift.Range<Int>) -> Range? {
    guard let count = vital.place.map({ minutes[$0].count }) else { return nil }
    return wanted.clamped(to: 0..<count).reduce(nil) { total, minute in
      let next = range(of: vital, minute: minute)
      guard let total, let next else { return next ?? total }
      return total.joined(by: next)
    }
  }

  /// A minute's range; nil where nothing was measured.
  public func range(of vital: Vital, minute: Int) -> Range? {
    guard let place = vital.place, let kept = minutes[place][minute] else { return nil }
    return kept.range(from: begin(of: minute), sources[Int(kept.source)])
  }

  /// The value at the beginning of a minute, with its own time: of that instant, or the last one of the
  /// minute before.
  public func value(of vital: Vital, atMinute minute: Int) -> (value: Fixed, at: SessionTime)? {
    if let range = range(of: vital, minute: minute), range.firstAt == begin(of: minute) {
      return (range.first, range.firstAt)
    }
    return range(of: vital, minute: minute - 1).map { ($0.last, $0.at) }
  }

  /// How many minutes there are.
  public var count: Int { minutes.map(\.count).max() ?? 0 }

  /// The extremes of all that was measured.
  public func range(of vital: Vital) -> Range? { range(of: vital, minutes: MinuteColumn<KeptMinute>.bounds) }
}

extension Vital {
  /// Among those that stream; nil for a cuff's.
  fileprivate var place: Int? {
    switch self {
    case .spo2: 0
    case .hr: 1
    case .rr: 2
    case .sys, .dia, .map: nil
    }
  }
}

/// A minute as it is kept: a day has thousands. Times are milliseconds of the minute, values thousandths.
private struct KeptMinute: Hashable {
  var first: Int32
  var last: Int32
  var lowest: Int32
  var highest: Int32
  var firstAt: UInt16
  var at: UInt16
  var lowestAt: UInt16
  var highestAt: UInt16
  var source: UInt16
  var isLastDoubtful: Bool
  var isDoubtful: Bool

  init(_ value: Int32, at time: UInt16, _ source: UInt16, isDoubtful: Bool) {
    (first, last, lowest, highest) = (value, value, value, value)
    (firstAt, at, lowestAt, highestAt) = (time, time, time, time)
    self.source = source
    isLastDoubtful = isDoubtful
    self.isDoubtful = isDoubtful
  }

  func range(from begin: SessionTime, _ source: SourceID) -> VitalsByMinute.Range {
    VitalsByMinute.Range(
      first: Fixed(thousandths: Int(first)), firstAt: begin + .milliseconds(Int64(firstAt)),
      last: Fixed(thousandths: Int(last)), lowest: Fixed(thousandths: Int(lowest)),
      highest: Fixed(thousandths: Int(highest)), at: begin + .milliseconds(Int64(at)),
      lowestAt: begin + .milliseconds(Int64(lowestAt)), highestAt: begin + .milliseconds(Int64(highestAt)),
      source: source, isLastDoubtful: isLastDoubtful, isDoubtful: isDoubtful)
  }
}

extension KeptMinute? {
  /// Of equal extremes the first one counts.
  fileprivate mutating func add(_ value: VitalValue, _ source: UInt16, from begin: SessionTime) {
    let figure = Int32(clamping: value.value.thousandths)
    let time = UInt16(clamping: (value.at - begin).milliseconds)
    let isDoubtful = value.quality == .doubtful
    guard var kept = self else {
      self = KeptMinute(figure, at: time, source, isDoubtful: isDoubtful)
      return
    }
    (kept.last, kept.at, kept.source, kept.isLastDoubtful) = (figure, time, source, isDoubtful)
    if figure < kept.lowest { (kept.lowest, kept.lowestAt) = (figure, time) }
    if figure > kept.highest { (kept.highest, kept.highestAt) = (figure, time) }
    kept.isDoubtful = kept.isDoubtful || isDoubtful
    self = kept
  }
}
