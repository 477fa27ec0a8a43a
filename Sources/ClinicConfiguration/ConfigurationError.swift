public import Quantities

/// One thing that is wrong with a configuration, with its evidence. `sentence(file:)` makes it readable.
public struct ConfigurationError: Error, Hashable, Sendable {
  public var place: Place
  /// The keys that lead to it: `limits.spo2.low`. Empty for the document as a whole.
  public var path: String
  public var why: Why

  public init(_ why: Why, at place: Place, path: String = "") {
    self.place = place
    self.path = path
    self.why = why
  }

  /// What is wrong there, with its evidence.
  public enum Why: Hashable, Sendable {
    /// Bytes that are not UTF-8.
    case notText
    /// Not YAML; the text is the YAML library's own.
    case syntax(String)
    case unknownKey(String, known: [String])
    case duplicateKey(String)
    case duplicateEntry(String)
    /// A value of a form that the key does not take.
    case badValue(String, accepted: Accepted)
    /// More decimals than are kept. Nothing is rounded, because a file means what it says.
    case tooManyDecimals(String)
    case missingKey(String)
    /// Two limits of one vital are in the wrong order.
    case limitOrder(lower: NamedLimit, upper: NamedLimit)
    /// An ordinary limit lies beyond what a session may set.
    case limitBeyondBound(NamedLimit, bound: NamedLimit)
    /// The clear delay is longer than the onset delay, so a pending condition could not be given up in time.
    case clearDelayAboveOnset(TimeSpan, key: String, onset: TimeSpan)
    /// No value of the vital could end the alarm of this limit with this clear band.
    case neverCleared(NamedLimit, clearBand: Fixed, accepted: ClosedRange<Fixed>)
    case observationBelowFloor(TimeSpan, floor: TimeSpan)
    case rateOrder(soft: MilligramsPerKilogramHour, hard: MilligramsPerKilogramHour)
    /// A soft limit of a bolus or a total lies beyond the hard one.
    case doseOrder(soft: NamedLimit, hard: NamedLimit)
    /// No soft limit of the total is set, and the one that follows from the plan's dose lies beyond the hard
    /// one.
    case usualTotalAboveHard(
      MilligramsPerKilogram, ofDose: MilligramsPerKilogram, hard: MilligramsPerKilogram)
    /// The plan's own dose over its own duration breaks its own limit.
    case plannedRateAboveHard(MilligramsPerKilogramHour, hard: MilligramsPerKilogramHour)
    /// The plan's own concentration is not among those that it expects in the bag.
    case concentrationNotListed(MilligramsPerMillilitre)
    case relativeWithoutDistance
    /// Fixed doses on a plan with an infusion, whose dose is calculated from the pump.
    case dosesOfInfusion
    /// Anchors, parts or the passing value of a scale do not fit its range.
    case scaleOutOfRange(ClosedRange<Int>)
    case unknownScale(String)
    /// A discharge criterion that asks for nothing, for two things, or for a scale's distance from a
    /// baseline.
    case criterionUnclear
  }

  /// A limit, named by the key that sets it.
  public struct NamedLimit: Hashable, Sendable {
    public var key: String
    public var value: Fixed

    public init(_ key: String, _ value: Fixed) {
      self.key = key
      self.value = value
    }
  }

  /// The values that a key takes.
  public indirect enum Accepted: Hashable, Sendable {
    case number(ClosedRange<Fixed>)
    /// A number above zero.
    case positive(upTo: Fixed)
    case whole(ClosedRange<Int>)
    case text
    case flag
    case words([String])
    case alarm
    case list
    case mapping
    /// One of these, or a word that says that there is none.
    case or(Accepted, String)
  }
}

/// Everything that is wrong with a configuration, in the order of the file.
public struct ConfigurationErrors: Error, Hashable, Sendable {
  public var all: [ConfigurationError]

  public init(_ all: [ConfigurationError]) { self.all = all.sorted { $0.place < $1.place } }
}
