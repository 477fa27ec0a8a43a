import Quantities
import SerialSettings

extension DeviceKind {
  public static let par = DeviceKind(
    name: "par", title: "PAR NIBP2010, NIBP2020 (cuff)",
    line: LineSettings(baud: .b4800), nominalInterval: .seconds(5),
    sourceClock: .none, proof: .checksum, carries: [.nibp],
    evidence: [.codeRead, .manualQuoted],
    conversation: { ParConversation(source: $0.source) }, decoder: { _ in ParDecoder() },
    voice: { _ in ParVoice() })
}
