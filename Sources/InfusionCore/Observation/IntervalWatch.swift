import Quantities

/// Something that is due again and again in a phase: a cuff measurement, a check.
///
/// It is due one interval after the later of the phase's start and the last time it was done.
struct IntervalWatch: Hashable, Sendable {
  private(set) var lastDone: SessionTime?
  private(set) var interval: TimeSpan?
  private var phaseStart: SessionTime = .start

  var due: SessionTime? {
    guard let interval else { return nil }
    return max(phaseStart, lastDone ?? phaseStart) + interval
  }

  /// A new phase counts from its own start; one without an interval watches nothing.
  mutating func enter(at now: SessionTime, interval: TimeSpan?) {
    phaseStart = now
    self.interval = interval
  }

  /// Goes on after a break with what began to count at `start`: due when it was, or at once where that lies
  /// in the break.
  mutating func goOn(from start: SessionTime, at now: SessionTime) {
    guard let interval else { return }
    phaseStart = max(max(start, lastDone ?? start) + interval, now) - interval
  }

  mutating func done(at now: SessionTime) { lastDone = now }
}
