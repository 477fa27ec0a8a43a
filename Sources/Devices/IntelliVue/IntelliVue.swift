import Quantities
import SerialSettings

extension DeviceKind {
  public static let intelliVue = DeviceKind(
    name: "intellivue", title: "Philips IntelliVue MP, MX (data export by MIB/RS232)",
    line: LineSettings(baud: .b115200), nominalInterval: .seconds(2),
    sourceClock: .none, proof: .checksum, carries: [.hr, .spo2, .pi, .rr, .etco2, .temp, .nibp],
    evidence: [.codeRead, .recorded, .manualQuoted],
    conversation: { IntelliVueConversation(source: $0.source, link: .serial) },
    decoder: { _ in IntelliVueDecoder() }, voice: { _ in IntelliVueVoice(.serial) })

  /// The same messages over a network.
  public static let intelliVueLAN = DeviceKind(
    name: "intellivue-lan", title: "Philips IntelliVue MP, MX (data export by LAN)",
    line: LineSettings(), nominalInterval: .seconds(2),
    sourceClock: .none, proof: .checksum, carries: [.hr, .spo2, .pi, .rr, .etco2, .temp, .nibp],
    evidence: [.codeRead, .manualQuoted], medium: .datagrams,
    conversation: { IntelliVueConversation(source: $0.source, link: .network) },
    decoder: { _ in IntelliVueDatagramDecoder() }, voice: { _ in IntelliVueVoice(.network) })
}
