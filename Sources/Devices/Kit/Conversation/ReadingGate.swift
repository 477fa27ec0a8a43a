import InfusionCore
import Quantities

/// Lets a stream's reading through when a value or the status changes, and once a second since the last one.
struct ReadingGate: Sendable {
  private var last: [Int: (reading: Reading, time: SessionTime)] = [:]

  private static let interval = TimeSpan.seconds(1)

  mutating func admits(_ reading: Reading, on channel: Int, at time: SessionTime) -> Bool {
    var steady = reading
    steady.nibp = nil
    // A cuff result is an event: it always passes, and is not compared.
    let isNews =
      reading.nibp != nil
      || last[channel].map { steady != $0.reading || time - $0.time >= Self.interval } ?? true
    if isNews { last[channel] = (steady, time) }
    return isNews
  }

  mutating func reset() { last = [:] }
}
