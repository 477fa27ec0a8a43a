public import Quantities

/// One vital over time: who gives it, how old it is, and when it will count as lost.
struct ValueTrack: Hashable, Sendable {
  /// What one source last said of this vital.
  struct Claim: Hashable, Sendable {
    let source: SourceID
    let rank: Int
    /// The usual time between readings of the source.
    let interval: TimeSpan
    let staleAfter: TimeSpan?
    let lossDelay: TimeSpan?
    var value: Fixed
    var quality: Quality
    /// The reading was marked as an artefact.
    var isArtifact: Bool
    var readAt: SessionTime
    /// When the source first said that it has no value; nil while it gives one.
    var saidNoValueAt: SessionTime?
    var isLost = false

    /// Stale by age or by the source's own word, whichever comes first.
    func lossDeadline(cuffStaleAfter: TimeSpan) -> SessionTime? {
      guard !isLost else { return nil }
      let byAge = readAt + (staleAfter ?? cuffStaleAfter)
      guard let saidNoValueAt, let lossDelay else { return byAge }
      return min(byAge, saidNoValueAt + lossDelay)
    }
  }

  let vital: Vital
  /// In order of preference; a cuff has one claim, its latest measurement's.
  private(set) var claims: [Claim] = []
  /// The last minute's readings of the claim in force: what a baseline is made of. Streamed vitals only.
  private var lastMinute: [Dated] = []

  private struct Dated: Hashable, Sendable {
    var time: SessionTime
    var value: Fixed
  }

  init(_ vital: Vital) { self.vital = vital }

  /// The value in force: the first source's in the order of preference that is not lost.
  var current: Claim? { claims.first { !$0.isLost } }

  private var placeInForce: Int? {
    for place in claims.indices where !claims[place].isLost { return place }
    return nil
  }

  var isFresh: Bool { placeInForce != nil }
  func isGiven(by source: SourceID) -> Bool {
    for place in claims.indices where !claims[place].isLost && claims[place].source == source { return true }
    return false
  }
  var isArtifact: Bool? { placeInForce.map { claims[$0].isArtifact } }
  var wasEverPresent: Bool { !claims.isEmpty }

  /// Whether two sources' values part by more than this, whichever is in force; nil where there are no two.
  func isContradicted(beyond tolerance: Fixed) -> Bool? {
    var range: (low: Fixed, high: Fixed)?
    var count = 0
    for place in claims.indices where !claims[place].isLost {
      let value = claims[place].value
      range = (min(range?.low ?? value, value), max(range?.high ?? value, value))
      count += 1
    }
    guard count > 1, let range else { return nil }
    return range.high - range.low > tolerance
  }

  /// A lost vital's last claim, for "how long ago was that".
  private var lastHeard: Claim? { claims.max { $0.readAt < $1.readAt } }
}

extension ValueTrack {
  /// A reading. Returns whether it is now the value in force (a less preferred source's may not be).
  mutating func record(_ claim: Claim) -> Bool {
    let place = put(claim)
    guard placeInForce == place else { return false }
    if !vital.isCuff { remember(claim.value, at: claim.readAt) }
    return true
  }

  /// Each source has one claim, and a cuff one in all. Returns its place.
  private mutating func put(_ claim: Claim) -> Int {
    for place in claims.indices where vital.isCuff || claims[place].source == claim.source {
      claims[place] = claim
      return place
    }
    let place = claims.firstIndex { $0.rank > claim.rank } ?? claims.endIndex
    claims.insert(claim, at: place)
    return place
  }

  /// The source says that it has no value: the last one stands until it is lost.
  mutating func recordNoValue(from source: SourceID, at now: SessionTime) {
    guard let index = claims.firstIndex(where: { $0.source == source && !$0.isLost }) else { return }
    claims[index].saidNoValueAt = claims[index].saidNoValueAt ?? now
  }

  /// Another figure for the measurement that stands; its age stays.
  mutating func correct(to value: Fixed) {
    if let index = claims.firstIndex(where: { !$0.isLost }) { claims[index].value = value }
  }

  /// Another measurement stands, older than the one that was here.
  mutating func fallBack(to value: Fixed, from source: SourceID, readAt: SessionTime) {
    guard let claim = claims.first else { return }
    claims = [
      Claim(
        source: source, rank: claim.rank, interval: claim.interval, staleAfter: claim.staleAfter,
        lossDelay: claim.lossDelay, value: value, quality: .good, isArtifact: false, readAt: readAt)
    ]
  }

  /// Nothing of this vital was ever measured: another kind of measurement speaks for it.
  mutating func forget() { claims = [] }

  /// Marks lost what is due. Returns the instant at which the value in force was lost, if it was.
  mutating func loseDue(at now: SessionTime, cuffStaleAfter: TimeSpan) -> SessionTime? {
    let before = current
    for index in claims.indices {
      if let deadline = claims[index].lossDeadline(cuffStaleAfter: cuffStaleAfter), deadline <= now {
        claims[index].isLost = true
      }
    }
    guard let before, current?.source != before.source else { return nil }
    return before.lossDeadline(cuffStaleAfter: cuffStaleAfter)
  }

  func lossDeadline(cuffStaleAfter: TimeSpan) -> SessionTime? {
    var next: SessionTime?
    for claim in claims { next = earliest(next, claim.lossDeadline(cuffStaleAfter: cuffStaleAfter)) }
    return next
  }

  private mutating func remember(_ value: Fixed, at now: SessionTime) {
    lastMinute.append(Dated(time: now, value: value))
    // Trimmed now and then, not at every reading: the median looks at the times itself.
    if lastMinute.count >= 256 { lastMinute.removeAll { now - $0.time > .minutes(1) } }
  }

  /// The median of the fresh readings of the last 60 s; the mean of the middle two of an even number. Not
  /// rounded: a limit that follows it is, once. (Half a thousandth that is dropped moves no such rounding.)
  func medianOfLastMinute(at now: SessionTime) -> Fixed? {
    guard current != nil else { return nil }
    let values = lastMinute.filter { now - $0.time <= .minutes(1) }.map(\.value).sorted()
    guard !values.isEmpty else { return nil }
    let upper = values[values.count / 2]
    let lower = values[(values.count - 1) / 2]
    return Fixed(thousandths: (lower + upper).thousandths / 2)
  }
}

/// A vital as it may be shown: never a number that could be old without saying so.
public enum VitalState: Hashable, Sendable {
  case fresh(VitalValue)
  /// The source has said that it has no value. It is shown as `--`, though the alarm logic keeps the last one
  /// until it is lost.
  case withdrawn(last: VitalValue)
  /// Nothing heard for too long.
  case stale(last: VitalValue)
  case absent
}

/// A value with its quality, when it was read and where it is from.
public struct VitalValue: Hashable, Sendable {
  public var value: Fixed
  public var quality: Quality
  public var at: SessionTime
  public var source: SourceID

  public init(value: Fixed, quality: Quality, at: SessionTime, source: SourceID) {
    self.value = value
    self.quality = quality
    self.at = at
    self.source = source
  }
}

extension ValueTrack {
  var state: VitalState {
    if let claim = current {
      return claim.saidNoValueAt == nil ? .fresh(claim.shown) : .withdrawn(last: claim.shown)
    }
    return lastHeard.map { .stale(last: $0.shown) } ?? .absent
  }
}

extension ValueTrack.Claim {
  var shown: VitalValue { VitalValue(value: value, quality: quality, at: readAt, source: source) }
}
