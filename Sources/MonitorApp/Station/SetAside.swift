public import InfusionCore

/// What stations died over again and again, and what the next one therefore leaves alone.
public enum SetAside: Hashable, Sendable {
  case source(SourceID)
  /// A line of the operator script.
  case scriptLine(Int)

  /// As a station notes it for its keeper.
  var noted: String {
    switch self {
    case .source(let source): "source:\(source.name)"
    case .scriptLine(let line): "script:\(line)"
    }
  }

  /// Nil if no station writes such a note.
  public init?(noted: String) {
    let parts = noted.split(separator: ":", maxSplits: 1)
    guard parts.count == 2 else { return nil }
    switch parts[0] {
    case "source": self = .source(SourceID(String(parts[1])))
    case "script":
      guard let line = Int(parts[1]) else { return nil }
      self = .scriptLine(line)
    default: return nil
    }
  }

  /// What a person must know of it.
  public var sentence: String {
    let rest = "the monitor ended over it three times in a minute; started anew, it takes it again"
    return switch self {
    case .source(let source): "\(source.name) is set aside: \(rest)"
    case .scriptLine(let line): "line \(line) of the script is set aside: \(rest)"
    }
  }

  /// How the session is told of a source that nobody listens to.
  public var input: Input? {
    switch self {
    case .source(let source): .link(source, .lost(.other("set aside: the monitor ended over it")))
    case .scriptLine: nil
    }
  }
}
