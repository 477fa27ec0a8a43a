import Quantities
import SerialSettings

extension DeviceKind {
  public static let pc60fw = DeviceKind(
    name: "pc60fw", title: "Wellue/Viatom/Lepu PC-60FW and its like",
    line: LineSettings(), nominalInterval: .seconds(1),
    sourceClock: .nominal(FrameRate(1)), proof: .checksum, carries: [.spo2, .hr, .pi],
    evidence: [.codeRead, .recorded],
    medium: .bluetooth(
      BluetoothProfile(
        service: PC60FWMessage.service, characteristics: [PC60FWMessage.characteristic], form: .stream)),
    conversation: { PC60FWConversation(source: $0.source) }, decoder: { _ in PC60FWDecoder() },
    voice: { _ in PC60FWVoice() })
}
