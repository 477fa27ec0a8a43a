public import Quantities

/// The result of a drill: what happened to the patient, and how much of it was the trainee's doing.
public struct ScenarioScore: Hashable, Sendable {
  /// The number of the rules by which this program scores. Scores by another number cannot be compared.
  ///
  /// 2: what never called is no pass; the dose has to be in, or ended for a reason; a drill that was left
  /// open is none; what nothing asks for harms.
  ///
  /// 3: help before there is a reason for it, or in a dose that harms, answers and averts nothing.
  ///
  /// 4: everything at once harms, whatever is wrong; harm by an instructor's hand is told apart, and is not
  /// the trainee's.
  ///
  /// 5: a session has to be brought to its end by somebody; help of several kinds for which nothing asks
  /// harms, however it is spread; to go on while the patient is in danger harms.
  ///
  /// 6: what is in place is told by one table (to sit up at a high pressure is), comfort never harms, and
  /// needless pauses are counted by themselves.
  ///
  /// 7: what an instructor's hand brought about is no merit of the trainee's; a treatment is ended by a stop,
  /// not by a pause alone.
  ///
  /// 8: what is done by the clock answers nothing from the third time on, nor does a typed pressure that is
  /// not the patient's.
  ///
  /// 9: a pause or a stop answers nothing of the patient's unless somebody looks at the patient; a pressure
  /// is a reason when it was measured; two medicines at once of which the patient needs one harm.
  ///
  /// 10: who does a thing of one kind after the other by the clock has answered where it comes at once; more
  /// than the envelope's dose of the true weight is no treatment; a discharge without an escort that is
  /// refused answers.
  ///
  /// 11: boluses within a quarter of an hour are one; half as much again as the plan's dose is no treatment.
  public static let currentRubric = 11

  /// The result of an objective.
  public enum Result: String, CaseIterable, Hashable, Sendable {
    case met, late, missed, harmful
  }

  /// One objective of the drill, and its result.
  public struct Entry: Hashable, Sendable {
    public var id: String
    public var result: Result
    /// When it was decided; nil if it never called.
    public var at: SessionTime?
    /// From when on its time counted; nil if it never called.
    public var since: SessionTime?
    /// It asks for something, and never called: its result is `met` if that was averted, else `missed`.
    public var isUncalled: Bool
    /// An instructor brought it about at that time, and nobody at the chair: its result is `missed`.
    public var isByInstructor: Bool
    /// What kept it from calling, if it never called and the scenario names what did; else nil.
    public var keeper: Keeper?

    public init(
      id: String, result: Result, at: SessionTime?, since: SessionTime? = nil, isUncalled: Bool = false,
      isByInstructor: Bool = false, keeper: Keeper? = nil
    ) {
      self.isByInstructor = isByInstructor
      self.id = id
      self.result = result
      self.at = at
      self.since = since
      self.isUncalled = isUncalled
      self.keeper = keeper
    }

    /// The word that people are told: the result; `averted` or `not called` if it never called; `instructor`
    /// if an instructor brought it about.
    public var telling: String {
      if isByInstructor { return Self.byInstructor }
      guard isUncalled else { return result.rawValue }
      return result == .met ? Self.averted : Self.notCalled
    }

    private static let averted = "averted"
    private static let notCalled = "not called"
    private static let byInstructor = "instructor"

    /// All words that people can be told of an objective, the best first.
    public static let tellings =
      [Result.met.rawValue, averted] + [Result.late, .missed, .harmful].map(\.rawValue)
      + [notCalled, byInstructor]
  }

  /// What kept an objective from calling: a deed, or the answer to another objective.
  public struct Keeper: Hashable, Sendable {
    /// `oxygen`, `dose-corrected`.
    public var name: String
    public var at: SessionTime
    /// Whether something asked for it when it came, so that it averted the call; without a reason it is no
    /// merit.
    public var hadReason: Bool

    public init(name: String, at time: SessionTime, hadReason: Bool) {
      self.name = name
      at = time
      self.hadReason = hadReason
    }
  }

  public var rubric = ScenarioScore.currentRubric
  /// The scenario's objectives first, then those of every drill.
  public var objectives: [Entry]
  /// How long the patient suffered harm; graver harm counts more than once.
  public var harm: TimeSpan
  /// The part of it during which something stood that an instructor set or injected.
  public var harmByInstructor: TimeSpan
  public var harmfulActs: [TimedAct]
  /// The deeds that would have answered something if they had been a look at the patient.
  public var noLooks: [TimedNoLook] = []

  /// Whether nothing was missed and nothing harmed.
  public var passed: Bool {
    objectives.allSatisfy { [.met, .late].contains($0.result) }
  }
}
