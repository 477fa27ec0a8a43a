import Quantities

/// Notices that the loop stood still: the machine slept, somebody stopped the process, a read or a write took
/// its time. Nobody watched meanwhile.
///
/// It is asked many times a turn, before anything lets time pass. What would have fallen due in the
/// standstill then falls due at its end, as after a crash, and what was told before it stays untouched.
struct Standstill {
  /// When the loop was last seen to turn, ms of the machine.
  private var seen: Int64

  /// Until when the loop turns for certain: what comes later waits for the next look.
  var watchedUntil: Int64 { seen + Self.longest.milliseconds }

  /// A turn comes every two seconds at least.
  static let longest = TimeSpan.seconds(5)

  init(at now: Int64) { seen = now }

  /// Since when the loop stood still; nil if it turns.
  mutating func look(at now: Int64) -> Int64? {
    defer { seen = now }
    return now - seen > Self.longest.milliseconds ? seen : nil
  }
}
