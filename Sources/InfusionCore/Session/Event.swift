public import Quantities

/// What a session tells. Each carries its evidence; sentences are made elsewhere.
///
/// Whoever tells of a session reads these and never its inputs: an input is what was tried, an event what the
/// session made of it.
public enum Event: Hashable, Sendable {
  /// What a person did was accepted; a refused action is `refused` and nothing else. `entry` is that of the
  /// action, which a correction cites; `overrides` are the codes of what it passed over.
  case accepted(Action, entry: Int, by: String?, overrides: [String] = [])
  /// A remark that came with the data; `entry` is that of the remark.
  case remarked(String, SourceID, entry: Int)
  /// A measurement of the cuff that is really new.
  case measured(Measured)
  /// An earlier entry reads otherwise from here on.
  case corrected(Correction)
  /// What was delivered, at its times (`dose.md` of the contracts; `docs/session-format.md`).
  case dose(DoseFigures)
  /// A source is bound to what it is.
  case bound(SourceID, SourceIdentity)
  /// A reading that the plan wants at a time of its own was taken, or missed.
  case due(DueReading, DueOutcome)
  case phase(Phase)
  case infusion(InfusionChange, InfusionFigures)
  case observation(ObservationChange, target: TimeSpan)
  case alarmRaised(AlarmID, AlarmSignal, InfusionContext)
  case alarmPriority(AlarmID, AlarmSignal)
  case alarmEnded(AlarmID, AlarmEnd, isLatched: Bool)
  case alarmAcknowledged(AlarmID, by: String?)
  case alarmReminded(AlarmID)
  /// High, and nobody has acknowledged it for a while.
  case alarmEscalated(AlarmID)
  case limitReminded(Vital)
  case audioPaused(until: SessionTime, by: String?)
  case audioResumed(AudioResumption)
  case limitChanged(LimitChange)
  case baseline([BaselineValue], by: String?)
  case checkTaken(without: [String], by: String?)
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

/// A measurement of blood pressure that is new.
public struct Measured: Hashable, Sendable {
  public var measurement: CuffMeasurement
  public var source: SourceID
  /// The entry of the reading or of the action that brought it.
  public var entry: Int

  public init(_ measurement: CuffMeasurement, from source: SourceID, entry: Int) {
    self.measurement = measurement
    self.source = source
    self.entry = entry
  }

  public var isByHand: Bool { source == .manual }
}

/// A correction of an earlier entry: which fields read how now, or that it should not be there.
public struct Correction: Hashable, Sendable {
  /// The entry that is corrected, and the one that corrects it.
  public var entry: Int
  public var by: String?
  public var amendment: Int
  /// The fields as they should read. `struck` with a reason: the entry should not be there.
  public var changes: [AmendedField]

  public init(of entry: Int, _ changes: [AmendedField], amendment: Int, by: String?) {
    self.entry = entry
    self.changes = changes
    self.amendment = amendment
    self.by = by
  }

  /// Why the entry should not be there; nil if it should read otherwise.
  public var struckBecause: String? { changes.first { $0.key == AmendAction.struck }?.value }
}

/// What became of a reading that the plan wants at a time of its own.
public enum DueOutcome: String, CaseIterable, Hashable, Sendable {
  case taken, late, missed
}

/// Why an alarm ended: its value is back, it is lost, its limit is another, the session is over.
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

/// What happened to the infusion.
public enum InfusionChange: String, CaseIterable, Hashable, Sendable {
  case started, paused, resumed, rate, bolus, stopped
}

/// What decides a dose: the rate that was set, the rate that a pump tells, or the volume that it counts.
public enum DoseBasis: String, CaseIterable, Hashable, Sendable {
  case set, rate, volume

  /// Whether a dose is to be told as `up to`: nobody counted it, and with the order in a pump has perhaps
  /// stopped by itself.
  public func tellsUpTo(_ delivered: Milligrams, of ordered: Milligrams) -> Bool {
    self == .set && delivered.fixed > ordered.fixed
  }
}

/// What was delivered, and how sure that is.
public struct DoseFigures: Hashable, Sendable {
  public var volume: Millilitres
  public var delivered: Milligrams
  public var deliveredPerKilogram: MilligramsPerKilogram?
  public var basis: DoseBasis
  public var isEstimated: Bool
  /// What it may be at least and at most; both are `volume` when it is sure.
  public var low: Millilitres
  public var high: Millilitres

  public init(
    volume: Millilitres, delivered: Milligrams, deliveredPerKilogram: MilligramsPerKilogram?,
    basis: DoseBasis, isEstimated: Bool, low: Millilitres, high: Millilitres
  ) {
    self.volume = volume
    self.delivered = delivered
    self.deliveredPerKilogram = deliveredPerKilogram
    self.basis = basis
    self.isEstimated = isEstimated
    self.low = low
    self.high = high
  }
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

/// What happened to the observation window.
public enum ObservationChange: String, CaseIterable, Hashable, Sendable {
  case started, extended, complete, reopened
}

/// Why alarms sound again.
public enum AudioResumption: String, CaseIterable, Hashable, Sendable {
  case expired
  /// A new condition, or one that rose.
  case alarm
  case byOperator = "operator"
}

/// One limit that changed.
public struct LimitChange: Hashable, Sendable {
  /// Which of a vital's limits.
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
  /// The entry of the pressure that it was taken from; nil for any other vital, by hand, and in a record of
  /// before it was told.
  public var pressure: Int?

  public init(vital: Vital, value: Fixed, isByHand: Bool, pressure: Int? = nil) {
    self.vital = vital
    self.value = value
    self.isByHand = isByHand
    self.pressure = pressure
  }
}

extension Event {
  /// Whether records have it only since the second rules. Older ones were written without it, so a replay of
  /// one tells more than it recorded.
  public var isOfSecondRules: Bool {
    switch self {
    case .accepted, .remarked, .measured, .corrected, .dose, .bound, .due, .alarmEscalated: true
    case .phase, .infusion, .observation, .alarmRaised, .alarmPriority, .alarmEnded, .alarmAcknowledged,
      .alarmReminded, .limitReminded, .audioPaused, .audioResumed, .limitChanged, .baseline, .checkTaken,
      .away, .back, .holdAdvised, .holdEnded, .gap, .refused, .closed:
      false
    }
  }
}
