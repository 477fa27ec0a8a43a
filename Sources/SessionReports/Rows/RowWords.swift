public import InfusionCore

/// Whether somebody sees to a session that is not sealed, as far as this machine can tell.
public enum SessionWatch: String, Hashable, Sendable {
  /// Its chair's lock is held, and it is the newest one of that chair.
  case running
  case nobody
}

/// How a session ended, in the words that the list, the series, the review and the pages share. One that has
/// no seal is unsealed everywhere, whether or not somebody sees to it.
public enum RowWords {
  /// Where it warns: on a page, and of a session that was closed and has no seal.
  public static let unsealed = "UNSEALED"

  static func outcome(_ outcome: Outcome?) -> String { outcome?.rawValue ?? "unsealed" }

  /// Every word that stands for the end of a session.
  static let outcomes = (Outcome.allCases + [nil]).map(outcome)

  /// - Parameter watch: nil where nobody asked.
  public static func ending(_ outcome: Outcome?, isSealed: Bool, watch: SessionWatch?) -> [String] {
    guard let outcome else {
      switch watch {
      case .running: return ["unsealed, watched"]
      case .nobody: return ["unsealed, nobody watches"]
      case nil: return [Self.outcome(nil)]
      }
    }
    return isSealed ? [Self.outcome(outcome)] : [Self.outcome(outcome), unsealed]
  }
}
