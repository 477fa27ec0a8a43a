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
    /// A value of another form than the key takes.
    case badValue(String, accepted: Accepted)
    /// More decimals than are kept. Nothing is rounded, because a file means what it says.
    case tooManyDecimals(String)
    case missingKey(String)
    /// Two limits of one vital in the wrong order.
    case limitOrder(lower: NamedLimit, upper: NamedLimit)
    /// An ordinary limit beyond what a session may set.
    case limitBeyondBound(NamedLimit, bound: NamedLimit)
    /// A condition that is pending could never be given up in time.
    case clearDelayAboveOnset(TimeSpan, key: String, onset: TimeSpan)
    /// A limit and band for which no value of the vital could end the alarm.
    case neverCleared(NamedLimit, clearBand: Fixed, accepted: ClosedRange<Fixed>)
    case observationBelowFloor(TimeSpan, floor: TimeSpan)
    case rateOrder(soft: MilligramsPerKilogramHour, hard: MilligramsPerKilogramHour)
    /// A bolus or a total above which a reason is wanted lies beyond the one that is refused.
    case doseOrder(soft: NamedLimit, hard: NamedLimit)
    /// The total above which a reason is wanted is not set, and the one that follows from the plan's dose
    /// lies beyond the one that is refused.
    case usualTotalAboveHard(
      MilligramsPerKilogram, ofDose: MilligramsPerKilogram, hard: MilligramsPerKilogram)
    /// The plan's own dose over its own duration breaks its own limit.
    case plannedRateAboveHard(MilligramsPerKilogramHour, hard: MilligramsPerKilogramHour)
    /// The plan's own concentration is not among those that it expects in the bag.
    case concentrationNotListed(MilligramsPerMillilitre)
    case relativeWithoutDistance
    /// Fixed doses on a plan that infuses: there the dose is reckoned from the pump.
    case dosesOfInfusion
    /// Anchors, parts or the passing value of a scale that do not fit its range.
    case scaleOutOfRange(ClosedRange<Int>)
    case unknownScale(String)
    /// A discharge criterion that asks for nothing, for two things, or for a scale's distance from a
    /// baseline.
    case criterionUnclear
  }

  /// A limit by the key that sets it.
  public struct NamedLimit: Hashable, Sendable {
    public var key: String
    public var value: Fixed

    public init(_ key: String, _ value: Fixed) {
      self.key = key
      self.value = value
    }
  }

  /// What a key takes.
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
    /// Or a word that says that there is none.
    case or(Accepted, String)
  }
}

/// Everything that is wrong with a configuration, in the order of the file.
public struct ConfigurationErrors: Error, Hashable, Sendable {
  public var all: [ConfigurationError]

  public init(_ all: [ConfigurationError]) { self.all = all.sorted { $0.place < $1.place } }
}
