/// How fast a recording goes by: so many seconds a second, or as fast as the machine can.
public enum ReplaySpeed: Hashable, Sendable {
  case times(Int)
  case max

  /// `1`, `10`, `max`; nil for anything else.
  public init?(_ text: String) {
    if text == "max" {
      self = .max
    } else if let factor = Int(text), (1...1000).contains(factor) {
      self = .times(factor)
    } else {
      return nil
    }
  }

  /// Seconds a second; of `max`, as many as can be asked for.
  public var factor: Int {
    switch self {
    case .times(let factor): factor
    case .max: 1000
    }
  }

  private static let steps = [1, 2, 5, 10, 30, 60, 120]

  /// The next speed of those that a key steps through.
  public var faster: ReplaySpeed {
    guard case .times(let now) = self else { return .max }
    return Self.steps.first { $0 > now }.map(ReplaySpeed.times) ?? .max
  }

  /// The one before.
  public var slower: ReplaySpeed {
    guard case .times(let now) = self else { return .times(Self.steps[Self.steps.count - 1]) }
    return .times(Self.steps.last { $0 < now } ?? 1)
  }
}

extension ReplaySpeed: CustomStringConvertible {
  public var description: String {
    switch self {
    case .times(let factor): "\(factor)"
    case .max: "max"
    }
  }
}
