import Quantities
import SerialSettings

extension DeviceKind {
  public static let masimoAscii1 = DeviceKind(
    name: "masimo-ascii1", title: "Masimo Rad-5, Rad-8, Radical, ASCII 1",
    line: LineSettings(baud: .b9600), nominalInterval: .seconds(1),
    sourceClock: .nominal(FrameRate(1)), proof: .form, carries: [.spo2, .hr, .pi],
    evidence: [.documentRead, .codeRead, .recorded],
    conversation: { MasimoConversation(source: $0.source) }, decoder: { _ in MasimoAscii1Decoder() },
    voice: { _ in MasimoVoice() })
}
