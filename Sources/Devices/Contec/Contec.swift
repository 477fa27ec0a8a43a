import Quantities
import SerialSettings

extension DeviceKind {
  public static let contecV7 = DeviceKind(
    name: "contec-v7", title: "Contec CMS50D+/50E/50F/50I/60C, protocol V7.0",
    line: LineSettings(baud: .b115200), nominalInterval: .seconds(1),
    sourceClock: .nominal(FrameRate(60)), proof: .form, carries: [.spo2, .hr, .pi],
    evidence: [.documentRead, .codeRead, .recorded],
    conversation: { ContecV7Conversation(source: $0.source) }, decoder: { _ in ContecV7Decoder() },
    voice: { _ in ContecV7Voice() })

  public static let contec5Byte = DeviceKind(
    name: "contec-5byte", title: "Contec CMS50D+/E, protocol V5.0A; Berry BCI",
    line: LineSettings(baud: .b19200, parity: .odd), nominalInterval: .seconds(1),
    sourceClock: .nominal(FrameRate(60)), proof: .form, carries: [.spo2, .hr],
    evidence: [.documentRead, .codeRead],
    conversation: { Contec5ByteConversation(source: $0.source) }, decoder: { _ in Contec5ByteDecoder() },
    voice: { _ in Contec5ByteVoice() })
}
