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
    [SimulatedDeviceSpec(.noninDF2), .line(scenario.needsPump ? [.cuff, .pump] : [.cuff])]
  }

  func voice() -> any SimulatedVoice { kind.voice(telling: carries) }
}
