import Quantities
import SerialSettings

extension DeviceKind {
  public static let noninDF2 = DeviceKind(
    name: "nonin-df2", title: "Nonin OEM III, Xpod, WristOx2, data format 2",
    line: LineSettings(baud: .b9600), nominalInterval: .seconds(1),
    sourceClock: .nominal(FrameRate(75)), proof: .checksum, carries: [.spo2, .hr],
    evidence: [.documentRead, .codeRead, .recorded],
    conversation: { NoninPacketConversation(source: $0.source) }, decoder: { _ in NoninDF2Decoder() },
    voice: { _ in NoninPacketVoice(.df2) })

  public static let noninDF7 = DeviceKind(
    name: "nonin-df7", title: "Nonin OEM III, Xpod, WristOx2, data format 7",
    line: LineSettings(baud: .b9600), nominalInterval: .seconds(1),
    sourceClock: .nominal(FrameRate(75)), proof: .checksum, carries: [.spo2, .hr],
    evidence: [.documentRead, .codeRead],
    conversation: { NoninPacketConversation(source: $0.source) }, decoder: { _ in NoninDF7Decoder() },
    voice: { _ in NoninPacketVoice(.df7) })

  public static let noninDF8 = DeviceKind(
    name: "nonin-df8", title: "Nonin OEM III, Xpod, WristOx2, data format 8",
    line: LineSettings(baud: .b9600), nominalInterval: .seconds(1),
    sourceClock: .nominal(FrameRate(1)), proof: .form, carries: [.spo2, .hr],
    evidence: [.documentRead, .codeRead],
    conversation: { NoninDF8Conversation(source: $0.source) }, decoder: { _ in NoninDF8Decoder() },
    voice: { _ in NoninDF8Voice() })

  public static let noninAscii = DeviceKind(
    name: "nonin-ascii", title: "Nonin 8500, 2500, 9847, 8600V, 9600, BT4000, one line a second",
    line: LineSettings(baud: .b9600), nominalInterval: .seconds(1),
    sourceClock: .nominal(FrameRate(1)), proof: .form, carries: [.spo2, .hr],
    evidence: [.manualQuoted],
    conversation: { NoninAsciiConversation(source: $0.source) }, decoder: { _ in NoninAsciiDecoder() },
    voice: { _ in NoninAsciiVoice() })
}
