import InfusionCore
import Quantities

/// B. Braun Space: "alive" first, then all values every 2 s; every block is acknowledged. Of several pumps in
/// a stack the first that gave a rate is the one that is heard.
struct BCCConversation: Conversation {
  let source: SourceID
  let pollInterval: TimeSpan? = .seconds(2)
  /// Racks can be set to character stuffing; which this one wants shows when it answers.
  private var stuffs = false
  private var pump = BCCPump()
  private var address: String?
  private var hasNews = false

  init(source: SourceID) { self.source = source }

  func greeting() -> [HarmlessFrame] { [alive] }

  mutating func poll(isHeard: Bool) -> [HarmlessFrame] {
    if isHeard { return [stuffs ? WriteAllowList.bccGetAllStuffed : WriteAllowList.bccGetAll] }
    stuffs.toggle()
    return [alive]
  }

  private var alive: HarmlessFrame { stuffs ? WriteAllowList.bccAliveStuffed : WriteAllowList.bccAlive }

  /// An answer may come in several blocks: it is a reading when its last one is there.
  mutating func interpret(_ block: BCCBlock) -> Meaning {
    address = address ?? block.values.first { $0.parameter == .rate }?.address
    for value in block.values where value.address == address {
      pump.update(value)
      hasNews = true
    }
    guard block.isLast, hasNews else { return Meaning(replies: [WriteAllowList.bccReceived]) }
    hasNews = false
    let reading = Reading(source: source, status: pump.isFaulty ? .error : .ok, pump: pump.report)
    return Meaning(reading: reading, replies: [WriteAllowList.bccReceived])
  }

  mutating func closed() { self = BCCConversation(source: source) }
}
