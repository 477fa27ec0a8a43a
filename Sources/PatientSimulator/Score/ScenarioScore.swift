public import Quantities

/// What came of a drill for the patient, and what of it was the trainee's doing.
public struct ScenarioScore: Hashable, Sendable {
  /// The rules by which this program scores. Another number means that scores cannot be compared.
  public static let currentRubric = 1

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

    public init(id: String, result: Result, at: SessionTime?, since: SessionTime? = nil) {
      self.id = id
      self.result = result
      self.at = at
      self.since = since
    }
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
