import InfusionCore
import Quantities

/// One caller's conversation.
struct CallersLine: Sendable {
  var driver: any DeviceDriver
  let address: String
  var identity = SourceIdentity()
  var lastReading: SessionTime?
  var isFlooding = false
}

/// Those who called and left. What is known of a sender is kept a while for its next call from the same
/// address; of those that are gone for good the counts stay.
struct FormerCallers: Sendable {
  private(set) var counters = WireCounters()
  private(set) var unread = UnreadCounts()
  private(set) var passedOver: [String: Int] = [:]
  private var kept: [(line: CallersLine, since: SessionTime)] = []

  private static let keptFor = TimeSpan.seconds(600)
  private static let keptMax = 16

  mutating func keep(_ line: CallersLine, at time: SessionTime) {
    kept.append((line, time))
    if kept.count > Self.keptMax { retire(kept.removeFirst().line) }
  }

  mutating func acquire(from address: String, at time: SessionTime) -> CallersLine? {
    while let oldest = kept.first, time - oldest.since > Self.keptFor { retire(kept.removeFirst().line) }
    return kept.lastIndex { $0.line.address == address }.map { kept.remove(at: $0).line }
  }

  mutating func retire(_ line: CallersLine) {
    counters = counters + line.driver.counters
    unread.add(line.driver.unread)
    passedOver.merge(line.driver.passedOver, uniquingKeysWith: +)
  }

  mutating func retireAll() {
    for (line, _) in kept { retire(line) }
    kept = []
  }
}
