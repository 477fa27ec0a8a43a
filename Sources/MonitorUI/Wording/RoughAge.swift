public import Phrases
public import Quantities

extension TimeSpan {
  /// How long ago something was, as a person says it: `40 s`, `14 min`, `3 h 05 min`, `12 days`.
  public var rough: Phrase {
    let seconds = max(0, wholeSeconds)
    let minutes = seconds / 60
    switch seconds {
    case ..<60: return "\(seconds) s"
    case ..<3600: return "\(minutes) min"
    case ..<172_800:
      let rest = minutes % 60
      return "\(minutes / 60) h \(rest < 10 ? "0" : "")\(rest) min"
    default: return "\(seconds / 86_400) days"
    }
  }

  /// How long something lasted, each figure with its unit, since in a sentence `0:25` can be minutes as well:
  /// `25 s`, `4 min 10 s`, `3 h 05 min`.
  var withUnits: String {
    let seconds = max(0, wholeSeconds)
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60)
    if hours > 0 { return "\(hours) h \(minutes < 10 ? "0" : "")\(minutes) min" }
    if minutes == 0 { return "\(rest) s" }
    return rest == 0 ? "\(minutes) min" : "\(minutes) min \(rest) s"
  }
}
