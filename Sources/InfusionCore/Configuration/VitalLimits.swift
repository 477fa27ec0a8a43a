public import Quantities

/// The limits of one vital with their delays; a nil limit is off.
public struct VitalLimits: Hashable, Sendable {
  public var extremeLow: Fixed?
  public var low: Fixed?
  public var high: Fixed?
  public var extremeHigh: Fixed?
  public var onsetDelay: TimeSpan
  public var extremeOnsetDelay: TimeSpan
  /// How far back inside the limit a value must come before the condition ends.
  public var clearBand: Fixed
  public var clearDelay: TimeSpan
  /// Nil for a cuff: then the larger of 900 s and two NIBP intervals.
  public var staleAfter: TimeSpan?
  /// From the source's first "no value" to the loss. Nil for a cuff.
  public var lossDelay: TimeSpan?

  public init(
    extremeLow: Fixed?, low: Fixed?, high: Fixed?, extremeHigh: Fixed?, onsetDelay: TimeSpan,
    extremeOnsetDelay: TimeSpan, clearBand: Fixed, clearDelay: TimeSpan, staleAfter: TimeSpan?,
    lossDelay: TimeSpan?
  ) {
    self.extremeLow = extremeLow
    self.low = low
    self.high = high
    self.extremeHigh = extremeHigh
    self.onsetDelay = onsetDelay
    self.extremeOnsetDelay = extremeOnsetDelay
    self.clearBand = clearBand
    self.clearDelay = clearDelay
    self.staleAfter = staleAfter
    self.lossDelay = lossDelay
  }

  /// Whether the limits stand in the order extreme low, low, high, extreme high (an ordinary one may equal
  /// its extreme).
  public var areInOrder: Bool {
    let set = [extremeLow, low].compactMap { $0 }
    let upper = [high, extremeHigh].compactMap { $0 }
    let lowSideAscends = set.count < 2 || set[0] <= set[1]
    let highSideAscends = upper.count < 2 || upper[0] <= upper[1]
    guard let top = set.max(), let bottom = upper.min() else { return lowSideAscends && highSideAscends }
    return lowSideAscends && highSideAscends && top < bottom
  }
}

extension VitalLimits {
  /// The shipped defaults. SpO2: extreme 85 and a 15 s delay halve nuisance alarms (Goerges, Anesth Analg
  /// 2009;108:1546; Rheineck, Biomed Instrum Technol 2011;45(s1):46); pressures and rates are the bedside
  /// monitors' common adult presets. A clinic sets its own.
  public static func shipped(_ vital: Vital) -> VitalLimits {
    switch vital {
    case .spo2: stream(85, 90, nil, nil, onset: 15, band: 1, clear: 5, stale: 10)
    case .hr: stream(40, 50, 120, 140, onset: 10, band: 3, clear: 5, stale: 10)
    case .rr: stream(6, 8, 30, nil, onset: 15, band: 2, clear: 5, stale: 30)
    case .sys: cuff(80, 90, 160, 180)
    case .dia: cuff(40, 50, 100, 110)
    case .map: cuff(50, 60, 110, nil)
    }
  }

  private static func stream(
    _ extremeLow: Fixed?, _ low: Fixed?, _ high: Fixed?, _ extremeHigh: Fixed?, onset: Int64, band: Fixed,
    clear: Int64, stale: Int64
  ) -> VitalLimits {
    VitalLimits(
      extremeLow: extremeLow, low: low, high: high, extremeHigh: extremeHigh, onsetDelay: .seconds(onset),
      extremeOnsetDelay: .seconds(5), clearBand: band, clearDelay: .seconds(clear),
      staleAfter: .seconds(stale),
      lossDelay: .seconds(5))
  }

  private static func cuff(
    _ extremeLow: Fixed?, _ low: Fixed?, _ high: Fixed?, _ extremeHigh: Fixed?
  ) -> VitalLimits {
    VitalLimits(
      extremeLow: extremeLow, low: low, high: high, extremeHigh: extremeHigh, onsetDelay: .zero,
      extremeOnsetDelay: .zero, clearBand: 5, clearDelay: .zero, staleAfter: nil, lossDelay: nil)
  }
}

/// How far a session may move an ordinary limit; extremes bound it besides.
public struct LimitBounds: Hashable, Sendable {
  public var lowFloor: Fixed?
  public var highCeiling: Fixed?

  public init(lowFloor: Fixed? = nil, highCeiling: Fixed? = nil) {
    self.lowFloor = lowFloor
    self.highCeiling = highCeiling
  }

  /// SpO2 low not under 85, as ISO 80601-2-61 asks of a default.
  public static func shipped(_ vital: Vital) -> LimitBounds {
    vital == .spo2 ? LimitBounds(lowFloor: 85) : LimitBounds()
  }
}

/// A limit that follows the baseline. Extreme limits are always absolute.
public struct RelativeLimit: Hashable, Sendable {
  /// What a relative limit makes of the absolute one.
  public enum Mode: String, CaseIterable, Hashable, Sendable {
    /// The tighter of it and the absolute limit is in force.
    case tighten
    case replace
  }
  public var above: Fixed?
  public var below: Fixed?
  public var mode: Mode

  public init(above: Fixed?, below: Fixed?, mode: Mode = .tighten) {
    self.above = above
    self.below = below
    self.mode = mode
  }
}
