import InfusionCore
import Quantities

/// Nonin's own service: only listened to.
struct NoninBLEConversation: Conversation {
  let source: SourceID
  private var values = 0

  init(source: SourceID) { self.source = source }

  mutating func stamp(_: NoninOximetry) -> SourceStamp? {
    defer { values += 1 }
    return .frame(values)
  }

  func interpret(_ told: NoninOximetry) -> Meaning {
    let status = Self.status(told.status)
    return Meaning(
      reading: Reading(
        source: source, status: status, spo2: Sample(oximeter: told.spo2, under: status),
        hr: Sample(oximeter: told.pulse, under: status), pi: Sample(told.perfusionIndex, under: status)))
  }

  private static func status(_ told: NoninOximetry.Status) -> SensorStatus {
    guard told.contains(.onTheFinger) else { return .off }
    if told.contains(.searching) { return .searching }
    return told.contains(.weakSignal) ? .lowPerfusion : .ok
  }
}
