public import Quantities

/// What a session tells. Each carries its evidence; sentences are made elsewhere.
public enum Event: Hashable, Sendable {
  case phase(Phase)
  case infusion(InfusionChange, InfusionFigures)
  case observation(ObservationChange, target: TimeSpan)
  case alarmRaised(AlarmID, AlarmSignal, InfusionContext)
  case alarmPriority(AlarmID, AlarmSignal)
  case alarmEnded(AlarmID, AlarmEnd, isLatched: Bool)
  case alarmAcknowledged(AlarmID, by: String?)
  case alarmReminded(AlarmID)
  case limitReminded(Vital)
  case audioPaused(until: SessionTime, by: String?)
  case audioResumed(AudioResumption)
  case limitChanged(LimitChange)
  case baseline([BaselineValue], by: String?)
  case checkTaken(by: String?)
  case away(until: SessionTime, reason: String, by: String?)
  /// Earlier than `until`.
  case back(by: String?)
  /// A hold rule of the clinic is met; `value` is the one farthest beyond its bound.
  case holdAdvised(HoldRule, value: Fixed)
  /// The advice of the rule of that name is over; `note` is the reason of who set it aside.
  case holdEnded(String, HoldEnd, by: String?, note: String?)
  case gap(from: SessionTime, reason: String, isEstimated: Bool)
  case refused(Refusal)
  case closed(Outcome, reason: String?)
}

/// An event and when it happened.
public struct StampedEvent: Hashable, Sendable {
  public var time: SessionTime
  public var event: Event

  public init(_ event: Event, at time: SessionTime) {
    self.time = time
    self.event = event
  }
}

/// A signal's priority with the value and the limit that gave it; both nil for a technical condition.
public struct AlarmSignal: Hashable, Sendable {
  public var priority: AlarmPriority
  public var value: Fixed?
  /// The limit of the highest part that is raised.
  public var limit: Fixed?

  public init(_ priority: AlarmPriority, value: Fixed? = nil, limit: Fixed? = nil) {
    self.priority = priority
    self.value = value
    self.limit = limit
  }
}

public enum AlarmEnd: String, CaseIterable, Hashable, Sendable {
  case cleared
  case noValue = "novalue"
  case limitChanged = "limitchanged"
  case closed
}

/// Where the infusion stood when an alarm was raised.
public struct InfusionContext: Hashable, Sendable {
  /// Minutes since `start`, nil before it.
  public var elapsed: TimeSpan?
  public var rate: MillilitresPerHour
  public var delivered: Milligrams
  public var deliveredPerKilogram: MilligramsPerKilogram?

  public init(
    elapsed: TimeSpan?, rate: MillilitresPerHour, delivered: Milligrams,
    deliveredPerKilogram: MilligramsPerKilogram?
  ) {
    self.elapsed = elapsed
    self.rate = rate
    self.delivered = delivered
    self.deliveredPerKilogram = deliveredPerKilogram
  }
}

public enum InfusionChange: String, CaseIterable, Hashable, Sendable {
  case started, paused, resumed, rate, bolus, stopped
}

/// What has gone in, and how fast it goes.
public struct InfusionFigures: Hashable, Sendable {
  public var delivered: Milligrams
  public var deliveredPerKilogram: MilligramsPerKilogram?
  public var volume: Millilitres
  public var rate: MillilitresPerHour
  /// Counted through a gap, or while the pump was not heard.
  public var isEstimated: Bool

  public init(
    delivered: Milligrams, deliveredPerKilogram: MilligramsPerKilogram?, volume: Millilitres,
    rate: MillilitresPerHour,
    isEstimated: Bool
  ) {
    self.delivered = delivered
    self.deliveredPerKilogram = deliveredPerKilogram
    self.volume = volume
    self.rate = rate
    self.isEstimated = isEstimated
  }
}

public enum ObservationChange: String, CaseIterable, Hashable, Sendable {
  case started, extended, complete, reopened
}

public enum AudioResumption: String, CaseIterable, Hashable, Sendable {
  case expired
  /// A new condition, or one that rose.
  case alarm
  case byOperator = "operator"
}

/// One limit that changed.
public struct LimitChange: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case low, high
    case extremeLow = "extreme_low"
    case extremeHigh = "extreme_high"
    /// The ordinary limits as a whole, switched off or on.
    case off, on
  }
  public var vital: Vital
  public var kind: Kind
  public var from: Fixed?
  public var to: Fixed?
  public var reason: String?
  public var by: String?

  public init(vital: Vital, kind: Kind, from: Fixed?, to: Fixed?, reason: String? = nil, by: String? = nil) {
    self.vital = vital
    self.kind = kind
    self.from = from
    self.to = to
    self.reason = reason
    self.by = by
  }
}

/// One vital of the baseline, and where it came from.
public struct BaselineValue: Hashable, Sendable {
  public var vital: Vital
  public var value: Fixed
  public var isByHand: Bool

  public init(vital: Vital, value: Fixed, isByHand: Bool) {
    self.vital = vital
    self.value = value
    self.isByHand = isByHand
  }
}
