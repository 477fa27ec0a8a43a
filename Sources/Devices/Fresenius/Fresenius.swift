import Quantities
import SerialSettings

extension DeviceKind {
  public static let fresenius = DeviceKind(
    name: "fresenius", title: "Fresenius Module DPS, Pilot, Agilia by Link (pump)",
    line: LineSettings(baud: .b19200, dataBits: .seven, parity: .even), nominalInterval: .seconds(1),
    sourceClock: .none, proof: .checksum, carries: [.pump],
    evidence: [.codeRead], hasAddresses: true,
    conversation: { FreseniusConversation($0) }, decoder: { _ in FreseniusDecoder() },
    voice: { _ in FreseniusVoice(at: .number(1)) })
}
