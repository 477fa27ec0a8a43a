import Glibc

/// CLOCK_MONOTONIC.
enum Stopwatch {
  static var nanoseconds: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  /// Seconds that one call takes: the best of several rounds, each long enough that the clock does not
  /// matter. The best and not the middle: other processes only ever add time.
  static func secondsPerCall(_ body: () -> Void) -> Double {
    body()
    var calls = 1
    while true {
      let seconds = time(calls, body)
      if seconds > Effort.asked.roundSeconds { break }
      calls *= 2
    }
    let best = (0..<Effort.asked.rounds).map { _ in time(calls, body) }.min() ?? 0
    return best / Double(calls)
  }

  private static func time(_ calls: Int, _ body: () -> Void) -> Double {
    let start = nanoseconds
    for _ in 0..<calls { body() }
    return Double(nanoseconds - start) / 1e9
  }
}

/// Many measurements of one thing, milliseconds.
struct Sample {
  private var milliseconds: [Double] = []
  var count: Int { milliseconds.count }

  mutating func add(nanoseconds: Int64) { milliseconds.append(Double(nanoseconds) / 1e6) }

  /// The value that this share of the measurements does not exceed.
  func percentile(_ share: Double) -> Double {
    let sorted = milliseconds.sorted()
    guard !sorted.isEmpty else { return .infinity }
    return sorted[min(sorted.count - 1, Int((Double(sorted.count) * share).rounded(.up)) - 1)]
  }

  var median: Double { percentile(0.5) }
  var least: Double { milliseconds.min() ?? .infinity }
  var most: Double { milliseconds.max() ?? .infinity }
}
