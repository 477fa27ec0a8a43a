public import InfusionCore

/// Whether somebody sees to a session that is not sealed, as far as this machine can tell.
public enum SessionWatch: String, Hashable, Sendable {
  /// Its chair's lock is held, and it is the newest one of that chair.
  case running
  case nobody
}

/// How a session ended, in the words that the list, the series and the review share.
public enum RowWords {
  public static let notSealed = "NOT SEALED"

  static func outcome(_ outcome: Outcome?) -> String { outcome?.rawValue ?? "open" }

  /// - Parameter watch: nil where nobody asked.
  public static func ending(_ outcome: Outcome?, isSealed: Bool, watch: SessionWatch?) -> [String] {
    guard let outcome else {
      switch watch {
      case .running: return ["running"]
      case .nobody: return ["open, nobody watches"]
      case nil: return [Self.outcome(nil)]
      }
    }
    return isSealed ? [Self.outcome(outcome)] : [Self.outcome(outcome), notSealed]
  }
}
