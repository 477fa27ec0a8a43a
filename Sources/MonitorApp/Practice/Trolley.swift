public import PatientSimulator

extension SimulatedDeviceSpec {
  /// The devices of these kinds; `all` is one of every kind. A line device tells what the others beside it do
  /// not, or, where they tell everything, all of it.
  public static func trolley(
    _ kinds: [String], for scenario: Scenario
  ) throws(UnknownSimulatedDevice) -> [SimulatedDeviceSpec] {
    var specs: [SimulatedDeviceSpec] = []
    for name in kinds.flatMap({ $0 == everyKind ? Kind.allCases.map(\.rawValue) : [$0] }) {
      guard let kind = Kind(rawValue: name) else { throw UnknownSimulatedDevice(name: name) }
      specs.append(SimulatedDeviceSpec(kind))
    }
    let told = specs.filter { $0.kind != .line }.reduce(into: Set<DeviceRole>()) { $0.formUnion($1.carries) }
    let wanted: Set<DeviceRole> = scenario.needsPump ? [.oximeter, .cuff, .pump] : [.oximeter, .cuff]
    let left = wanted.subtracting(told)
    guard !told.isEmpty, !left.isEmpty else { return specs }
    return specs.map { $0.kind == .line ? .line(left) : $0 }
  }

  static let everyKind = "all"

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
    return "no simulated device '\(name)'; there are: \(known), or all"
  }
}
