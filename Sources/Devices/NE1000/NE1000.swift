import Quantities
import SerialSettings

extension DeviceKind {
  public static let ne1000 = DeviceKind(
    name: "ne1000", title: "New Era NE-1000, NE-500, NE-4000 (pump, not for clinical use)",
    line: LineSettings(baud: .b19200), nominalInterval: .seconds(1),
    sourceClock: .none, proof: .form, carries: [.pump],
    evidence: [.codeRead], isForTrainingOnly: true,
    conversation: { NE1000Conversation(source: $0.source) }, decoder: { _ in NE1000Decoder() },
    voice: { _ in NE1000Voice() })
}
