public import InfusionCore
public import Quantities
import SessionRecord
public import SessionReports

/// How the trainee did, taken from the record alone: what was answered and when, what was missed, and what
/// was overridden.
///
/// It gives times and no marks: the trainer decides how quick is quick enough.
public struct DrillScore: Sendable {
  /// The medium and high alarms of patient and equipment, in the order in which they began.
  public let answers: [Answer]
  /// Cuff measurements and checks that were not done in time.
  public let missed: [AlarmEpisode]
  /// What the clinic's hold rules advised, and what was done.
  public let advice: [SessionDigest.AdviceEntry]
  public let refusals: [SessionDigest.RefusalEntry]
  /// Each time somebody went on against an open item, with the reason given.
  public let overrides: [Override]
  /// What the start passed over without a word, and when.
  public let omissions: [StartOmission]
  public let startedAt: SessionTime?
  /// Help that the simulated patient does not answer to.
  public let unanswered: [Unanswered]
  public let outcome: Outcome?

  /// An alarm of the drill, and how long it waited for somebody.
  public struct Answer: Hashable, Sendable {
    public let alarm: AlarmEpisode
    /// From the alarm, or from the rise that voided an answer, to the answer; nil if nobody answered.
    public var after: TimeSpan? { alarm.answeredAfter }
  }

  /// A start or a discharge although something was missing.
  public struct Override: Hashable, Sendable {
    /// `start` or `discharge`.
    public let action: String
    public let reason: String
    public let by: String?
    public let at: SessionTime
  }

  /// Something that was noted as done, and had no effect.
  public struct Unanswered: Hashable, Sendable {
    public let why: ScriptRemark.Why
    public let by: String?
    public let at: SessionTime
  }

  public init(_ digest: SessionDigest) {
    let late: Set<AlarmID> = [.nibpOverdue, .checkOverdue]
    let alarms = digest.alarms
    answers = alarms.filter { $0.priority >= .medium && !late.contains($0.id) && !$0.id.isOfHost }
      .map { Answer(alarm: $0) }
    missed = alarms.filter { late.contains($0.id) }
    advice = digest.advice
    refusals = digest.refusals
    // A reason given when nothing was missing overrode nothing.
    overrides = digest.chart.standingMarks.compactMap(Override.init)
      .filter { $0.action != "discharge" || digest.outcome == .overridden }
    omissions = digest.startOmissions
    startedAt = digest.startedAt
    let clinic = digest.header.plan.configuration.clinic
    unanswered = digest.chart.standingMarks.compactMap { Unanswered($0, clinic: clinic) }
    outcome = digest.outcome
  }

  /// How long each answer took, the shortest first.
  public var times: [TimeSpan] { answers.compactMap(\.after).sorted() }
}

extension DrillScore.Override {
  fileprivate init?(_ mark: Mark) {
    switch mark.what {
    case .action(.start(let start)):
      guard let reason = start.override else { return nil }
      self.init(action: "start", reason: reason, by: mark.by, at: mark.at)
    case .action(.discharge(let discharge)):
      guard let reason = discharge.override else { return nil }
      self.init(action: "discharge", reason: reason, by: mark.by, at: mark.at)
    case .action, .annotation: return nil
    }
  }
}

extension DrillScore.Unanswered {
  fileprivate init?(_ mark: Mark, clinic: Clinic) {
    guard case .action(let action) = mark.what, let why = ScriptRemark.Why(action, clinic: clinic) else {
      return nil
    }
    self.init(why: why, by: mark.by, at: mark.at)
  }
}

extension AlarmID {
  /// Whether it is about disk, sound, clock or network of the machine, which no trainee is responsible for.
  fileprivate var isOfHost: Bool {
    switch self {
    case .journalFailing, .journalSpace, .soundFailing, .wallFailing, .clockStepped: true
    case .limit, .noValue, .device, .disagree, .nibpOverdue, .nibpFailed, .pump, .infusionNearEnd,
      .infusionOverrun, .checkOverdue:
      false
    }
  }
}
