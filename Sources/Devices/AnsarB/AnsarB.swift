import Quantities
import SerialSettings

extension DeviceKind {
  public static let ansarB = DeviceKind(
    name: "ansarb", title: "Ivy 450C, ANSAR-B",
    line: LineSettings(baud: .b9600), nominalInterval: .seconds(1),
    sourceClock: .nominal(FrameRate(1)), proof: .form, carries: [.hr, .spo2, .rr, .etco2, .temp, .nibp],
    evidence: [.codeRead, .recorded],
    conversation: { AnsarBConversation(source: $0.source) }, decoder: { _ in AnsarBDecoder() },
    voice: { _ in AnsarBVoice() })
}
