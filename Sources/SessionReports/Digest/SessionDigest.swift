public import InfusionCore
public import Quantities
public import SessionRecord

/// What a session was, taken from its record in one reading: the facts that every report is made of.
///
/// It takes entries in the record's order. An action that was refused did not happen, and is in `refusals`
/// alone.
public struct SessionDigest: Sendable {
  public let header: SessionHeader
  public internal(set) var phases: [PhaseEntry] = []
  public internal(set) var doses: [DoseEntry] = []
  public internal(set) var windows: [WindowEntry] = []
  public internal(set) var refusals: [RefusalEntry] = []
  public internal(set) var limitChanges: [LimitEntry] = []
  public internal(set) var gaps: [GapEntry] = []
  public internal(set) var checks: [CheckEntry] = []
  public internal(set) var baseline: [BaselineValue] = []
  public internal(set) var advice: [AdviceEntry] = []
  public internal(set) var outcome: Outcome?
  public internal(set) var outcomeReason: String?
  /// The streamed vitals, by minute of the session.
  public internal(set) var vitals = VitalsByMinute(from: .start)
  /// The same from the start of the last observation on.
  public internal(set) var observed: VitalsByMinute?
  /// The last entry's time.
  public internal(set) var length: SessionTime = .start
  public internal(set) var isSealed = false

  var told: ToldFacts
  /// As it was before the last action, should that turn out to be refused.
  var toldBefore: ToldFacts?
  var log = AlarmLog()
  var voices: [Vital: PreferredVoice] = [:]
  var lastCuffNumbers: [SourceID: Int] = [:]
  let ranks: [SourceID: Int]
  var holds: HoldWatch

  public init(header: SessionHeader) {
    self.header = header
    told = ToldFacts(patient: header.plan.patient, weight: header.plan.weight, plan: header.plan.plan)
    let sources = header.plan.sources.map(\.id)
    ranks = Dictionary(zip(sources, sources.indices)) { first, _ in first }
    holds = HoldWatch(header.plan.configuration.clinic.holdRules)
  }
}

/// What people told, by actions.
struct ToldFacts: Sendable {
  var patient: String?
  var weight: Kilograms?
  var plan: String?
  var concentration: MilligramsPerMillilitre?
  var history: PatientHistory?
  var answers: [String: ChecklistAnswer] = [:]
  var pressures: [SessionDigest.PressureEntry] = []
  var marks: [SessionDigest.MarkEntry] = []
}

extension SessionDigest {
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
  /// A word about the observation window.
  public struct WindowEntry: Hashable, Sendable {
    public var change: ObservationChange
    public var target: TimeSpan
    public var at: SessionTime
  }
  public struct PressureEntry: Hashable, Sendable {
    public var measurement: CuffMeasurement
    public var isByHand: Bool
    public var at: SessionTime
  }
  /// Something that a person did, or a remark that came with the data.
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
    /// A limit that follows the baseline moved when that was taken.
    public var isOfBaseline: Bool
    public var at: SessionTime
  }
  public struct GapEntry: Hashable, Sendable {
    public var from: SessionTime
    public var to: SessionTime
    public var reason: String
    public var isEstimated: Bool
  }
  public struct CheckEntry: Hashable, Sendable {
    public var by: String?
    /// The scales of it that were left out.
    public var without: [String]
    public var at: SessionTime
  }
  /// A hold rule of the clinic that was met during the infusion, and what came of it.
  public struct AdviceEntry: Hashable, Sendable {
    public var rule: HoldRule
    public var at: SessionTime
    /// The value that met it; nil in a record of before it was told.
    public var value: Fixed?
    public var end: HoldEnd?
    public var endedAt: SessionTime?
    /// Who followed it or set it aside, and why.
    public var by: String?
    public var note: String?

    /// How long it stood; nil while it stands.
    public var lasted: TimeSpan? { endedAt.map { $0 - at } }
  }
}

// MARK: - Questions

extension SessionDigest {
  public var patient: String? { told.patient }
  public var weight: Kilograms? { told.weight }
  public var planName: String? { told.plan }
  /// What was known of the patient's earlier treatments then.
  public var history: PatientHistory? { told.history }
  public var answers: [String: ChecklistAnswer] { told.answers }
  public var pressures: [PressureEntry] { told.pressures }
  public var marks: [MarkEntry] { told.marks }

  /// The plan in force, with the concentration that was confirmed.
  public var plan: Plan? {
    var plan = told.plan.flatMap(header.plan.configuration.plan(named:))
    if let strength = told.concentration { plan?.concentration = strength }
    return plan
  }

  func scale(_ name: String) -> Scale? { header.plan.configuration.clinic.scale(named: name) }

  /// What was ordered, as far as it is known.
  public var order: Order? {
    guard let plan, plan.hasInfusion, let dose = plan.dose, let duration = plan.duration, let weight,
      let strength = plan.concentration
    else { return nil }
    return Order(dose: dose, over: duration, weight: weight, concentration: strength)
  }

  /// The alarms in the order in which they were raised, each with the worst value that was measured while it
  /// stood.
  public var alarms: [AlarmEpisode] { log.episodes.map { $0.noting(pressures) } }

  public func count(_ priority: AlarmPriority) -> Int { log.episodes.count { $0.priority == priority } }

  public func firstTime(of phase: Phase) -> SessionTime? { phases.first { $0.phase == phase }?.at }
  public func lastTime(of phase: Phase) -> SessionTime? { phases.last { $0.phase == phase }?.at }

  /// When the infusion began, and when it was stopped for the last time.
  public var infusionStart: SessionTime? { doses.first { $0.change == .started }?.at }
  public var infusionStop: SessionTime? {
    guard let last = doses.last(where: { $0.change != .rate }), last.change == .stopped else { return nil }
    return last.at
  }

  /// Since when the patient was observed, the last time that it began.
  public var observationStart: SessionTime? { windows.last { $0.change == .started }?.at }

  /// What had gone in when the record last told it.
  public var delivered: InfusionFigures? { doses.last?.figures }

  /// The wall clock's time; where it was set during the session, that of the beginning goes on.
  public func wall(at time: SessionTime) -> WallTime {
    header.anchorWall.advanced(byMilliseconds: time.milliseconds)
  }
}
