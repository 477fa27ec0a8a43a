import Quantities
import SerialSettings

extension DeviceKind {
  public static let sunTech = DeviceKind(
    name: "suntech", title: "SunTech Advantage OEM, A+, LX (cuff)",
    line: LineSettings(baud: .b9600), nominalInterval: .seconds(2),
    sourceClock: .none, proof: .checksum, carries: [.nibp],
    evidence: [.codeRead, .manualQuoted],
    conversation: { SunTechConversation(source: $0.source) }, decoder: { _ in SunTechDecoder() },
    voice: { _ in SunTechVoice() })
}
