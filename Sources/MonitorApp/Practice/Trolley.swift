public import PatientSimulator

extension SimulatedDeviceSpec {
  /// The devices of these kinds. Where a line device stands beside an oximeter it tells what that one does
  /// not.
  public static func trolley(
    _ kinds: [String], for scenario: Scenario
  ) throws(UnknownSimulatedDevice) -> [SimulatedDeviceSpec] {
    var specs: [SimulatedDeviceSpec] = []
    for name in kinds {
      guard let kind = Kind(rawValue: name) else { throw UnknownSimulatedDevice(name: name) }
      specs.append(SimulatedDeviceSpec(kind))
    }
    let isSplit = specs.contains { $0.kind != .line }
    let beside: Set<DeviceRole> = scenario.needsPump ? [.cuff, .pump] : [.cuff]
    return specs.map { isSplit && $0.kind == .line ? .line(beside) : $0 }
  }

  /// Their names in a session: the kind, `KIND-2` for the second of a kind.
  static func names(of specs: [SimulatedDeviceSpec]) -> [String] {
    specs.indices.map { index in
      let kind = specs[index].kind
      let earlier = specs[..<index].count { $0.kind == kind }
      return earlier == 0 ? kind.rawValue : "\(kind.rawValue)-\(earlier + 1)"
    }
  }
}

/// A kind of device that cannot be simulated.
public struct UnknownSimulatedDevice: Error, Hashable, Sendable {
  public var name: String
}

extension UnknownSimulatedDevice: CustomStringConvertible {
  public var description: String {
    let known = SimulatedDeviceSpec.Kind.allCases.map(\.rawValue).joined(separator: ", ")
    return "no simulated device '\(name)'; there are: \(known)"
  }
}
