public import InfusionCore

/// Whether anybody watches an unsealed session, as far as this machine can tell.
public enum SessionWatch: String, Hashable, Sendable {
  /// Its chair's lock is held, and it is the newest one of that chair.
  case running
  case nobody
}

/// How a session ended, in the words that the list, the series, the review and the pages share. A session
/// without a seal is unsealed everywhere, watched or not.
public enum RowWords {
  /// In capitals where it is a warning: on a page, and for a session that was closed and has no seal.
  public static let unsealed = "UNSEALED"

  static func outcome(_ outcome: Outcome?) -> String { outcome?.rawValue ?? "unsealed" }

  /// Every word that stands for the end of a session.
  static let outcomes = (Outcome.allCases + [nil]).map(outcome)

  /// - Parameter watch: nil if that was not looked at.
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
