import Quantities

/// The figures of the dose contract, each written once.
enum DoseRule {
  // Lost (rule 13) and the interval that it is measured in (rule 4).
  static let leastLossDelay = TimeSpan.seconds(10)
  static let leastInterval = TimeSpan.seconds(1)
  static let intervalsKept = 10

  // Zero (rule 2).
  static let nearZero = Millilitres(0.5)

  // What a rise may be (rule 5).
  static let allowedShare = 1.1
  static let slack = Millilitres(0.2)
  static let slackWhileWhole = Millilitres(1)
  /// A recorded bolus counts at no more than this where a counter may have begun anew (rule 8).
  static let fastestBolus = MillilitresPerHour(1200)

  // A new track and the way back (rules 9 to 11).
  static let readingsInARow = 5
  static let leastTrack = TimeSpan.seconds(10)
  static let wayBack = TimeSpan.minutes(10)
  static let mostLowered = Millilitres(0.5)
  static let heldTooLong = TimeSpan.seconds(60)
  /// A hold that lasts less is not told.
  static let holdUntold = TimeSpan.seconds(5)

  /// Two readings of a counter that shows thousandths are off by so much at most: that is no uncertainty, and
  /// would come and go with each reading.
  static let rounding = Millilitres(0.0015)

  // A counter that stands (rule 12).
  static let standing = Millilitres(0.3)
  static let mostStanding = Millilitres(1)
  static let standingWhileWhole = Millilitres(2)

  // A bolus (rules 14 and 15).
  static let bolusReach = TimeSpan.seconds(300)
  static let stretch = TimeSpan.seconds(120)
  static let shownShare = 0.8
  static let shownWhileWhole = Millilitres(1.2)
  static let settledWithin = 0.2

  // After the stop (rule 16).
  static let runEndsAfter = TimeSpan.seconds(60)
  static let leastRun = Millilitres(0.5)

  /// How far back rises are compared (`pump.mismatch`).
  static let longWindow = TimeSpan.seconds(600)

  /// Volumes of counters are decimals: an error of binary fractions in a difference is not a rise.
  static let grain = DoseBounds.grain
}
