/// Why simulated ports cannot be offered.
public enum PracticeFailure: Error, Hashable, Sendable {
  /// The system has no pseudo-terminal; its words.
  case noTerminal(String)
  /// Something that is no link stands where one should be.
  case notALink(String)
  case noLink(String, String)
  /// The system has no port on the loopback; its words.
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
