import DeviceWire
import InfusionCore
import Quantities

/// B. Braun Space: "alive" first, then all values every 2 s; every block is acknowledged. Of several pumps in
/// a stack the first that gave a rate is the one that is heard.
struct BCCConversation: Conversation {
  let source: SourceID
  let pollInterval: TimeSpan? = .seconds(2)
  private var address: String?

  init(source: SourceID) { self.source = source }

  func greeting() -> [HarmlessFrame] { [WriteAllowList.bccAlive] }
  func due(isHeard: Bool) -> [HarmlessFrame] {
    isHeard ? [WriteAllowList.bccGetAll] : [WriteAllowList.bccAlive]
  }

  mutating func hear(_ block: BCCBlock) -> Heard {
    address = address ?? block.values.first { $0.parameter == .rate }?.address
    var pump = PumpReport()
    for value in block.values where value.address == address {
      guard case .value(let figure) = value.figure else { continue }
      switch value.parameter {
      case .rate:
        pump.rate = MillilitresPerHour(figure)
        pump.state = figure > 0 ? .running : .stopped
      case .volume: pump.volume = Millilitres(figure)
      }
    }
    let reading = pump == PumpReport() ? nil : Reading(source: source, pump: pump)
    return Heard(reading: reading, replies: [WriteAllowList.bccReceived])
  }

  mutating func cut() { address = nil }
}
