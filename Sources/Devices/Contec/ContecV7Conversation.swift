import InfusionCore
import Quantities

/// Contec V7: it sends only after it was asked, and goes on as long as it gets a keep-alive every 5 s.
struct ContecV7Conversation: Conversation {
  let source: SourceID
  let pollInterval: TimeSpan? = .seconds(5)
  private var frames = 0

  init(source: SourceID) { self.source = source }

  mutating func stamp(_ message: ContecV7Message) -> SourceStamp? {
    guard case .realTime = message else { return nil }
    defer { frames += 1 }
    return .frame(frames)
  }

  func interpret(_ message: ContecV7Message) -> Meaning {
    switch message {
    case .reply: Meaning()
    case .realTime(let data): Meaning(reading: reading(data))
    }
  }

  func greeting() -> [HarmlessFrame] { [WriteAllowList.contecStart] }

  /// A device that was switched off and on again must be started anew.
  func poll(isHeard: Bool) -> [HarmlessFrame] {
    [isHeard ? WriteAllowList.contecKeepAlive : WriteAllowList.contecStart]
  }

  private func reading(_ data: ContecV7RealTime) -> Reading {
    let status = Self.status(data)
    return Reading(
      source: source, status: status, spo2: Sample(oximeter: data.spo2, under: status),
      hr: Sample(oximeter: data.pulse, under: status),
      pi: Sample(data.perfusionIndex, under: status))
  }

  private static func status(_ data: ContecV7RealTime) -> SensorStatus {
    if data.fingerIsOut { return .off }
    return data.isSearching || data.isSearchingTooLong ? .searching : .ok
  }
}
