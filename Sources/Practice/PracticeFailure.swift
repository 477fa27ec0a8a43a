/// Why simulated ports cannot be offered.
public enum PracticeFailure: Error, Hashable, Sendable {
  /// The system has no pseudo-terminal; with its words.
  case noTerminal(String)
  /// Where the link should be is something that is no link.
  case notALink(String)
  case noLink(String, String)
  /// The system has no free port on the loopback; with its words.
  case noSocket(String)
}

extension PracticeFailure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noTerminal(let words): "no pseudo-terminal: \(words)"
    case .notALink(let path): "\(path): is there already and is no link"
    case .noSocket(let words): "no port on the loopback: \(words)"
    case .noLink(let path, let words): "\(path): \(words)"
    }
  }
}
