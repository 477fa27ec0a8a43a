/// Alarm priorities of IEC 60601-1-8, and `info` for a signal that asks for nothing.
public enum AlarmPriority: Int, CaseIterable, Hashable, Comparable, Sendable {
  case info, low, medium, high

  public var name: String {
    switch self {
    case .info: "info"
    case .low: "low"
    case .medium: "medium"
    case .high: "high"
    }
  }

  public init?(name: some StringProtocol) {
    guard let match = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = match
  }

  public static func < (a: AlarmPriority, b: AlarmPriority) -> Bool { a.rawValue < b.rawValue }
}
