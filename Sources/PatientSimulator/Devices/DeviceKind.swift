/// What stands on a simulated trolley.
public struct SimulatedDeviceSpec: Hashable, Sendable {
  /// The kinds that can be simulated, named as `--device` names them.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case line
    case contecV7 = "contec-v7"
    case noninDF2 = "nonin-df2"
    case noninDF8 = "nonin-df8"
    case masimoASCII1 = "masimo-ascii1"
  }
  public var kind: Kind
  /// What it tells. All but `line` are oximeters and nothing else.
  public var carries: Set<DeviceRole>

  public init(_ kind: Kind) {
    self.kind = kind
    carries = kind == .line ? Set(DeviceRole.allCases) : [.oximeter]
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
}

extension SimulatedDeviceSpec {
  func voice() -> any DeviceVoice {
    switch kind {
    case .line: LineVoice(carries: carries)
    case .contecV7: ContecV7Voice()
    case .noninDF2: NoninDF2Voice()
    case .noninDF8: NoninDF8Voice()
    case .masimoASCII1: MasimoVoice()
    }
  }
}
