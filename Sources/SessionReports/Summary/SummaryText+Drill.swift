import InfusionCore
import Quantities
import SessionRecord

// What came of a drill.

extension SummaryText {
  var drill: [String] {
    guard let result = digest.drillResult else { return [] }
    return ["DRILL      \(result.headline().onOneLine)"] + result.lines().map { "  \($0.onOneLine)" } + again
  }

  /// The rules by which a drill is scored may have changed since: both scores stand there.
  private var again: [String] {
    guard let rescored else { return [] }
    return ["  The record has the score above. By the rules of today:", "  \(rescored.headline().onOneLine)"]
      + rescored.lines().map { "  \($0.onOneLine)" }
  }
}
