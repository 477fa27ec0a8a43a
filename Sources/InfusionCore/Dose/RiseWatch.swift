public import Quantities

/// A counter's believed rise beside what the set rate and the recorded boluses give in the same time.
public struct RiseComparison: Hashable, Sendable {
  public let window: TimeSpan
  public let rise: Millilitres
  public let expected: Millilitres

  func exceeds(_ factor: Double, plus margin: Millilitres) -> Bool {
    rise > expected * factor + margin + DoseRule.grain
  }
  /// More than 1.5 times in the short window, or 1.2 times in the long one, and 1 mL.
  var isTooFast: Bool { exceeds(window == RiseWatch.shortWindow ? 1.5 : 1.2, plus: Millilitres(1)) }
  var isBack: Bool { !exceeds(1.1, plus: Millilitres(0.5)) }
}

/// Whether the counter rises faster than it should. Judged at each reading, since only a reading can make the
/// counter rise.
struct RiseWatch: Hashable, Sendable {
  static let shortWindow = TimeSpan.seconds(120)
  static let delay = TimeSpan.seconds(30)
  static let leastReadings = 2

  private var since: SessionTime?
  private var readings = 0
  private var lookedAt: SessionTime?
  private(set) var isRaised = false

  mutating func look(_ comparisons: [RiseComparison], at now: SessionTime, isReading: Bool) {
    lookedAt = now
    if comparisons.allSatisfy(\.isBack) {
      self = RiseWatch()
      lookedAt = now
    } else if comparisons.contains(where: \.isTooFast) {
      if since != nil, isReading { readings += 1 }
      since = since ?? now
    } else if !isRaised {
      since = nil
      readings = 0
    }
    raiseIfDue(at: now)
  }

  mutating func raiseIfDue(at now: SessionTime) {
    if let since, readings >= Self.leastReadings, now >= since + Self.delay { isRaised = true }
  }

  /// When nothing was read for as long as the long window, nothing rose in it.
  mutating func endIfSilent(at now: SessionTime) {
    if let lookedAt, now >= lookedAt + DoseRule.longWindow { self = RiseWatch() }
  }

  var deadline: SessionTime? {
    if isRaised { return lookedAt.map { $0 + DoseRule.longWindow } }
    guard let since, readings >= Self.leastReadings else { return nil }
    return since + Self.delay
  }
}
