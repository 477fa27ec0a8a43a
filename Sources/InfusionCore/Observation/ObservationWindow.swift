public import Quantities

/// The watch after the infusion. Only time with a fresh SpO2 counts, to the millisecond.
public struct ObservationWindow: Hashable, Sendable {
  public let startedAt: SessionTime
  public internal(set) var target: TimeSpan
  /// After a high physiological alarm the window stays open for this long from its end.
  public let extendAfterHigh: TimeSpan
  public private(set) var isComplete = false
  /// The end of the last physiological alarm that was high during the window.
  public internal(set) var lastHighEnd: SessionTime?
  /// A high physiological alarm that has not ended.
  public internal(set) var isHeldByHigh: Bool
  private var countedBefore: TimeSpan = .zero
  private var countingSince: SessionTime?

  init(at now: SessionTime, target: TimeSpan, extendAfterHigh: TimeSpan, isFresh: Bool, isHeldByHigh: Bool) {
    startedAt = now
    self.target = target
    self.extendAfterHigh = extendAfterHigh
    self.isHeldByHigh = isHeldByHigh
    countingSince = isFresh ? now : nil
  }

  public var isCounting: Bool { countingSince != nil }

  public func counted(at now: SessionTime) -> TimeSpan {
    countedBefore + (countingSince.map { now - $0 } ?? .zero)
  }

  /// Until when the last high alarm holds the window open; nil when none does.
  public var heldUntil: SessionTime? { lastHighEnd.map { $0 + extendAfterHigh } }

  mutating func spo2Returned(at now: SessionTime) {
    if !isComplete { countingSince = countingSince ?? now }
  }

  mutating func spo2Lost(at then: SessionTime) {
    countedBefore = counted(at: then)
    countingSince = nil
  }

  /// Complete, it counts no further: what is added later is added to what was asked for, not to the wait for
  /// the escort.
  mutating func complete(at now: SessionTime) {
    spo2Lost(at: now)
    isComplete = true
  }

  /// Open again, or still: counting goes on where it ended.
  mutating func reopen(at now: SessionTime, isFresh: Bool) {
    isComplete = false
    if isFresh { spo2Returned(at: now) }
  }

  /// When it will be complete if nothing else happens; nil when it cannot be yet.
  var completionDeadline: SessionTime? {
    guard !isComplete, !isHeldByHigh else { return nil }
    let missing = target - countedBefore
    let byCount: SessionTime
    if let countingSince {
      byCount = countingSince + max(missing, .zero)
    } else if missing <= .zero {
      byCount = startedAt
    } else {
      return nil
    }
    return max(byCount, heldUntil ?? byCount)
  }
}
