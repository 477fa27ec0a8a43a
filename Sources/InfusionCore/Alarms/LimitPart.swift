import Quantities

/// One limit of a vital: how long the value has violated it, whether that is raised, how long it has been
/// back inside.
struct LimitPart: Hashable, Sendable {
  let side: Side
  let onsetDelay: TimeSpan
  let clearBand: Fixed
  let clearDelay: TimeSpan
  private let isBySecondRules: Bool
  private(set) var limit: Fixed?
  private(set) var isRaised = false
  /// The first violating reading of a pending condition.
  private(set) var pendingSince: SessionTime?
  /// When a pending condition is given up; set while the value that stands does not violate.
  private(set) var giveUpDeadline: SessionTime?
  /// Since when a raised part's value has been back inside by the clear band.
  private var insideSince: SessionTime?
  /// Raised when the value was lost: raised again at once if the value comes back violating.
  private var awaitsReturn = false

  init(
    _ side: Side, limit: Fixed?, onsetDelay: TimeSpan, clearBand: Fixed, clearDelay: TimeSpan,
    isBySecondRules: Bool
  ) {
    self.side = side
    self.limit = limit
    self.onsetDelay = onsetDelay
    self.clearBand = clearBand
    self.clearDelay = clearDelay
    self.isBySecondRules = isBySecondRules
  }

  /// When a pending condition is raised if the value that stands goes on violating.
  var onsetDeadline: SessionTime? {
    isRaised || giveUpDeadline != nil ? nil : pendingSince.map { $0 + onsetDelay }
  }
  var endDeadline: SessionTime? { insideSince.map { $0 + clearDelay } }

  /// Beyond the limit. A value equal to it is not.
  func isViolated(by value: Fixed) -> Bool {
    guard let limit else { return false }
    return Self.isBeyond(limit, side, value)
  }

  private static func isBeyond(_ limit: Fixed, _ side: Side, _ value: Fixed) -> Bool {
    side == .low ? value < limit : value > limit
  }

  /// Back inside by the clear band.
  private func isCleared(by value: Fixed) -> Bool {
    guard let limit else { return true }
    return side == .low ? value >= limit + clearBand : value <= limit - clearBand
  }

  /// How long the value must not violate before a pending condition is given up: the smaller of the clear
  /// delay and half of the onset delay, never less than 2.5 of the source's own intervals. By the first rules
  /// any reading that does not violate gives it up.
  private func giveUpTime(interval: TimeSpan) -> TimeSpan {
    isBySecondRules ? max(min(clearDelay, onsetDelay / 2), interval * 5 / 2) : .zero
  }
}

extension LimitPart {
  /// A reading: runs begin and break; without a delay it ends or raises the part itself.
  ///
  /// - Parameters:
  ///   - interval: the usual time between readings of its source.
  ///   - countsAsReturn: it may raise at once what was raised when the value was lost.
  mutating func observe(_ value: Fixed, at now: SessionTime, interval: TimeSpan, countsAsReturn: Bool) {
    if isRaised {
      insideSince = isCleared(by: value) ? insideSince ?? now : nil
      if clearDelay == .zero { endIfDue(at: now) }
    } else if isViolated(by: value) {
      violate(at: now, isReturn: awaitsReturn && countsAsReturn)
    } else if pendingSince != nil {
      // At an instant's end: a reading that violates at the very instant of giving up keeps it pending.
      giveUpDeadline = giveUpDeadline ?? now + giveUpTime(interval: interval)
      if !isBySecondRules { giveUp() }
    }
    awaitsReturn = false
  }

  /// If the delay ended while the value did not violate, the next reading that does raises it at once.
  private mutating func violate(at now: SessionTime, isReturn: Bool) {
    let first = pendingSince ?? now
    pendingSince = first
    giveUpDeadline = nil
    isRaised = isReturn || onsetDelay == .zero || first + onsetDelay < now
  }

  /// Another limit, judged against the fresh value if there is one. Setting the same limit is no change.
  mutating func change(to newLimit: Fixed?, value: Fixed?, at now: SessionTime) {
    if isBySecondRules && newLimit == limit { return }
    let violatedBefore = value.map(isViolated) ?? false
    limit = newLimit
    insideSince = nil
    guard let value, isViolated(by: value) else {
      giveUp()
      isRaised = false
      return
    }
    let goesOn = isRaised || !isBySecondRules || violatedBefore
    pendingSince = goesOn ? pendingSince ?? now : now
    giveUpDeadline = nil
    if onsetDelay == .zero { raiseIfDue(at: now) }
  }

  mutating func lose() {
    awaitsReturn = isRaised
    isRaised = false
    insideSince = nil
    giveUp()
  }

  mutating func raiseIfDue(at now: SessionTime) {
    guard let deadline = onsetDeadline, deadline <= now else { return }
    isRaised = true
  }

  mutating func endIfDue(at now: SessionTime) {
    if let deadline = giveUpDeadline, deadline <= now { giveUp() }
    guard let deadline = endDeadline, deadline <= now else { return }
    end()
  }

  /// The part is over, whatever the value says.
  mutating func end() {
    isRaised = false
    insideSince = nil
    giveUp()
  }

  private mutating func giveUp() {
    pendingSince = nil
    giveUpDeadline = nil
  }

  /// The extreme part implies the ordinary one, where that is set.
  mutating func imply() {
    guard limit != nil, !isRaised else { return }
    isRaised = true
    giveUpDeadline = nil
  }
}
