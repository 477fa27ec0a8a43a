import Quantities
import SerialSettings

extension DeviceKind {
  public static let pm6750 = DeviceKind(
    name: "pm6750", title: "Berry PM6750 board",
    line: LineSettings(baud: .b115200), nominalInterval: .seconds(1),
    sourceClock: .none, proof: .checksum, carries: [.hr, .spo2, .rr, .temp, .nibp],
    evidence: [.codeRead, .manualQuoted],
    conversation: { PM6750Conversation(source: $0.source) }, decoder: { _ in PM6750Decoder() },
    voice: { _ in PM6750Voice() })
}
