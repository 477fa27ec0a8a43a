import Quantities
import SerialSettings

extension DeviceKind {
  public static let bcc = DeviceKind(
    name: "bcc", title: "B. Braun Space, BCC (pump)",
    line: LineSettings(baud: .b9600), nominalInterval: .seconds(2),
    sourceClock: .none, proof: .checksum, carries: [.pump],
    evidence: [.documentRead],
    conversation: { BCCConversation(source: $0.source) }, decoder: { _ in BCCDecoder() },
    voice: { _ in BCCVoice() })
}
