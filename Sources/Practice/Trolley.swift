import Devices
public import PatientSimulator

extension SimulatedDeviceSpec {
  /// The devices of these kinds; `all` is one of every kind. A line device reports what the others beside it
  /// do not or, if they report everything, all of it.
  public static func trolley(
    _ kinds: [String], for scenario: Scenario
  ) throws(UnknownSimulatedDevice) -> [SimulatedDeviceSpec] {
    var specs: [SimulatedDeviceSpec] = []
    for name in kinds.flatMap({ $0 == everyKind ? DeviceKind.all.map(\.name) : [$0] }) {
      do throws(UnknownDeviceKind) {
        specs.append(SimulatedDeviceSpec(try DeviceKind.named(name)))
      } catch { throw UnknownSimulatedDevice(name: error.name, known: error.known) }
    }
    let told = specs.filter { $0.kind != .line }.reduce(into: Set<DeviceRole>()) { $0.formUnion($1.carries) }
    let wanted: Set<DeviceRole> = scenario.needsPump ? [.oximeter, .cuff, .pump] : [.oximeter, .cuff]
    let left = wanted.subtracting(told)
    guard !told.isEmpty, !left.isEmpty else { return specs }
    return specs.map { $0.kind == .line ? .line(left) : $0 }
  }

  static let everyKind = "all"
}

/// A kind of device that cannot be simulated.
public struct UnknownSimulatedDevice: Error, Hashable, Sendable {
  public var name: String
  /// The kinds that can be simulated.
  public var known: [String]
}

extension UnknownSimulatedDevice: CustomStringConvertible {
  public var description: String {
    "no simulated device '\(name)'; there are: \(known.joined(separator: ", ")), or all"
  }
}
