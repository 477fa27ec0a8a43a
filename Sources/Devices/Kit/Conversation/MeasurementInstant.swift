/// When a device says that it measured, as an instant: `20260102101500+0100` and `20260102091500.00Z` are the
/// same. Only to be compared with other instants of the same sender, since its clock may be wrong.
public struct MeasurementInstant: Hashable, Comparable, Sendable {
  /// Since 1970-01-01 00:00 UTC.
  public let milliseconds: Int64

  public static func < (one: MeasurementInstant, other: MeasurementInstant) -> Bool {
    one.milliseconds < other.milliseconds
  }
}

extension MeasurementInstant {
  /// Nil unless it is a date and a time of day.
  ///
  /// - Parameter zoneMinutes: how far the sender's clock is ahead of UTC. Where it names no zone, 0 for all
  ///   of its texts will do: they are compared with one another.
  init?(
    year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0, millisecond: Int = 0,
    zoneMinutes: Int = 0
  ) {
    // A leap second is the next minute's first.
    guard (1...9999).contains(year), (1...12).contains(month),
      (1...Self.days(in: month, of: year)).contains(day), (0...23).contains(hour), (0...59).contains(minute),
      (0...60).contains(second), (0...999).contains(millisecond), (-1440...1440).contains(zoneMinutes)
    else { return nil }
    let minutes = (Self.daysSince1970(year, month, day) * 24 + hour) * 60 + minute - zoneMinutes
    milliseconds = Int64(minutes * 60 + second) * 1000 + Int64(millisecond)
  }

  private static func days(in month: Int, of year: Int) -> Int {
    let isLeap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
    return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  /// Years that begin in March have their leap day at the end.
  private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let marchYear = month > 2 ? year : year - 1
    let leapDays = marchYear / 4 - marchYear / 100 + marchYear / 400
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return marchYear * 365 + leapDays + dayOfYear - 719_468
  }
}
