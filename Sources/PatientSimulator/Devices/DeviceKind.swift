/// What stands on a simulated trolley.
public struct SimulatedDeviceSpec: Hashable, Sendable {
  /// The kinds, named as `--device` names them: every one that Chairside speaks with.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case line
    case contecV7 = "contec-v7"
    case contec5Byte = "contec-5byte"
    case noninDF2 = "nonin-df2"
    case noninDF7 = "nonin-df7"
    case noninDF8 = "nonin-df8"
    case noninASCII = "nonin-ascii"
    case masimoASCII1 = "masimo-ascii1"
    case nellcor
    case sunTech = "suntech"
    case pm6750
    case ansarB = "ansarb"
    case dri
    case par
    case asena
    case ne1000
    case fresenius
    case bcc
    case hl7
  }
  public var kind: Kind
  /// What it tells. Only what a `line` device tells is for its owner to say.
  public var carries: Set<DeviceRole>

  public init(_ kind: Kind) {
    self.kind = kind
    carries = kind.carries
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

extension SimulatedDeviceSpec.Kind {
  /// Whether it is at the other end of a network, not of a serial cable.
  public var isOnNetwork: Bool { self == .hl7 }

  fileprivate var carries: Set<DeviceRole> {
    switch self {
    case .line: Set(DeviceRole.allCases)
    case .contecV7, .contec5Byte, .noninDF2, .noninDF7, .noninDF8, .noninASCII, .masimoASCII1, .nellcor:
      [.oximeter]
    case .sunTech, .par: [.cuff]
    case .pm6750, .ansarB, .hl7: [.oximeter, .cuff, .respiration]
    case .dri: [.oximeter, .cuff]
    case .asena, .ne1000, .fresenius, .bcc: [.pump]
    }
  }
}

extension SimulatedDeviceSpec {
  func voice() -> any DeviceVoice {
    switch kind {
    case .line: LineVoice(carries: carries)
    case .contecV7: ContecV7Voice()
    case .contec5Byte: Contec5ByteVoice()
    case .noninDF2: NoninPacketVoice(.df2)
    case .noninDF7: NoninPacketVoice(.df7)
    case .noninDF8: NoninDF8Voice()
    case .noninASCII: NoninAsciiVoice()
    case .masimoASCII1: MasimoVoice()
    case .nellcor: NellcorVoice()
    case .sunTech: SunTechVoice()
    case .par: ParVoice()
    case .pm6750: PM6750Voice()
    case .ansarB: AnsarBVoice()
    case .dri: DRIVoice()
    case .hl7: HL7Voice()
    case .asena: AsenaVoice()
    case .ne1000: NE1000Voice()
    case .fresenius: FreseniusVoice()
    case .bcc: BCCVoice()
    }
  }
}
