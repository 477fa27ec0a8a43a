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
  /// `desaturation, seed 7: passed, 0.4 weighted min of harm (rubric 1)`.
  public var headline: String { "\(setting.scenario), seed \(setting.seed): \(verdict)" }

  /// `not passed, 6.3 weighted min of harm (rubric 1)`.
  var verdict: String {
    "\(passed ? "passed" : "not passed"), \(harmMinutes) weighted min of harm"
      + "\(handWords) (rubric \(setting.rubric))"
  }

  /// `, 4.2 of them by the instructor's hand`.
  private var handWords: String {
    harmByInstructorMinutes > 0 ? ", \(harmByInstructorMinutes) of them by the instructor's hand" : ""
  }

  /// What the minutes are weighted by; nil where there are none.
  var harmWeights: String? {
    harmMinutes > 0
      ? "harm by weight: SpO2 below 85, systolic outside 75 to 200, pulse outside 40 to 150 and deep sleep "
        + "almost without breath count once each and add up; SpO2 below 75 counts three times" : nil
  }

  /// A line for each objective, and for each act that harms.
  public var lines: [String] {
    objectives.map { objective in
      let at = objective.at.map { "  \($0.sinceStart.clock)" } ?? ""
      return
        "\(pad(objective.telling, 12))\(objective.id)\(at)\(objective.keeperWords.map { ", \($0)" } ?? "")"
    }
      + acts.map { act in
        "harm at \(act.at.sinceStart.clock): \(act.what)\(act.wasRefused ? " (refused)" : "")"
      } + [harmWeights].compactMap { $0 }
  }
}

extension DrillResult.Objective {
  /// `by oxygen`; `oxygen at 7:00 came before anything asked for it`; nil where nothing is named.
  var keeperWords: String? {
    keeper.map { keeper in
      result == "met"
        ? "by \(keeper.name)"
        : "\(keeper.name) at \(keeper.at.sinceStart.clock) came before anything asked for it"
    }
  }
}
