import Quantities
import SerialSettings

extension DeviceKind {
  public static let asena = DeviceKind(
    name: "asena", title: "Alaris Asena GH, CC, GS, PK (pump)",
    line: LineSettings(baud: .b38400), nominalInterval: .seconds(1),
    sourceClock: .none, proof: .checksum, carries: [.pump],
    evidence: [.codeRead, .recorded],
    conversation: { AsenaConversation(source: $0.source) }, decoder: { _ in AsenaDecoder() },
    voice: { _ in AsenaVoice() })
}
