import DeviceWire
import Quantities

extension DeviceKind {
  static let pumps = [asena, ne1000]

  static let asena = DeviceKind(
    name: "asena", title: "Alaris Asena GH, CC, GS, PK (pump)", line: LineSettings(38_400),
    nominalInterval: .seconds(1),
    sourceClock: .none, carries: [.pump], evidence: [.codeRead, .recorded]
  ) { kind, options in
    ConversationDriver(
      AsenaConversation(source: options.source), decoder: AsenaDecoder(), kind: kind, options: options)
  }

  static let ne1000 = DeviceKind(
    name: "ne1000", title: "New Era NE-1000, NE-500, NE-4000 (pump, not for clinical use)",
    line: LineSettings(19_200),
    nominalInterval: .seconds(1), sourceClock: .none, carries: [.pump], evidence: [.codeRead],
    isForTrainingOnly: true
  ) { kind, options in
    ConversationDriver(
      NE1000Conversation(source: options.source), decoder: NE1000Decoder(), kind: kind, options: options)
  }
}
