public import Phrases
public import Quantities

/// The clinic's rules: limits, times and plans. A session keeps the whole of it in its header.
public struct Configuration: Hashable, Sendable {
  public var limits: [Vital: VitalLimits]
  public var bounds: [Vital: LimitBounds]
  public var audioPause: TimeSpan
  public var reminder: TimeSpan
  /// Alarms that latch although their priority alone would not.
  public var latching: Set<AlarmID>
  public var plans: [Plan]
  public var checklist: [ChecklistItem]
  /// What the clinic asks before a patient goes, beside what is always asked.
  public var discharge: [DischargeCriterion]
  /// Scales, pick lists and hold rules: what is offered and explained, never what decides.
  public var clinic: Clinic
  /// What the clinic wants two people for.
  public var secondPerson: Set<TwoPersonDeed> = []
  /// A high alarm that nobody has acknowledged for this long is told once more.
  public var escalateAfter = TimeSpan.seconds(60)
  /// Only high alarms sound; the others are seen. For a clinic whose room must be quiet.
  public var isQuiet = false
  /// A chair listens when the wall tells that somebody is on the way; else it reads nothing from anybody.
  public var hearsWall = false
  /// A source whose figures do not change for this long is told of.
  public var unvaryingAfter = TimeSpan.seconds(300)
  /// The language of the screen. It is not recorded, because what was done is the same in every language.
  public var language = Language.english
  /// The clinic has set limits of the mean itself: they then judge measurements with all three figures, too.
  public var judgesMeasuredMean = false

  public init(
    limits: [Vital: VitalLimits], bounds: [Vital: LimitBounds], audioPause: TimeSpan, reminder: TimeSpan,
    latching: Set<AlarmID>, plans: [Plan], checklist: [ChecklistItem],
    discharge: [DischargeCriterion] = DischargeCriterion.shipped, clinic: Clinic = .shipped
  ) {
    self.limits = limits
    self.bounds = bounds
    self.audioPause = audioPause
    self.reminder = reminder
    self.latching = latching
    self.plans = plans
    self.checklist = checklist
    self.discharge = discharge
    self.clinic = clinic
  }

  public static let shipped = Configuration(
    limits: Dictionary(uniqueKeysWithValues: Vital.allCases.map { ($0, .shipped($0)) }),
    bounds: Dictionary(uniqueKeysWithValues: Vital.allCases.map { ($0, .shipped($0)) }),
    audioPause: .seconds(120), reminder: .seconds(180), latching: [], plans: Plan.shipped,
    checklist: ChecklistItem.shipped)

  public func plan(named name: String) -> Plan? { plans.first { $0.name == name } }
}

/// One question that is answered before the infusion (`start`) or before the patient goes (`discharge`).
public struct ChecklistItem: Hashable, Sendable {
  /// What an item of the checklist is asked before.
  public enum Stage: String, CaseIterable, Hashable, Sendable { case start, discharge }
  public var name: String
  public var text: String
  public var stage: Stage
  /// Whether the stage is refused until it is answered "met". "Not met" refuses it in any case.
  public var isRequired: Bool

  public init(name: String, text: String, stage: Stage, isRequired: Bool) {
    self.name = name
    self.text = text
    self.stage = stage
    self.isRequired = isRequired
  }
}

/// What is known about one session when it begins.
public struct SessionPlan: Hashable, Sendable {
  public var configuration: Configuration
  public var chair: String
  public var patient: String?
  public var weight: Kilograms?
  /// The name of a plan of the configuration; nil until one is chosen.
  public var plan: String?
  public var sources: [SourceDescription]
  public var origin: Origin
  /// The version of the rules by which it decides: those of the program that began it, so that its record
  /// gives the same events again, and a resumed session goes on as it began.
  public var rulesVersion = RulesVersion.current

  public init(
    configuration: Configuration = .shipped, chair: String = "1", patient: String? = nil,
    weight: Kilograms? = nil,
    plan: String? = nil, sources: [SourceDescription] = [], origin: Origin = .live
  ) {
    self.configuration = configuration
    self.chair = chair
    self.patient = patient
    self.weight = weight
    self.plan = plan
    self.sources = sources
    self.origin = origin
  }
}

/// Versions of the rules by which a session decides, where the same inputs give other events.
public enum RulesVersion {
  /// The version of a record that does not name one.
  public static let first = 1
  /// Hold advice is told when it begins and when it ends.
  public static let holdsAreTold = 2
  /// A mark's time lies in the past, and a correction cites an entry that exists.
  public static let marksAreChecked = 2
  /// A checklist item that is answered "not met" holds its stage up, required or not.
  public static let notMetHoldsUp = 2
  /// Alarms, dose and discharge as their contracts' second versions have them: `docs/session-format.md` lists
  /// what differs.
  public static let second = 3
  public static let current = 3
}

extension SessionPlan {
  /// Whether the contracts' second versions decide.
  public var isBySecondRules: Bool { rulesVersion >= RulesVersion.second }
}

/// Where a session's readings come from. Anything but `live` says SIMULATION wherever it is shown.
public enum Origin: String, CaseIterable, Hashable, Sendable {
  case live, simulated, drill, replay
}

/// A source of readings, in order of preference: where two give one vital, the first that is not lost counts.
public struct SourceDescription: Hashable, Sendable {
  public var id: SourceID
  /// The usual time between readings. A value is never lost before 2.5 of these.
  public var nominalInterval: TimeSpan
  /// After so long without a changed digit it is told of; nil: as the clinic has it.
  public var unvaryingAfter: TimeSpan?

  public init(id: SourceID, nominalInterval: TimeSpan = .seconds(1), unvaryingAfter: TimeSpan? = nil) {
    self.id = id
    self.nominalInterval = nominalInterval
    self.unvaryingAfter = unvaryingAfter
  }
}
