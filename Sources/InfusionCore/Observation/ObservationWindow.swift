public import Quantities

/// The watch after the infusion. Only time with a fresh SpO2 that is no artefact counts, to the millisecond.
public struct ObservationWindow: Hashable, Sendable {
  public let startedAt: SessionTime
  public private(set) var target: TimeSpan
  /// After a high physiological alarm the window stays open for this long from its end.
  public let extendAfterHigh: TimeSpan
  public private(set) var isComplete = false
  /// The end of the last physiological alarm that was high during the window.
  private var lastHighEnd: SessionTime?
  /// A high physiological alarm that has not ended.
  public private(set) var isHeldByHigh: Bool
  private var count: Count
  /// What would have counted, had a pump not run on after the stop; kept for the case that it was no drug.
  private var countBesideRun: Count?
  /// The last rise of a pump that ran on.
  private(set) var restartedAt: SessionTime?
  /// Without a rise for longer than this a run is over.
  private static let runBreak = TimeSpan.minutes(1)

  /// Time that counts, and since when more of it does.
  private struct Count: Hashable, Sendable {
    var before = TimeSpan.zero
    var since: SessionTime?

    func total(at now: SessionTime) -> TimeSpan { before + (since.map { now - $0 } ?? .zero) }

    mutating func set(counts: Bool, at now: SessionTime) {
      guard counts != (since != nil) else { return }
      before = total(at: now)
      since = counts ? now : nil
    }
  }

  init(at now: SessionTime, target: TimeSpan, extendAfterHigh: TimeSpan, counts: Bool, isHeldByHigh: Bool) {
    startedAt = now
    self.target = target
    self.extendAfterHigh = extendAfterHigh
    self.isHeldByHigh = isHeldByHigh
    count = Count(since: counts ? now : nil)
  }

  public var isCounting: Bool { count.since != nil }
  public func counted(at now: SessionTime) -> TimeSpan { count.total(at: now) }

  /// Until when the last high alarm holds the window open; nil when none does.
  public var heldUntil: SessionTime? { lastHighEnd.map { $0 + extendAfterHigh } }

  /// When it will be complete if nothing else happens; nil when it cannot be yet.
  var completionDeadline: SessionTime? {
    guard !isComplete, !isHeldByHigh else { return nil }
    let missing = target - count.before
    let byCount: SessionTime
    if let since = count.since {
      byCount = since + max(missing, .zero)
    } else if missing <= .zero {
      byCount = startedAt
    } else {
      return nil
    }
    return max(byCount, heldUntil ?? byCount)
  }
}

extension ObservationWindow {
  /// From this instant on time counts, or no longer does.
  mutating func set(counts: Bool, at now: SessionTime) {
    guard !isComplete || !counts else { return }
    count.set(counts: counts, at: now)
    countBesideRun?.set(counts: counts, at: now)
  }

  /// Notes whether readings count from now on. Returns whether that changed; a complete window stays as it
  /// is.
  mutating func note(counts: Bool, at now: SessionTime) -> Bool {
    guard isCounting != counts else { return false }
    set(counts: counts, at: now)
    return true
  }

  mutating func holdByHigh() { isHeldByHigh = true }

  /// A physiological alarm that was high has ended; others may still stand.
  mutating func highEnded(at now: SessionTime, isStillHeld: Bool) {
    lastHighEnd = now
    isHeldByHigh = isStillHeld
  }

  /// A complete window counts no further. A later extension is added to the time that was asked for, not to
  /// the time spent waiting for the escort.
  mutating func complete(at now: SessionTime) {
    set(counts: false, at: now)
    isComplete = true
  }

  /// Open again, or still: counting goes on where it ended.
  mutating func reopen(at now: SessionTime, counts: Bool, adding more: TimeSpan = .zero) {
    target += more
    isComplete = false
    set(counts: counts, at: now)
  }

  /// A pump ran on after the stop: the time begins anew at its last rise.
  mutating func restart(at time: SessionTime, counts: Bool) {
    // What goes in after a run that was declared to be no drug is a run of its own.
    let isSameRun = countBesideRun != nil && restartedAt.map { time - $0 <= Self.runBreak } ?? false
    if !isSameRun { countBesideRun = count }
    count = Count(since: counts ? time : nil)
    restartedAt = time
    isComplete = false
  }

  /// What ran on was no drug: the time stands as if it had not.
  mutating func forgetRun() {
    if let count = countBesideRun { self.count = count }
    countBesideRun = nil
  }
}
