public import InfusionCore
public import Quantities
public import SessionRecord

/// What a session was, taken from its record in one reading: the facts that every report is made of.
public struct SessionDigest: Sendable {
  public let header: SessionHeader
  public private(set) var phases: [PhaseEntry] = []
  public private(set) var doses: [DoseEntry] = []
  public private(set) var pressures: [PressureEntry] = []
  public private(set) var marks: [MarkEntry] = []
  public private(set) var refusals: [RefusalEntry] = []
  public private(set) var limitChanges: [LimitEntry] = []
  public private(set) var gaps: [GapEntry] = []
  public private(set) var baseline: [BaselineValue] = []
  public private(set) var outcome: Outcome?
  public private(set) var outcomeReason: String?
  public private(set) var patient: String?
  public private(set) var weight: Kilograms?
  public private(set) var plan: String?
  public private(set) var vitals = VitalsByInterval()
  /// The last entry's time.
  public private(set) var length: SessionTime = .start
  public private(set) var isSealed = false
  private var episodes = AlarmEpisodes()

  public struct PhaseEntry: Hashable, Sendable {
    public var phase: Phase
    public var at: SessionTime
    public var wall: WallTime
  }
  public struct DoseEntry: Hashable, Sendable {
    public var change: InfusionChange
    public var figures: InfusionFigures
    public var at: SessionTime
  }
  public struct PressureEntry: Hashable, Sendable {
    public var measurement: CuffMeasurement
    public var isByHand: Bool
    public var at: SessionTime
  }
  public struct MarkEntry: Hashable, Sendable {
    public var what: Mark.What
    public var by: String?
    public var at: SessionTime
    /// The entry's number, which a correction cites.
    public var number: Int
  }
  public struct RefusalEntry: Hashable, Sendable {
    public var refusal: Refusal
    public var at: SessionTime
  }
  public struct LimitEntry: Hashable, Sendable {
    public var change: LimitChange
    public var at: SessionTime
  }
  public struct GapEntry: Hashable, Sendable {
    public var from: SessionTime
    public var to: SessionTime
    public var reason: String
  }

  public init(header: SessionHeader) {
    self.header = header
    patient = header.plan.patient
    weight = header.plan.weight
    plan = header.plan.plan
  }

  public var alarms: [AlarmEpisode] { episodes.all }
}

extension SessionDigest {
  /// Takes the next entry, in order.
  public mutating func take(_ entry: JournalEntry) {
    length = max(length, entry.time)
    switch entry.content {
    case .input(let input): take(input, entry)
    case .event(let event): take(event, entry)
    case .seal: isSealed = true
    case .header, .anchor, .recovered, .other: break
    }
  }

  private mutating func take(_ input: Input, _ entry: JournalEntry) {
    switch input {
    case .reading(let reading): take(reading, at: entry.time)
    case .action(let action, let by): take(action, by: by, entry)
    case .annotation(let text, let source): mark(.annotation(text, source), by: nil, entry)
    case .link, .recorder, .sound, .clockStepped, .gap: break
    }
  }

  private mutating func take(_ reading: Reading, at time: SessionTime) {
    take(reading.spo2, .spo2, at: time)
    take(reading.hr, .hr, at: time)
    take(reading.rr, .rr, at: time)
    if case .measured(let measurement)? = reading.nibp { take(measurement, isByHand: false, at: time) }
  }

  private mutating func take(_ sample: Sample?, _ vital: Vital, at time: SessionTime) {
    guard case .value(let value, _)? = sample else { return }
    vitals.take(value, of: vital, at: time)
    episodes.take(value, of: vital)
  }

  private mutating func take(_ measurement: CuffMeasurement, isByHand: Bool, at time: SessionTime) {
    guard !measurement.ageIsUnknown, measurement.number == nil || pressures.last?.measurement != measurement
    else {
      return
    }
    pressures.append(PressureEntry(measurement: measurement, isByHand: isByHand, at: time))
    if let sys = measurement.sys { episodes.take(sys, of: .sys) }
    if let dia = measurement.dia { episodes.take(dia, of: .dia) }
  }

  private mutating func take(_ action: Action, by: String?, _ entry: JournalEntry) {
    switch action {
    case .bloodPressure(let sys, let dia, let map):
      take(.pressure(sys: sys, dia: dia, map: map), isByHand: true, at: entry.time)
    case .setup(let setup):
      patient = setup.patient ?? patient
      weight = setup.weight ?? weight
      plan = setup.plan ?? plan
    case .baseline, .checklist, .start, .pause, .resume, .stop, .rate, .bolus, .check, .extend, .away,
      .discharge,
      .close, .acknowledge, .audioPause, .limit, .symptom, .medication, .score, .note, .amend:
      break
    }
    mark(.action(action), by: by, entry)
  }

  private mutating func mark(_ what: Mark.What, by: String?, _ entry: JournalEntry) {
    marks.append(MarkEntry(what: what, by: by, at: entry.time, number: entry.number))
  }

  private mutating func take(_ event: Event, _ entry: JournalEntry) {
    episodes.take(event, at: entry.time)
    switch event {
    case .phase(let phase): phases.append(PhaseEntry(phase: phase, at: entry.time, wall: entry.wall))
    case .infusion(let change, let figures):
      doses.append(DoseEntry(change: change, figures: figures, at: entry.time))
    case .baseline(let values, _): baseline = values
    case .limitChanged(let change): limitChanges.append(LimitEntry(change: change, at: entry.time))
    case .refused(let refusal):
      refusals.append(RefusalEntry(refusal: refusal, at: entry.time))
      // What was refused did not happen.
      if case .action? = marks.last?.what, marks.last?.at == entry.time { marks.removeLast() }
    case .gap(let from, let reason, _): gaps.append(GapEntry(from: from, to: entry.time, reason: reason))
    case .closed(let outcome, let reason):
      self.outcome = outcome
      outcomeReason = reason
    case .observation, .alarmRaised, .alarmPriority, .alarmEnded, .alarmAcknowledged, .alarmReminded,
      .limitReminded,
      .audioPaused, .audioResumed, .checkTaken, .away:
      break
    }
  }
}

extension SessionDigest {
  public func firstTime(of phase: Phase) -> SessionTime? { phases.first { $0.phase == phase }?.at }

  /// When the infusion began, and when it was stopped for the last time.
  public var infusionStart: SessionTime? { doses.first { $0.change == .started }?.at }
  public var infusionStop: SessionTime? { doses.last { $0.change == .stopped }?.at }

  /// What had gone in when the record last told it.
  public var delivered: InfusionFigures? { doses.last?.figures }

  public func wall(at time: SessionTime) -> WallTime {
    header.anchorWall.advanced(byMilliseconds: time.milliseconds)
  }
}
