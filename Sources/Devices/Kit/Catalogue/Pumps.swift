import Quantities
import SerialSettings

extension DeviceKind {
  static let pumps = [asena, ne1000, fresenius, bcc]

  static let asena = DeviceKind(
    name: "asena", title: "Alaris Asena GH, CC, GS, PK (pump)", line: LineSettings(baud: .b38400),
    nominalInterval: .seconds(1),
    sourceClock: .none, carries: [.pump], evidence: [.codeRead, .recorded]
  ) { kind, options in
    ConversationDriver(
      AsenaConversation(source: options.source), decoder: AsenaDecoder(), kind: kind, options: options)
  }

  static let ne1000 = DeviceKind(
    name: "ne1000", title: "New Era NE-1000, NE-500, NE-4000 (pump, not for clinical use)",
    line: LineSettings(baud: .b19200),
    nominalInterval: .seconds(1), sourceClock: .none, carries: [.pump], evidence: [.codeRead],
    isForTrainingOnly: true
  ) { kind, options in
    ConversationDriver(
      NE1000Conversation(source: options.source), decoder: NE1000Decoder(), kind: kind, options: options)
  }

  static let fresenius = DeviceKind(
    name: "fresenius", title: "Fresenius Module DPS, Pilot, Agilia by Link (pump)",
    line: LineSettings(baud: .b19200, dataBits: .seven, parity: .even), nominalInterval: .seconds(1),
    sourceClock: .none,
    carries: [.pump], evidence: [.codeRead]
  ) { kind, options in
    ConversationDriver(
      FreseniusConversation(source: options.source), decoder: FreseniusDecoder(), kind: kind, options: options
    )
  }

  static let bcc = DeviceKind(
    name: "bcc", title: "B. Braun Space, BCC (pump)", line: LineSettings(baud: .b9600),
    nominalInterval: .seconds(2),
    sourceClock: .none, carries: [.pump], evidence: [.documentRead]
  ) { kind, options in
    ConversationDriver(
      BCCConversation(source: options.source), decoder: BCCDecoder(), kind: kind, options: options)
  }
}
