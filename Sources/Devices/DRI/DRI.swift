import Quantities
import SerialSettings

extension DeviceKind {
  public static let dri = DeviceKind(
    name: "dri", title: "GE / Datex-Ohmeda S/5, B650, B850 (DRI)",
    line: LineSettings(baud: .b19200, parity: .even, flow: .rtscts), nominalInterval: .seconds(10),
    sourceClock: .nominal(FrameRate(1, perSeconds: 10)), proof: .checksum,
    carries: [.hr, .spo2, .rr, .etco2, .temp, .nibp],
    evidence: [.documentRead],
    conversation: { DRIConversation(source: $0.source) }, decoder: { _ in DRIDecoder() },
    voice: { _ in DRIVoice() })
}
