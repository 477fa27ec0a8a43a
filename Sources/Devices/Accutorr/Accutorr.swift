import Quantities
import SerialSettings

extension DeviceKind {
  public static let accutorr3 = DeviceKind(
    name: "accutorr3", title: "Datascope Accutorr 3 (of 1990; no Mindray of that name)",
    line: LineSettings(baud: .b9600), nominalInterval: .seconds(2),
    sourceClock: .none, proof: .form, carries: [.spo2, .nibp],
    evidence: [.documentRead],
    conversation: { AccutorrConversation(source: $0.source) }, decoder: { _ in AccutorrDecoder() },
    voice: { _ in AccutorrVoice() })
}
