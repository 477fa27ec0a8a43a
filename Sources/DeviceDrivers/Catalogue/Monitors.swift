import DeviceWire
import Quantities

extension DeviceKind {
  /// Cuffs and monitors with more than one vital.
  static let monitors = [sunTech, pm6750, ansarB, par]

  static let sunTech = DeviceKind(
    name: "suntech", title: "SunTech Advantage OEM, A+, LX (cuff)", line: LineSettings(9600),
    nominalInterval: .seconds(2),
    sourceClock: .none, carries: [.nibp], evidence: [.codeRead, .manualQuoted]
  ) { kind, options in
    ConversationDriver(
      SunTechConversation(source: options.source), decoder: SunTechDecoder(), kind: kind, options: options)
  }

  static let pm6750 = DeviceKind(
    name: "pm6750", title: "Berry PM6750 board", line: LineSettings(115_200), nominalInterval: .seconds(1),
    sourceClock: .none, carries: [.hr, .spo2, .rr, .temp, .nibp], evidence: [.codeRead, .manualQuoted]
  ) { kind, options in
    ConversationDriver(
      PM6750Conversation(source: options.source), decoder: PM6750Decoder(), kind: kind, options: options)
  }

  static let ansarB = DeviceKind(
    name: "ansarb", title: "Ivy 450C, ANSAR-B", line: LineSettings(9600), nominalInterval: .seconds(1),
    sourceClock: .nominal(FrameRate(1)), carries: [.hr, .spo2, .rr, .etco2, .temp, .nibp],
    evidence: [.codeRead, .recorded]
  ) { kind, options in
    ConversationDriver(
      AnsarBConversation(source: options.source), decoder: AnsarBDecoder(), kind: kind, options: options)
  }

  static let par = DeviceKind(
    name: "par", title: "PAR NIBP2010, NIBP2020 (cuff)", line: LineSettings(4800),
    nominalInterval: .seconds(5),
    sourceClock: .none, carries: [.nibp], evidence: [.codeRead, .manualQuoted]
  ) { kind, options in
    ConversationDriver(
      ParConversation(source: options.source), decoder: ParDecoder(), kind: kind, options: options)
  }
}
