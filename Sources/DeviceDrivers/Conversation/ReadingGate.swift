import InfusionCore
import Quantities

/// Lets a stream's reading through when a value or the status changes, and once a second since the last one.
struct ReadingGate: Sendable {
  private var last: Reading?
  private var lastTime: SessionTime?

  private static let interval = TimeSpan.seconds(1)

  mutating func admits(_ reading: Reading, at time: SessionTime) -> Bool {
    var steady = reading
    steady.nibp = nil
    // A cuff result is an event: never held back, and no part of what is compared.
    let isNews = reading.nibp != nil || steady != last || lastTime.map { time - $0 >= Self.interval } ?? true
    guard isNews else { return false }
    last = steady
    lastTime = time
    return true
  }

  mutating func reset() {
    last = nil
    lastTime = nil
  }
}
