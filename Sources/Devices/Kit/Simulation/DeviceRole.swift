/// What a device is there for: the way a scenario names the one it means.
public enum DeviceRole: String, CaseIterable, Hashable, Sendable {
  case oximeter, cuff, pump, respiration

  /// The roles of a device that gives these.
  public static func of(_ given: Set<Carried>) -> Set<DeviceRole> { Set(given.compactMap(\.role)) }
}

extension Carried {
  /// A heart rate may come from a finger or from an ECG, and makes no role by itself.
  fileprivate var role: DeviceRole? {
    switch self {
    case .spo2: .oximeter
    case .nibp: .cuff
    case .rr: .respiration
    case .pump: .pump
    case .hr, .pi, .etco2, .temp: nil
    }
  }
}
