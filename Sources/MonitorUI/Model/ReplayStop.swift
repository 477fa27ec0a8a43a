public import Phrases
public import Quantities

/// Where a replay stops before an alarm, so that somebody can see it coming and say what they would do.
public enum ReplayStop {
  /// So long before an alarm.
  public static let lead = TimeSpan.seconds(10)
  public static let sentence: Phrase = "10 s before an alarm: space goes on"

  /// The first stop on the way from one instant to another; nil if there is none. A replay that stands at a
  /// stop goes on from it.
  ///
  /// - Parameter alarms: when alarms were raised, in order.
  public static func before(
    _ alarms: [SessionTime], from position: SessionTime, to goal: SessionTime
  ) -> SessionTime? {
    alarms.lazy.map { $0 - lead }.first { $0 > position && $0 <= goal }
  }
}
