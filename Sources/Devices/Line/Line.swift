import Quantities
import SerialSettings

extension DeviceKind {
  public static let line = DeviceKind(
    name: "line", title: "Chairside line protocol",
    line: LineSettings(baud: .b9600), nominalInterval: .seconds(1),
    sourceClock: .carried, proof: .record, carries: Carried.allCases,
    evidence: [.ownFormat],
    conversation: { LineConversation(source: $0.source, standing: $0.standingStatus) },
    decoder: { LineDecoder(requiresTime: $0.timing == .source) },
    voice: { LineVoice(carries: $0) })
}
