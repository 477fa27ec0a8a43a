import Quantities
import SerialSettings

extension DeviceKind {
  public static let intelliVue = DeviceKind(
    name: "intellivue", title: "Philips IntelliVue MP, MX (data export by MIB/RS232)",
    line: LineSettings(baud: .b115200), nominalInterval: .seconds(2),
    sourceClock: .none, proof: .checksum, carries: [.hr, .spo2, .pi, .rr, .etco2, .temp, .nibp],
    evidence: [.codeRead, .recorded, .manualQuoted],
    conversation: IntelliVueConversation.self, decoder: { _ in IntelliVueDecoder() },
    voice: { _ in IntelliVueVoice() })
}
