import Quantities
import SerialSettings

extension DeviceKind {
  public static let blp = DeviceKind(
    name: "blp", title: "Blood pressure monitors with the Bluetooth service 1810",
    line: LineSettings(), nominalInterval: .seconds(1),
    sourceClock: .none, proof: .checksum, carries: [.nibp], evidence: [.manualQuoted, .codeRead],
    medium: .bluetooth(
      BluetoothProfile(
        service: BluetoothUUID(0x1810), characteristics: BLPMessage.notified, readOnce: BLPMessage.clocks)),
    conversation: { BLPConversation(source: $0.source) }, decoder: { _ in NotifiedDecoder<BLPMessage>() },
    voice: { _ in BLPVoice() })
}
