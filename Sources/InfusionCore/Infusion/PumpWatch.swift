public import Quantities

/// What a pump that we listen to says. Chairside never controls one.
public struct PumpWatch: Hashable, Sendable {
  public internal(set) var source: SourceID?
  public internal(set) var state: PumpState?
  public internal(set) var rate: MillilitresPerHour?
  public internal(set) var volume: Millilitres?
  public internal(set) var vtbi: VolumeToBeInfused?
  /// Since when it has differed from what the session says.
  var mismatchSince: SessionTime?

  /// It differs for this long before it is told; at once in preparation.
  static let mismatchDelay = TimeSpan.seconds(30)
  /// How many percent of the ordered rate it may be off.
  static let ratePercent: UInt = 2
}
