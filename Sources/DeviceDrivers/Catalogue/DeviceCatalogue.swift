import DeviceWire
import Quantities

extension DeviceKind {
  /// Every kind, in the order in which they are listed.
  public static let all: [DeviceKind] = [chairsideLine, contecV7, noninDF2, noninDF8, masimoAscii1]

  public static func named(_ name: some StringProtocol) throws(UnknownDeviceKind) -> DeviceKind {
    guard let kind = all.first(where: { $0.name == name }) else {
      throw UnknownDeviceKind(name: String(name), known: all.map(\.name))
    }
    return kind
  }
}

extension DeviceKind {
  static let chairsideLine = DeviceKind(
    name: "line", title: "Chairside line protocol", line: LineSettings(9600), nominalInterval: .seconds(1),
    sourceClock: .carried, carries: Carried.allCases, evidence: [.ownFormat]
  ) { kind, options in
    ConversationDriver(
      LineConversation(source: options.source), decoder: LineDecoder(requiresTime: options.timing == .source),
      kind: kind, options: options)
  }

  static let contecV7 = DeviceKind(
    name: "contec-v7", title: "Contec CMS50D+/50E/50F/50I/60C, protocol V7.0", line: LineSettings(115_200),
    nominalInterval: .seconds(1), sourceClock: .nominal(FrameRate(60)), carries: [.spo2, .hr, .pi],
    evidence: [.documentRead, .codeRead, .recorded]
  ) { kind, options in
    ConversationDriver(
      ContecV7Conversation(source: options.source), decoder: ContecV7Decoder(), kind: kind, options: options)
  }

  static let noninDF2 = DeviceKind(
    name: "nonin-df2", title: "Nonin OEM III, Xpod, WristOx2, data format 2", line: LineSettings(9600),
    nominalInterval: .seconds(1), sourceClock: .nominal(FrameRate(75)), carries: [.spo2, .hr],
    evidence: [.documentRead, .codeRead, .recorded]
  ) { kind, options in
    ConversationDriver(
      NoninPacketConversation(source: options.source), decoder: NoninDF2Decoder(), kind: kind,
      options: options)
  }

  static let noninDF8 = DeviceKind(
    name: "nonin-df8", title: "Nonin OEM III, Xpod, WristOx2, data format 8", line: LineSettings(9600),
    nominalInterval: .seconds(1), sourceClock: .nominal(FrameRate(1)), carries: [.spo2, .hr],
    evidence: [.documentRead, .codeRead]
  ) { kind, options in
    ConversationDriver(
      NoninDF8Conversation(source: options.source), decoder: NoninDF8Decoder(), kind: kind, options: options)
  }

  static let masimoAscii1 = DeviceKind(
    name: "masimo-ascii1", title: "Masimo Rad-5, Rad-8, Radical, ASCII 1", line: LineSettings(9600),
    nominalInterval: .seconds(1), sourceClock: .nominal(FrameRate(1)), carries: [.spo2, .hr, .pi],
    evidence: [.documentRead, .codeRead, .recorded]
  ) { kind, options in
    ConversationDriver(
      MasimoConversation(source: options.source), decoder: MasimoAscii1Decoder(), kind: kind, options: options
    )
  }
}
