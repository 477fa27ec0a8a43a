import Quantities
import SerialSettings

extension DeviceKind {
  static let oximeters = [
    contecV7, contec5Byte, noninDF2, noninDF7, noninDF8, noninAscii, masimoAscii1, nellcor,
  ]

  static let contecV7 = DeviceKind(
    name: "contec-v7", title: "Contec CMS50D+/50E/50F/50I/60C, protocol V7.0",
    line: LineSettings(baud: .b115200),
    nominalInterval: .seconds(1), sourceClock: .nominal(FrameRate(60)), carries: [.spo2, .hr, .pi],
    evidence: [.documentRead, .codeRead, .recorded]
  ) { kind, options in
    ConversationDriver(
      ContecV7Conversation(source: options.source), decoder: ContecV7Decoder(), kind: kind, options: options)
  }

  static let noninDF2 = DeviceKind(
    name: "nonin-df2", title: "Nonin OEM III, Xpod, WristOx2, data format 2",
    line: LineSettings(baud: .b9600),
    nominalInterval: .seconds(1), sourceClock: .nominal(FrameRate(75)), carries: [.spo2, .hr],
    evidence: [.documentRead, .codeRead, .recorded]
  ) { kind, options in
    ConversationDriver(
      NoninPacketConversation(source: options.source), decoder: NoninDF2Decoder(), kind: kind,
      options: options)
  }

  static let noninDF8 = DeviceKind(
    name: "nonin-df8", title: "Nonin OEM III, Xpod, WristOx2, data format 8",
    line: LineSettings(baud: .b9600),
    nominalInterval: .seconds(1), sourceClock: .nominal(FrameRate(1)), carries: [.spo2, .hr],
    evidence: [.documentRead, .codeRead]
  ) { kind, options in
    ConversationDriver(
      NoninDF8Conversation(source: options.source), decoder: NoninDF8Decoder(), kind: kind, options: options)
  }

  static let masimoAscii1 = DeviceKind(
    name: "masimo-ascii1", title: "Masimo Rad-5, Rad-8, Radical, ASCII 1", line: LineSettings(baud: .b9600),
    nominalInterval: .seconds(1), sourceClock: .nominal(FrameRate(1)), carries: [.spo2, .hr, .pi],
    evidence: [.documentRead, .codeRead, .recorded]
  ) { kind, options in
    ConversationDriver(
      MasimoConversation(source: options.source), decoder: MasimoAscii1Decoder(), kind: kind, options: options
    )
  }

  static let contec5Byte = DeviceKind(
    name: "contec-5byte", title: "Contec CMS50D+/E, protocol V5.0A; Berry BCI",
    line: LineSettings(baud: .b19200, parity: .odd), nominalInterval: .seconds(1),
    sourceClock: .nominal(FrameRate(60)),
    carries: [.spo2, .hr], evidence: [.documentRead, .codeRead]
  ) { kind, options in
    ConversationDriver(
      Contec5ByteConversation(source: options.source), decoder: Contec5ByteDecoder(), kind: kind,
      options: options)
  }

  static let noninDF7 = DeviceKind(
    name: "nonin-df7", title: "Nonin OEM III, Xpod, WristOx2, data format 7",
    line: LineSettings(baud: .b9600),
    nominalInterval: .seconds(1), sourceClock: .nominal(FrameRate(75)), carries: [.spo2, .hr],
    evidence: [.documentRead, .codeRead]
  ) { kind, options in
    ConversationDriver(
      NoninPacketConversation(source: options.source), decoder: NoninDF7Decoder(), kind: kind,
      options: options)
  }

  static let noninAscii = DeviceKind(
    name: "nonin-ascii", title: "Nonin 8500, 2500, 9847, 8600V, 9600, BT4000, one line a second",
    line: LineSettings(baud: .b9600), nominalInterval: .seconds(1), sourceClock: .nominal(FrameRate(1)),
    carries: [.spo2, .hr],
    evidence: [.manualQuoted]
  ) { kind, options in
    ConversationDriver(
      NoninAsciiConversation(source: options.source), decoder: NoninAsciiDecoder(), kind: kind,
      options: options)
  }

  static let nellcor = DeviceKind(
    name: "nellcor", title: "Nellcor N-560, N-595, N-395, NPB-290/295", line: LineSettings(baud: .b9600),
    nominalInterval: .seconds(2), sourceClock: .nominal(FrameRate(1, perSeconds: 2)), carries: [.spo2, .hr],
    evidence: [.codeRead, .recorded]
  ) { kind, options in
    ConversationDriver(
      NellcorConversation(source: options.source), decoder: NellcorDecoder(), kind: kind, options: options)
  }
}
