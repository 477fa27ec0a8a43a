public import InfusionCore
public import Quantities
public import SessionRecord

/// What a session was: the facts that every report is made of.
///
/// It follows the session's moments in the order of its record and interprets no input: what was refused is
/// in `refusals` alone, pressures are those that the session took for new, doses are the engine's. Corrected
/// values read as corrected.
public struct SessionDigest: Sendable {
  public private(set) var header: SessionHeader
  public internal(set) var phases: [PhaseEntry] = []
  public internal(set) var doses: [DoseEntry] = []
  public internal(set) var windows: [WindowEntry] = []
  public internal(set) var refusals: [RefusalEntry] = []
  public internal(set) var limitChanges: [LimitEntry] = []
  public internal(set) var gaps: [GapEntry] = []
  public internal(set) var checks: [CheckEntry] = []
  public internal(set) var dueReadings: [DueEntry] = []
  /// When the last of it was taken, and by whom; nil where there is none.
  public internal(set) var baselineTaken: TakenEntry?
  public internal(set) var advice: [AdviceEntry] = []
  /// The codes of what was passed over with a reason, by the entry of the start or discharge.
  public internal(set) var overrides: [Int: [String]] = [:]
  public internal(set) var outcome: Outcome?
  public internal(set) var outcomeReason: String?
  /// Marks and pressures as they read now.
  public internal(set) var chart = Chart()
  /// The streamed vitals, by minute of the session.
  public internal(set) var vitals: VitalsByMinute
  /// What was seen from the start of the last observation on.
  public internal(set) var observed: ObservedMinutes?
  /// The engine's dose; empty where the record was read without its readings.
  public internal(set) var course: DoseCourse
  /// What the record told last of the dose.
  public internal(set) var lastTold: DoseFigures?
  public internal(set) var patient: String?
  public internal(set) var weight: Kilograms?
  var isWeightExplained = false
  public internal(set) var planName: String?
  /// What was known of the patient's earlier treatments at the time.
  public internal(set) var history: PatientHistory?
  public internal(set) var answers: [String: ChecklistAnswer] = [:]
  /// The last entry's time.
  public internal(set) var length: SessionTime = .start
  public internal(set) var isSealed = false
  /// The result of the drill; nil for any other session.
  public internal(set) var drillResult: DrillResult?

  /// Whether the events tell the dose: they do by `dose`, and where nothing was infused.
  var isDoseTold: Bool { infusionStart == nil || hasDoseEvents }
  var hasDoseEvents = false
  var bag = Bag()
  /// Where the wall clock was set anew: it stepped, or another boot went on with the session.
  var anchors: [(at: SessionTime, wall: WallTime)] = []
  var log = AlarmLog()
  /// The action whose consequences are being told.
  var cause: Action?

  /// - Parameter offset: how far behind a whole minute of the session the minutes of vitals and dose begin,
  ///   so that they are those of an infusion; less than one.
  public init(header: SessionHeader, minutesFrom offset: TimeSpan = .zero) {
    self.header = header
    // The part before the first whole minute counts as a minute too.
    vitals = VitalsByMinute(from: offset > .zero ? .start + offset - .minutes(1) : .start)
    course = DoseCourse(offset: offset)
    patient = header.plan.patient
    weight = header.plan.weight
    planName = header.plan.plan
  }

  /// Adopts the name of the session's folder, which is known only once it is made.
  public mutating func name(_ session: String) { header.session = session }
}

extension SessionDigest {
  /// When a phase began.
  public struct PhaseEntry: Hashable, Sendable {
    public var phase: Phase
    public var at: SessionTime
    public var wall: WallTime
  }
  /// A change of the infusion, with the dose by then.
  public struct DoseEntry: Hashable, Sendable {
    public var change: InfusionChange
    public var figures: InfusionFigures
    public var at: SessionTime
    /// The accepted action that did it, and whose it was; nil for what happened by itself.
    public var action: Action?
    public var by: String?
  }
  /// A word about the observation window.
  public struct WindowEntry: Hashable, Sendable {
    public var change: ObservationChange
    public var target: TimeSpan
    public var at: SessionTime
  }
  /// What was refused, and when.
  public struct RefusalEntry: Hashable, Sendable {
    public var refusal: Refusal
    public var at: SessionTime
  }
  /// A limit that is another one from then on.
  public struct LimitEntry: Hashable, Sendable {
    /// Why it moved.
    public enum Cause: Hashable, Sendable {
      /// A person changed this limit, or switched the vital's limits off or on.
      case hand
      /// It moved because of that: a switch, the baseline, another plan.
      case consequence
    }
    public var change: LimitChange
    public var cause: Cause
    public var at: SessionTime
  }
  /// A stretch that nobody watched.
  public struct GapEntry: Hashable, Sendable {
    public var from: SessionTime
    public var to: SessionTime
    public var reason: String
    public var isEstimated: Bool
  }
  /// A check that was taken.
  public struct CheckEntry: Hashable, Sendable {
    public var by: String?
    /// The scales of it that were left out.
    public var without: [String]
    public var at: SessionTime
  }
  /// What became of a reading that the plan wants at a time of its own.
  public struct DueEntry: Hashable, Sendable {
    public var reading: DueReading
    public var outcome: DueOutcome
    public var at: SessionTime
  }
  /// When something was taken, and by whom.
  public struct TakenEntry: Hashable, Sendable {
    public var at: SessionTime
    public var by: String?
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
