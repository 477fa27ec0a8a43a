import Quantities
import SerialSettings

extension DeviceKind {
  /// Every kind, in the order in which they are listed.
  public static let all: [DeviceKind] = [chairsideLine] + oximeters + monitors + pumps

  public static func named(_ name: some StringProtocol) throws(UnknownDeviceKind) -> DeviceKind {
    guard let kind = all.first(where: { $0.name == name }) else {
      throw UnknownDeviceKind(name: String(name), known: all.map(\.name))
    }
    return kind
  }
}

extension DeviceKind {
  static let chairsideLine = DeviceKind(
    name: "line", title: "Chairside line protocol", line: LineSettings(baud: .b9600),
    nominalInterval: .seconds(1),
    sourceClock: .carried, carries: Carried.allCases, evidence: [.ownFormat]
  ) { kind, options in
    ConversationDriver(
      LineConversation(source: options.source), decoder: LineDecoder(requiresTime: options.timing == .source),
      kind: kind, options: options)
  }
}
