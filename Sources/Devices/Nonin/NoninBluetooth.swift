import Quantities
import SerialSettings

extension DeviceKind {
  public static let noninBLE = DeviceKind(
    name: "nonin-ble", title: "Nonin 3230, WristOx2 3150 BLE (Nonin's own Bluetooth service)",
    line: LineSettings(), nominalInterval: .seconds(1),
    sourceClock: .nominal(FrameRate(1)), proof: .checksum, carries: [.spo2, .hr, .pi],
    evidence: [.codeRead, .manualQuoted],
    medium: .bluetooth(
      BluetoothProfile(
        service: NoninOximetry.service, characteristics: NoninOximetry.characteristics)),
    conversation: { NoninBLEConversation(source: $0.source) },
    decoder: { _ in NotifiedDecoder<NoninOximetry>() },
    voice: { _ in NoninBLEVoice() })
}
