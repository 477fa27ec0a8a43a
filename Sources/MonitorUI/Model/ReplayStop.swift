public import Phrases
public import Quantities

/// Where a replay stands still so that somebody sees an alarm coming, and says what they would do.
public enum ReplayStop {
  /// So long before an alarm.
  public static let lead = TimeSpan.seconds(10)
  public static let sentence: Phrase = "10 s before an alarm: space goes on"

  /// The first stop on the way from one instant to another; nil where there is none. Whoever stands at a stop
  /// goes on from it.
  ///
  /// - Parameter alarms: when alarms were raised, in order.
  public static func before(
    _ alarms: [SessionTime], from position: SessionTime, to goal: SessionTime
  ) -> SessionTime? {
    alarms.lazy.map { $0 - lead }.first { $0 > position && $0 <= goal }
  }
}
