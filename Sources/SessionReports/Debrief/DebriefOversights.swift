import InfusionCore
import Phrases
public import Quantities
import SessionRecord

extension Debrief {
  /// Something that was noted as done without any effect.
  public struct Unanswered: Hashable, Sendable {
    public var at: SessionTime
    /// What the simulated patient knows nothing of, with what was perhaps meant; or why it was no answer.
    public var words: String

    public init(at time: SessionTime, words: String) {
      at = time
      self.words = words
    }
  }

  /// What was overridden, with a reason or without a word. No score counts it: whether it was right is for
  /// the talk.
  var overridden: [DebriefMoment] {
    let omissions = digest.startedAt.map { at in
      digest.startOmissions.map { DebriefMoment(at: at, text: $0.words.english) }
    }
    let overrides = digest.chart.standingMarks.compactMap(override)
    return ((omissions ?? []) + overrides).enumerated()
      .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
  }

  private func override(_ mark: Mark) -> DebriefMoment? {
    let by = mark.by.map { " (\($0))" } ?? ""
    switch mark.what {
    case .action(.start(let start)):
      return start.override.map { DebriefMoment(at: mark.at, text: "started by an override: \($0)\(by)") }
    case .action(.discharge(let discharge)):
      // A reason given while nothing was missing overrides nothing.
      guard digest.outcome == .overridden else { return nil }
      return discharge.override.map {
        DebriefMoment(at: mark.at, text: "discharged by an override: \($0)\(by)")
      }
    case .action, .annotation: return nil
    }
  }
}
