import InfusionCore
import Quantities

/// PC-60FW: only listened to; it sends by itself as soon as it hears that somebody listens.
struct PC60FWConversation: Conversation {
  let source: SourceID
  private var messages = 0

  init(source: SourceID) { self.source = source }

  mutating func stamp(_: PC60FWMessage) -> SourceStamp? {
    defer { messages += 1 }
    return .frame(messages)
  }

  func interpret(_ told: PC60FWMessage) -> Meaning {
    let status = Self.status(told)
    return Meaning(
      reading: Reading(
        source: source, status: status, spo2: Sample(oximeter: told.spo2, under: status),
        hr: Sample(oximeter: told.pulse, under: status), pi: Sample(told.perfusionIndex, under: status)))
  }

  private static func status(_ told: PC60FWMessage) -> SensorStatus {
    if told.probeIsOff { return .off }
    if told.checkProbe { return .error }
    return told.isSearching ? .searching : .ok
  }
}
