import Quantities
import SerialSettings

extension DeviceKind {
  /// Cuffs and monitors with more than one vital.
  static let monitors = [sunTech, pm6750, ansarB, dri, par, hl7]

  static let sunTech = DeviceKind(
    name: "suntech", title: "SunTech Advantage OEM, A+, LX (cuff)", line: LineSettings(baud: .b9600),
    nominalInterval: .seconds(2),
    sourceClock: .none, carries: [.nibp], evidence: [.codeRead, .manualQuoted]
  ) { kind, options in
    ConversationDriver(
      SunTechConversation(source: options.source), decoder: SunTechDecoder(), kind: kind, options: options)
  }

  static let pm6750 = DeviceKind(
    name: "pm6750", title: "Berry PM6750 board", line: LineSettings(baud: .b115200),
    nominalInterval: .seconds(1),
    sourceClock: .none, carries: [.hr, .spo2, .rr, .temp, .nibp], evidence: [.codeRead, .manualQuoted]
  ) { kind, options in
    ConversationDriver(
      PM6750Conversation(source: options.source), decoder: PM6750Decoder(), kind: kind, options: options)
  }

  static let ansarB = DeviceKind(
    name: "ansarb", title: "Ivy 450C, ANSAR-B", line: LineSettings(baud: .b9600),
    nominalInterval: .seconds(1),
    sourceClock: .nominal(FrameRate(1)), carries: [.hr, .spo2, .rr, .etco2, .temp, .nibp],
    evidence: [.codeRead, .recorded]
  ) { kind, options in
    ConversationDriver(
      AnsarBConversation(source: options.source), decoder: AnsarBDecoder(), kind: kind, options: options)
  }

  static let par = DeviceKind(
    name: "par", title: "PAR NIBP2010, NIBP2020 (cuff)", line: LineSettings(baud: .b4800),
    nominalInterval: .seconds(5),
    sourceClock: .none, carries: [.nibp], evidence: [.codeRead, .manualQuoted]
  ) { kind, options in
    ConversationDriver(
      ParConversation(source: options.source), decoder: ParDecoder(), kind: kind, options: options)
  }

  static let dri = DeviceKind(
    name: "dri", title: "GE / Datex-Ohmeda S/5, B650, B850 (DRI)",
    line: LineSettings(baud: .b19200, parity: .even, flow: .rtscts), nominalInterval: .seconds(10),
    sourceClock: .nominal(FrameRate(1, perSeconds: 10)), carries: [.hr, .spo2, .temp, .nibp],
    evidence: [.documentRead]
  ) { kind, options in
    ConversationDriver(
      DRIConversation(source: options.source), decoder: DRIDecoder(), kind: kind, options: options)
  }

  static let hl7 = DeviceKind(
    name: "hl7", title: "HL7 v2 results (ORU^R01) over MLLP", line: LineSettings(baud: .b9600),
    nominalInterval: .seconds(10),
    sourceClock: .none, carries: [.hr, .spo2, .rr, .etco2, .temp, .nibp, .pump], evidence: [.memory]
  ) { kind, options in
    ConversationDriver(
      HL7Conversation(source: options.source), decoder: HL7Decoder(), kind: kind, options: options)
  }
}
