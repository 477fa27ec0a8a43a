public import Quantities

/// All that is kept about one vital: its value over time and the conditions of its limits.
struct VitalWatch: Hashable, Sendable {
  let vital: Vital
  /// As configured, or changed in the session; before the baseline and "off" have their say.
  var limits: VitalLimits
  let bounds: LimitBounds
  private(set) var track: ValueTrack
  private(set) var low: LimitCondition
  private(set) var high: LimitCondition
  var off: LimitsOff?
  /// What a loss took over: `novalue` is never of lower priority.
  var takenOver: AlarmPriority?
  /// When a required vital without a value is due to alarm.
  var requiredDeadline: SessionTime?
  private(set) var disagreement = Disagreement()
  /// When a value of it is lost, a condition begins or ends, two sources part, or limits that are off are
  /// recalled. `VitalWatches` keeps it.
  private(set) var deadline: SessionTime?
  private let isBySecondRules: Bool

  init(_ vital: Vital, _ configuration: Configuration, isBySecondRules: Bool) {
    self.vital = vital
    self.isBySecondRules = isBySecondRules
    limits = configuration.limits[vital] ?? .shipped(vital)
    bounds = configuration.bounds[vital] ?? LimitBounds()
    track = ValueTrack(vital)
    low = LimitCondition(.low, of: limits, isBySecondRules: isBySecondRules)
    high = LimitCondition(.high, of: limits, isBySecondRules: isBySecondRules)
  }

  var isFresh: Bool { track.isFresh }

  subscript(side: Side) -> LimitCondition {
    get { side == .low ? low : high }
    _modify { if side == .low { yield &low } else { yield &high } }
  }

  /// Reckons the deadline anew after a change.
  mutating func reckonDeadline(cuffStaleAfter: TimeSpan) {
    deadline = off?.nextReminder
    guard track.wasEverPresent else { return }
    let loss = track.lossDeadline(cuffStaleAfter: cuffStaleAfter)
    let limits = earliest(low.deadline, high.deadline)
    deadline = earliest(deadline, earliest(earliest(loss, disagreement.deadline), limits))
  }

  /// A clinic's figure, but never less than 2.5 of the device's own intervals. Nil for a cuff.
  func staleAfter(interval: TimeSpan) -> TimeSpan? { limits.staleAfter.map { max($0, interval * 5 / 2) } }
}

extension VitalWatch {
  /// What a reading did.
  struct Effect {
    /// It is the value in force (a less preferred source's may not be).
    var isInForce = false
    /// There was no fresh value before it.
    var isReturn = false
    /// A condition's level is not what was last told of it.
    var isNews = false
    /// There is a second source whose word counts beside it.
    var hasRivals = false
  }

  mutating func record(
    _ value: Fixed, _ quality: Quality, from giver: DeviceWatch.Giver, at now: SessionTime
  ) -> Effect {
    var effect = Effect(isReturn: !isFresh)
    effect.isInForce = track.record(
      ValueTrack.Claim(
        source: giver.source, rank: giver.rank, interval: giver.interval,
        staleAfter: staleAfter(interval: giver.interval), lossDelay: limits.lossDelay, value: value,
        quality: quality, isArtifact: giver.isArtifact && quality == .doubtful, readAt: now))
    compareSources(at: now)
    effect.hasRivals = hasRivals
    guard effect.isInForce else { return effect }
    if effect.isReturn {
      takenOver = nil
      requiredDeadline = nil
    }
    effect.isNews = judge(value, at: now, interval: giver.interval)
    return effect
  }

  mutating func recordNoValue(from source: SourceID, at now: SessionTime) {
    track.recordNoValue(from: source, at: now)
  }

  /// Judges the value in force by the limits, as a reading. Returns whether that is news.
  @discardableResult
  mutating func judge(at now: SessionTime) -> Bool {
    guard let claim = track.current else { return false }
    return judge(claim.value, at: now, interval: claim.interval)
  }

  private mutating func judge(_ value: Fixed, at now: SessionTime, interval: TimeSpan) -> Bool {
    low.observe(value, at: now, interval: interval)
    high.observe(value, at: now, interval: interval)
    return low.isNews || high.isNews
  }

  mutating func loseDue(at now: SessionTime, cuffStaleAfter: TimeSpan) -> SessionTime? {
    defer { compareSources(at: now) }
    return track.loseDue(at: now, cuffStaleAfter: cuffStaleAfter)
  }

  /// The value is lost: what was raised ends, and is remembered for its return. Returns the level that stood.
  mutating func lose(at now: SessionTime) -> AlarmPriority? {
    let level = [low.level, high.level].compactMap { $0 }.max()
    if !vital.isCuff { takenOver = [low.pendingLevel, high.pendingLevel].compactMap { $0 }.max() }
    low.lose(at: now)
    high.lose(at: now)
    return level
  }

  /// Another figure for the measurement that stands, judged at once.
  mutating func correct(to value: Fixed, at now: SessionTime) {
    track.correct(to: value)
    judge(at: now)
  }

  /// The last measurement was none: the one before it stands again, at its own age, and is judged at once.
  mutating func fallBack(to value: Fixed, from source: SourceID, readAt: SessionTime, at now: SessionTime) {
    track.fallBack(to: value, from: source, readAt: readAt)
    judge(at: now)
  }

  /// A measurement of another kind speaks for the vital from here on.
  mutating func forget() {
    track.forget()
    low.end()
    high.end()
  }

  /// A value that was measured before anything judged it. It stands, and only a changed limit is held against
  /// it.
  mutating func stand(_ claim: ValueTrack.Claim) { _ = track.record(claim) }

  mutating func change(to limits: VitalLimits, at now: SessionTime) {
    let value = track.current?.value
    low.change(ordinary: limits.low, extreme: limits.extremeLow, value: value, at: now)
    high.change(ordinary: limits.high, extreme: limits.extremeHigh, value: value, at: now)
  }
}

// MARK: - Two sources

extension VitalWatch {
  /// Whether there is a second source whose word counts beside the one in force.
  var hasRivals: Bool { track.claims.count > 1 }

  private var rivals: [ValueTrack.Claim] { Array(track.claims.filter { !$0.isLost }.dropFirst()) }

  private mutating func compareSources(at now: SessionTime) {
    guard isBySecondRules, hasRivals, let tolerance = Disagreement.tolerance(of: vital) else { return }
    disagreement.compare(areApart: track.isContradicted(beyond: tolerance), at: now)
  }

  /// Returns whether that changed anything.
  mutating func settleDisagreement(upTo horizon: SessionTime) -> Bool { disagreement.settle(upTo: horizon) }

  /// Medium; high while the value that is not shown violates an extreme limit.
  var disagreementPriority: AlarmPriority? {
    guard disagreement.isRaised else { return nil }
    let isExtreme = rivals.contains {
      low.extreme.isViolated(by: $0.value) || high.extreme.isViolated(by: $0.value)
    }
    return isExtreme ? .high : .medium
  }
}

/// The ordinary limits of a vital are off, by whom and why, and when that is recalled.
public struct LimitsOff: Hashable, Sendable {
  public var reason: String
  public var by: String
  public var since: SessionTime
  var nextReminder: SessionTime

  /// A limit that is off is recalled this often.
  static let reminderInterval = TimeSpan.minutes(10)
}
