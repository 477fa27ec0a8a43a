import InfusionCore
import Quantities
public import SessionRecord

// What came of a drill.

extension SummaryText {
  var drill: [String] {
    guard let result = digest.drillResult else { return [] }
    return ["DRILL      \(result.headline.onOneLine)"] + result.lines.map { "  \($0.onOneLine)" } + again
  }

  /// The rules by which a drill is scored may have changed since: both scores stand there.
  private var again: [String] {
    guard let rescored else { return [] }
    return ["  The record has the score above. By the rules of today:", "  \(rescored.headline.onOneLine)"]
      + rescored.lines.map { "  \($0.onOneLine)" }
  }
}

extension DrillResult {
  /// `desaturation, seed 7: passed, 0.4 min of harm (rubric 1)`.
  public var headline: String {
    "\(setting.scenario), seed \(setting.seed): \(passed ? "passed" : "not passed"), "
      + "\(harmMinutes) min of harm (rubric \(setting.rubric))"
  }

  /// A line for each objective, and for each act that harms.
  public var lines: [String] {
    objectives.map { objective in
      let at = objective.at.map { "  \($0.sinceStart.clock)" } ?? ""
      return "\(pad(objective.telling, 12))\(objective.id)\(at)"
    }
      + acts.map { act in
        "harm at \(act.at.sinceStart.clock): \(act.what)\(act.wasRefused ? " (refused)" : "")"
      }
  }
}
