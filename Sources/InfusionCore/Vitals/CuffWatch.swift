public import Quantities

/// The cuff: its last good measurement, whether the last one failed, and when the next is due.
public struct CuffWatch: Hashable, Sendable {
  public internal(set) var last: CuffMeasurement?
  public internal(set) var lastAt: SessionTime?
  public internal(set) var lastSource: SourceID?
  /// A measurement of unknown age found on a device: shown so, used for nothing.
  public internal(set) var ofUnknownAge: CuffMeasurement?
  public internal(set) var hasFailed = false
  /// The last number each source gave its measurement: the same again is no new one.
  var lastNumbers: [SourceID: Int] = [:]
  var schedule = IntervalWatch()
  /// The priority of a pressure alarm that ended because its value grew too old.
  var takenOver: AlarmPriority?

  /// When the next measurement is due; nil in a phase without an interval.
  public var nextDue: SessionTime? { schedule.due }

  /// Overdue at 1.5 intervals.
  var overdueDeadline: SessionTime? {
    guard let due = schedule.due, let interval = schedule.interval else { return nil }
    return due + interval / 2
  }
}
