public import Quantities

/// What came of a drill for the patient, and what of it was the trainee's doing.
public struct ScenarioScore: Hashable, Sendable {
  /// The rules by which this program scores. Another number means that scores cannot be compared.
  ///
  /// 2: what never called is no pass; the dose has to be in, or ended for a reason; a drill that was left
  /// open is none; what nothing asks for harms.
  public static let currentRubric = 2

  public enum Result: String, CaseIterable, Hashable, Sendable {
    case met, late, missed, harmful
  }

  public struct Entry: Hashable, Sendable {
    public var id: String
    public var result: Result
    /// When it was decided; nil for what never came about.
    public var at: SessionTime?
    /// From when on its time counted; nil for what never called for anybody.
    public var since: SessionTime?
    /// It asks for something, and what it is about never came: `met` where that was averted, else `missed`.
    public var isUncalled: Bool

    public init(
      id: String, result: Result, at: SessionTime?, since: SessionTime? = nil, isUncalled: Bool = false
    ) {
      self.id = id
      self.result = result
      self.at = at
      self.since = since
      self.isUncalled = isUncalled
    }

    /// As people are told: the result, or `averted` or `not called` for what never came.
    public var telling: String {
      guard isUncalled else { return result.rawValue }
      return result == .met ? Self.averted : Self.notCalled
    }

    private static let averted = "averted"
    private static let notCalled = "not called"

    /// Everything that can be told of an objective, the best first.
    public static let tellings =
      [Result.met.rawValue, averted] + [Result.late, .missed, .harmful].map(\.rawValue) + [notCalled]
  }

  public var rubric = ScenarioScore.currentRubric
  /// Those of the scenario first, then those that hold in every drill.
  public var objectives: [Entry]
  /// How long the patient came to harm; graver harm counts more than once.
  public var harm: TimeSpan
  public var harmfulActs: [TimedAct]

  /// Nothing missed, and nothing that harms.
  public var passed: Bool {
    objectives.allSatisfy { [.met, .late].contains($0.result) }
  }
}
