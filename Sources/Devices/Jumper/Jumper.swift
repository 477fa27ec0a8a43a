import Quantities
import SerialSettings

extension DeviceKind {
  public static let jumper = DeviceKind(
    name: "jumper", title: "Jumper JPD-500F and its like (My Oximeter)",
    line: LineSettings(), nominalInterval: .seconds(1),
    sourceClock: .none, proof: .checksum, carries: [.spo2, .hr, .pi], evidence: [.codeRead],
    medium: .bluetooth(
      BluetoothProfile(
        service: JumperMessage.service, characteristics: JumperMessage.characteristics)),
    conversation: { JumperConversation(source: $0.source) },
    decoder: { _ in NotifiedDecoder<JumperMessage>() },
    voice: { _ in JumperVoice() })
}
