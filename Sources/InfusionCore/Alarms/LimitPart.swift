import Quantities

/// One limit of a vital: how long the value has violated it, whether that is raised, how long it has been
/// back inside.
struct LimitPart: Hashable, Sendable {
  let side: Side
  let onsetDelay: TimeSpan
  let clearBand: Fixed
  let clearDelay: TimeSpan
  var limit: Fixed?
  private(set) var isRaised = false
  private(set) var violatingSince: SessionTime?
  /// Since when a raised part's value has been back inside by the clear band.
  private var insideSince: SessionTime?
  /// Raised when the value was lost: raised again at once if the value soon comes back violating.
  private var awaitsReturn = false

  init(_ side: Side, limit: Fixed?, onsetDelay: TimeSpan, clearBand: Fixed, clearDelay: TimeSpan) {
    self.side = side
    self.limit = limit
    self.onsetDelay = onsetDelay
    self.clearBand = clearBand
    self.clearDelay = clearDelay
  }

  var onsetDeadline: SessionTime? { isRaised ? nil : violatingSince.map { $0 + onsetDelay } }
  var endDeadline: SessionTime? { insideSince.map { $0 + clearDelay } }

  /// Beyond the limit. A value equal to it is not.
  func isViolated(by value: Fixed) -> Bool {
    guard let limit else { return false }
    return side == .low ? value < limit : value > limit
  }

  /// Back inside by the clear band.
  private func isCleared(by value: Fixed) -> Bool {
    guard let limit else { return true }
    return side == .low ? value >= limit + clearBand : value <= limit - clearBand
  }
}

extension LimitPart {
  /// A reading: runs begin and break; without a delay it ends or raises the part itself.
  mutating func observe(_ value: Fixed, at now: SessionTime, returnsInTime: Bool) {
    if isRaised {
      insideSince = isCleared(by: value) ? insideSince ?? now : nil
      if clearDelay == .zero { endIfDue(at: now) }
    } else if isViolated(by: value) {
      violatingSince = violatingSince ?? now
      isRaised = awaitsReturn && returnsInTime
      if onsetDelay == .zero { raiseIfDue(at: now) }
    } else {
      violatingSince = nil
    }
    awaitsReturn = false
  }

  /// Another limit, judged against the fresh value if there is one.
  mutating func change(to newLimit: Fixed?, value: Fixed?, at now: SessionTime) {
    limit = newLimit
    insideSince = nil
    guard let value, isViolated(by: value) else {
      violatingSince = nil
      isRaised = false
      return
    }
    violatingSince = violatingSince ?? now
    if onsetDelay == .zero { raiseIfDue(at: now) }
  }

  mutating func lose() {
    awaitsReturn = isRaised
    isRaised = false
    violatingSince = nil
    insideSince = nil
  }

  mutating func raiseIfDue(at now: SessionTime) {
    guard let deadline = onsetDeadline, deadline <= now else { return }
    isRaised = true
  }

  mutating func endIfDue(at now: SessionTime) {
    guard let deadline = endDeadline, deadline <= now else { return }
    isRaised = false
    insideSince = nil
    violatingSince = nil
  }

  /// The extreme part implies the ordinary one, where that is set.
  mutating func imply() {
    if limit != nil { isRaised = true }
  }
}
