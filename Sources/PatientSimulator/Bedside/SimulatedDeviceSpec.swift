public import Devices

/// One device on a simulated trolley.
public struct SimulatedDeviceSpec: Hashable, Sendable {
  public var kind: DeviceKind
  /// What it reports. Can be chosen only for a `line` device.
  public var carries: Set<DeviceRole>

  public init(_ kind: DeviceKind) {
    self.kind = kind
    carries = DeviceRole.of(kind.simulated)
  }

  /// A line device that reports just these.
  public static func line(_ carries: Set<DeviceRole>) -> SimulatedDeviceSpec {
    var spec = SimulatedDeviceSpec(.line)
    spec.carries = carries
    return spec
  }

  /// The usual trolley: an oximeter, a bridge for the cuff, and a pump if the scenario needs one.
  public static func usual(for scenario: Scenario) -> [SimulatedDeviceSpec] {
    trolley(.noninDF2, for: scenario)
  }

  /// The same with an oximeter that speaks once a second, for making many sessions that nobody watches: at 75
  /// frames a second most of the work would go into frames.
  public static func unhurried(for scenario: Scenario) -> [SimulatedDeviceSpec] {
    trolley(.noninDF8, for: scenario)
  }

  private static func trolley(_ oximeter: DeviceKind, for scenario: Scenario) -> [SimulatedDeviceSpec] {
    [SimulatedDeviceSpec(oximeter), .line(scenario.needsPump ? [.cuff, .pump] : [.cuff])]
  }

  func voice() -> any SimulatedVoice { kind.voice(telling: carries) }
}
