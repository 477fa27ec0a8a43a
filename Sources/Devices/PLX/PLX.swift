import Quantities
import SerialSettings

extension DeviceKind {
  public static let plx = DeviceKind(
    name: "plx", title: "Pulse oximeters with the Bluetooth service 1822",
    line: LineSettings(), nominalInterval: .seconds(1),
    sourceClock: .none, proof: .checksum, carries: [.spo2, .hr, .pi],
    evidence: [.manualQuoted, .codeRead],
    medium: .bluetooth(
      BluetoothProfile(
        service: BluetoothUUID(0x1822), characteristics: PLXMeasurement.characteristics)),
    conversation: { PLXConversation(source: $0.source) }, decoder: { _ in NotifiedDecoder<PLXMeasurement>() },
    voice: { _ in PLXVoice() })
}
