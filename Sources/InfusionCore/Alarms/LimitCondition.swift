import Quantities

/// One side of one vital's limits: the ordinary and the extreme part, which are one alarm with a level.
///
/// Pure bookkeeping. The caller says when a value arrives, is lost or gets other limits, and fires the
/// deadlines in the order that `Session` keeps.
struct LimitCondition: Hashable, Sendable {
  private(set) var ordinary: LimitPart
  private(set) var extreme: LimitPart
  /// The level that was last told: what differs from it is news.
  var told: AlarmPriority?
  private var lostAt: SessionTime?
  private let isBySecondRules: Bool

  /// By the first rules a value that returns later than this after its loss waits for the onset delay again.
  private static let returnWindow = TimeSpan.seconds(60)

  init(_ side: Side, of limits: VitalLimits, isBySecondRules: Bool) {
    func part(_ limit: Fixed?, _ delay: TimeSpan) -> LimitPart {
      LimitPart(
        side, limit: limit, onsetDelay: delay, clearBand: limits.clearBand, clearDelay: limits.clearDelay,
        isBySecondRules: isBySecondRules)
    }
    self.isBySecondRules = isBySecondRules
    ordinary = part(side == .low ? limits.low : limits.high, limits.onsetDelay)
    extreme = part(side == .low ? limits.extremeLow : limits.extremeHigh, limits.extremeOnsetDelay)
  }

  /// High while the extreme part is raised, medium while only the ordinary one is.
  var level: AlarmPriority? { extreme.isRaised ? .high : ordinary.isRaised ? .medium : nil }
  var isNews: Bool { told != level }

  /// Whether the end of this instant makes high what this instant has just raised. Both parts are then raised
  /// at one instant, and are told as one. (By the first rules each was told.)
  func isToldHigh(atEndOf now: SessionTime) -> Bool {
    isBySecondRules && told == nil && level == .medium && extreme.onsetDeadline.map { $0 <= now } ?? false
  }

  /// The limit of the highest part that is raised.
  var raisedLimit: Fixed? { extreme.isRaised ? extreme.limit : ordinary.limit }

  /// What would be raised if the value held: the priority that a loss takes over from.
  var pendingLevel: AlarmPriority? {
    if level == .high || extreme.pendingSince != nil { return .high }
    return level ?? (ordinary.pendingSince == nil ? nil : .medium)
  }

  /// Whether the value still violates the highest part that is raised.
  func isStillViolated(by value: Fixed) -> Bool {
    ordinary.isViolated(by: value) || extreme.isViolated(by: value)
  }

  /// The next instant at which a part is raised, ends or is given up, if the value stays as it is.
  var deadline: SessionTime? {
    let ends = earliest(ordinary.endDeadline, extreme.endDeadline)
    let onsets = earliest(ordinary.onsetDeadline, extreme.onsetDeadline)
    return earliest(earliest(ends, onsets), earliest(ordinary.giveUpDeadline, extreme.giveUpDeadline))
  }
}

extension LimitCondition {
  mutating func observe(_ value: Fixed, at now: SessionTime, interval: TimeSpan) {
    let isInTime = lostAt.map { now - $0 <= Self.returnWindow } ?? false
    let countsAsReturn = isBySecondRules || isInTime
    lostAt = nil
    let wasExtreme = extreme.isRaised
    ordinary.observe(value, at: now, interval: interval, countsAsReturn: countsAsReturn)
    extreme.observe(value, at: now, interval: interval, countsAsReturn: countsAsReturn)
    implyOrdinary(unless: wasExtreme)
  }

  /// The value is lost: nothing is pending any more, and what was raised ends.
  mutating func lose(at now: SessionTime) {
    lostAt = now
    ordinary.lose()
    extreme.lose()
  }

  mutating func change(
    ordinary newOrdinary: Fixed?, extreme newExtreme: Fixed?, value: Fixed?, at now: SessionTime
  ) {
    let wasExtreme = extreme.isRaised
    ordinary.change(to: newOrdinary, value: value, at: now)
    extreme.change(to: newExtreme, value: value, at: now)
    implyOrdinary(unless: wasExtreme)
  }

  /// Ends the parts that have been back inside for the clear delay, and gives up what no longer violates.
  mutating func completeEnds(at now: SessionTime) {
    ordinary.endIfDue(at: now)
    extreme.endIfDue(at: now)
  }

  /// Raises the parts that have violated for their onset delay.
  mutating func completeOnsets(at now: SessionTime) {
    let wasExtreme = extreme.isRaised
    ordinary.raiseIfDue(at: now)
    extreme.raiseIfDue(at: now)
    implyOrdinary(unless: wasExtreme)
  }

  /// Both parts are over: another kind of measurement speaks for the vital now.
  mutating func end() {
    ordinary.end()
    extreme.end()
  }

  /// The extreme part implies the ordinary one when it is raised, and not again: an ordinary limit that is
  /// set later starts its own onset delay if the value then violates it, and a part that ended because its
  /// limit was moved has ended. (By the first rules it was implied as long as the extreme part stood.)
  private mutating func implyOrdinary(unless isSettled: Bool) {
    guard extreme.isRaised, !(isSettled && isBySecondRules) else { return }
    ordinary.imply()
  }
}

/// The earlier of two deadlines, either of which may not be set.
func earliest(_ a: SessionTime?, _ b: SessionTime?) -> SessionTime? {
  guard let a else { return b }
  guard let b else { return a }
  return min(a, b)
}
