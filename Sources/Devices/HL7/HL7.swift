import Quantities
import SerialSettings

extension DeviceKind {
  public static let hl7 = DeviceKind(
    name: "hl7", title: "HL7 v2 results (ORU^R01) over MLLP",
    line: LineSettings(baud: .b9600), nominalInterval: .seconds(10),
    sourceClock: .none, proof: .record,
    carries: [.hr, .spo2, .pi, .rr, .etco2, .temp, .nibp, .pump],
    evidence: [.codeRead, .recorded], medium: .connection,
    conversation: { HL7Conversation(source: $0.source) }, decoder: { _ in HL7Decoder() },
    voice: { _ in HL7Voice() })
}
