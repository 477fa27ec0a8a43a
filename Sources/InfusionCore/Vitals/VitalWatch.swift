public import Quantities

/// All that is kept about one vital: its value over time and the conditions of its limits.
struct VitalWatch: Hashable, Sendable {
  let vital: Vital
  /// As configured, or changed in the session; before the baseline and "off" have their say.
  var limits: VitalLimits
  let bounds: LimitBounds
  var track: ValueTrack
  var low: LimitCondition
  var high: LimitCondition
  var off: LimitsOff?
  /// What a loss took over: `novalue` is never of lower priority.
  var takenOver: AlarmPriority?
  /// When a required vital without a value is due to alarm.
  var requiredDeadline: SessionTime?

  init(_ vital: Vital, _ configuration: Configuration) {
    self.vital = vital
    limits = configuration.limits[vital] ?? .shipped(vital)
    bounds = configuration.bounds[vital] ?? LimitBounds()
    track = ValueTrack(vital)
    low = LimitCondition(.low, of: limits)
    high = LimitCondition(.high, of: limits)
  }

  var isFresh: Bool { track.current != nil }
  var offReminderAt: SessionTime? { off?.nextReminder }

  subscript(side: Side) -> LimitCondition { side == .low ? low : high }

  func deadline(cuffStaleAfter: TimeSpan) -> SessionTime? {
    guard track.wasEverPresent else { return nil }
    var next = track.lossDeadline(cuffStaleAfter: cuffStaleAfter)
    next = earliest(next, earliest(low.endDeadline, high.endDeadline))
    return earliest(next, earliest(low.onsetDeadline, high.onsetDeadline))
  }
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
  }

  mutating func take(_ value: Fixed, from voice: ValueTrack.Voice) -> Effect {
    var effect = Effect(isReturn: !isFresh)
    effect.isInForce = track.record(from: voice)
    guard effect.isInForce else { return effect }
    effect.isNews = observe(value, at: voice.readAt)
    return effect
  }

  /// Judges a value by the limits. Returns whether that is news.
  @discardableResult
  mutating func observe(_ value: Fixed, at now: SessionTime) -> Bool {
    low.observe(value, at: now)
    high.observe(value, at: now)
    return low.told != low.level || high.told != high.level
  }

  /// A clinic's figure, but never less than 2.5 of the device's own intervals. Nil for a cuff.
  func staleAfter(interval: TimeSpan) -> TimeSpan? { limits.staleAfter.map { max($0, interval * 5 / 2) } }
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
