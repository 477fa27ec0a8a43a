public import Devices

/// What stands on a simulated trolley.
public struct SimulatedDeviceSpec: Hashable, Sendable {
  public var kind: DeviceKind
  /// What it tells. Only what a `line` device tells is for its owner to say.
  public var carries: Set<DeviceRole>

  public init(_ kind: DeviceKind) {
    self.kind = kind
    carries = DeviceRole.of(kind.simulated)
  }

  /// A line device that tells just this.
  public static func line(_ carries: Set<DeviceRole>) -> SimulatedDeviceSpec {
    var spec = SimulatedDeviceSpec(.line)
    spec.carries = carries
    return spec
  }

  /// The usual trolley: an oximeter, and a bridge for the cuff, with the pump where the scenario needs one.
  public static func usual(for scenario: Scenario) -> [SimulatedDeviceSpec] {
    trolley(.noninDF2, for: scenario)
  }

  /// The same with an oximeter that speaks once a second, where many sessions are made and nobody watches:
  /// 75 frames a second would be most of what they cost.
  public static func unhurried(for scenario: Scenario) -> [SimulatedDeviceSpec] {
    trolley(.noninDF8, for: scenario)
  }

  private static func trolley(_ oximeter: DeviceKind, for scenario: Scenario) -> [SimulatedDeviceSpec] {
    [SimulatedDeviceSpec(oximeter), .line(scenario.needsPump ? [.cuff, .pump] : [.cuff])]
  }

  func voice() -> any SimulatedVoice { kind.voice(telling: carries) }
}
