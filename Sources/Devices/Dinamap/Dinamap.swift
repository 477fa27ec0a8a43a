import Quantities
import SerialSettings

extension DeviceKind {
  public static let dinamap = DeviceKind(
    name: "dinamap", title: "GE Dinamap ProCare, PRO 100 to 400, Carescape V100 (host communications)",
    line: LineSettings(baud: .b9600), nominalInterval: .seconds(2),
    sourceClock: .none, proof: .checksum, carries: [.hr, .spo2, .nibp],
    evidence: [.codeRead, .manualQuoted, .recorded],
    conversation: { DinamapConversation(source: $0.source) }, decoder: { _ in DinamapDecoder() },
    voice: { _ in DinamapVoice() })
}
