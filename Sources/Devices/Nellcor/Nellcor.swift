import Quantities
import SerialSettings

extension DeviceKind {
  public static let nellcor = DeviceKind(
    name: "nellcor", title: "Nellcor N-560, N-595, N-395, NPB-290/295",
    line: LineSettings(baud: .b9600), nominalInterval: .seconds(2),
    sourceClock: .nominal(FrameRate(1, perSeconds: 2)), proof: .form, carries: [.spo2, .hr],
    evidence: [.codeRead, .recorded],
    conversation: { NellcorConversation(source: $0.source) }, decoder: { _ in NellcorDecoder() },
    voice: { _ in NellcorVoice() })
}
