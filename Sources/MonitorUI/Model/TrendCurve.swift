/// A curve that needs no more memory after a day than in its first minute: a bucket for every five seconds of
/// the last two hours, and for each minute before them the lowest and the highest value. No extreme is lost.
///
///     var flow = TrendCurve<TrendRange<Double>>()
///     flow.change(at: 0) { $0 = TrendRange(52.5) }
///     flow.change(at: 1) { $0 = TrendRange(0) }
///     flow.range(of: 0..<12)  // 0 to 52.5
public struct TrendCurve<Bucket: TrendBucket>: Hashable, Sendable {
  /// As many five seconds as two hours have: the longest stretch that moves along with the present.
  static var kept: Int { 1440 }
  static var perMinute: Int { 12 }
  /// The buckets of a day. What is later is no longer a session, and must not fill memory.
  static var most: Int { 17_280 }

  /// The last buckets, each at its number modulo `kept`. The memory for all of them is taken with the first
  /// one.
  private(set) var buckets: [Bucket?] = []
  /// The range of each minute whose buckets were dropped.
  private(set) var minutes: [TrendRange<Bucket.Figure>?] = []
  /// How many buckets have begun.
  private(set) var count = 0

  init() {}

  /// The first bucket that has not been dropped.
  var firstKept: Int { max(0, count - Self.kept) }

  /// A bucket; nil if nothing was heard in it, or if it was dropped and only its minute is known.
  subscript(index: Int) -> Bucket? {
    (firstKept..<count).contains(index) ? buckets[index % Self.kept] : nil
  }

  /// Changes a bucket, and drops the oldest if it is new. Does nothing for a bucket that was dropped or lies
  /// beyond the day.
  mutating func change(at index: Int, _ change: (inout Bucket?) -> Void) {
    guard index >= firstKept, index < Self.most else { return }
    begin(through: index)
    change(&buckets[index % Self.kept])
  }

  /// The range of the curve in some buckets; for dropped ones, that of the minutes that held them.
  func range(of wanted: Range<Int>) -> TrendRange<Bucket.Figure>? {
    let known = wanted.clamped(to: 0..<count)
    guard !known.isEmpty else { return nil }
    var range: TrendRange<Bucket.Figure>?
    if known.lowerBound < firstKept {
      let last = min(known.upperBound, firstKept) - 1
      for minute in known.lowerBound / Self.perMinute...last / Self.perMinute {
        range = TrendRange.around(range, minutes[minute])
      }
    }
    for index in max(known.lowerBound, firstKept)..<max(known.upperBound, firstKept) {
      range = TrendRange.around(range, buckets[index % Self.kept]?.range)
    }
    return range
  }

  /// The last minute with a value among the dropped buckets, up to the minute of a bucket.
  func lastMinute(through index: Int) -> (minute: Int, range: TrendRange<Bucket.Figure>)? {
    guard firstKept > 0, index >= 0 else { return nil }
    let latest = min(index, firstKept - 1) / Self.perMinute
    for minute in (0...latest).reversed() {
      if let range = minutes[minute] { return (minute, range) }
    }
    return nil
  }

  private mutating func begin(through index: Int) {
    if buckets.isEmpty {
      buckets = Array(repeating: nil, count: Self.kept)
      minutes = Array(repeating: nil, count: (Self.most - Self.kept) / Self.perMinute)
    }
    while count <= index {
      let place = count % Self.kept
      if count >= Self.kept {
        let minute = (count - Self.kept) / Self.perMinute
        minutes[minute] = TrendRange.around(minutes[minute], buckets[place]?.range)
      }
      buckets[place] = nil
      count += 1
    }
  }
}

/// What a curve has for five seconds.
public protocol TrendBucket: Hashable, Sendable {
  associatedtype Figure: Comparable, Hashable, Sendable
  var range: TrendRange<Figure> { get }
}

/// The lowest and the highest figure of a curve.
public struct TrendRange<Figure: Comparable & Hashable & Sendable>: Hashable, Sendable {
  public var low: Figure
  public var high: Figure

  init(low: Figure, high: Figure) {
    self.low = low
    self.high = high
  }

  init(_ figure: Figure) { self.init(low: figure, high: figure) }

  /// The range that holds both; nil if neither is known.
  static func around(_ a: Self?, _ b: Self?) -> Self? {
    guard let a, let b else { return a ?? b }
    return TrendRange(low: min(a.low, b.low), high: max(a.high, b.high))
  }
}

/// What flows, and what has gone in, has nothing but its figures.
extension TrendRange: TrendBucket {
  public var range: TrendRange<Figure> { self }
}
