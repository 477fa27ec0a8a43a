import Quantities

/// How far apart a pump's own readings are.
struct ReadingInterval: Hashable, Sendable {
  /// The longer of the nominal one and the median of the last ten, and at least a second.
  private(set) var span: TimeSpan
  private let least: TimeSpan
  private(set) var last: SessionTime?
  private var latest: [TimeSpan] = []

  init(nominal: TimeSpan) {
    least = max(nominal, DoseRule.leastInterval)
    span = least
  }

  /// When the pump counts as lost if nothing more is read.
  var lostAt: SessionTime? { last.map { $0 + lossDelay } }
  var lossDelay: TimeSpan { max(DoseRule.leastLossDelay, span * 5 / 2) }

  mutating func read(at now: SessionTime) {
    if let last { note(now - last) }
    last = now
  }

  /// The time until the next reading is no interval of the pump's, because nobody listened.
  mutating func breakOff() { last = nil }

  private mutating func note(_ gap: TimeSpan) {
    let dropped = latest.count == DoseRule.intervalsKept ? latest.removeFirst() : nil
    latest.append(gap)
    if dropped != gap { span = max(least, median) }
  }

  private var median: TimeSpan {
    let sorted = latest.sorted()
    let upper = sorted[sorted.count / 2]
    return sorted.count % 2 == 1 ? upper : (sorted[sorted.count / 2 - 1] + upper) / 2
  }
}
