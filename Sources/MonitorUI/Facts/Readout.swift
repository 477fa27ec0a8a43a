public import InfusionCore
public import Phrases
public import Quantities

/// The limits that hold now.
public struct LimitsView: Hashable, Sendable {
  public var extremeLow: Fixed?
  public var low: Fixed?
  public var high: Fixed?
  public var extremeHigh: Fixed?
  /// Whether the limit in force follows the baseline.
  public var lowIsRelative = false
  public var highIsRelative = false
  /// Who switched the ordinary limits off; nil while they are on.
  public var offBy: String?

  public init(
    extremeLow: Fixed? = nil, low: Fixed? = nil, high: Fixed? = nil, extremeHigh: Fixed? = nil,
    lowIsRelative: Bool = false, highIsRelative: Bool = false, offBy: String? = nil
  ) {
    self.extremeLow = extremeLow
    self.low = low
    self.high = high
    self.extremeHigh = extremeHigh
    self.lowIsRelative = lowIsRelative
    self.highIsRelative = highIsRelative
    self.offBy = offBy
  }

  public var isRelative: Bool { lowIsRelative || highIsRelative }

  /// `50-120`, `90-`, `-30`; with `r` behind one that follows the baseline; what is left when they are off.
  public var text: Phrase {
    guard offBy == nil else { return "OFF" }
    let lower = low.map { "\($0)\(lowIsRelative ? "r" : "")" } ?? ""
    let upper = high.map { "\($0)\(highIsRelative ? "r" : "")" } ?? ""
    return lower.isEmpty && upper.isEmpty ? "no limits" : "\(lower)-\(upper)"
  }
}

/// One vital as its tile shows it. Only what is `.fresh` is ever shown as a number.
public struct Readout: Hashable, Sendable {
  public let vital: Vital
  public var state: VitalState = .absent
  public var limits = LimitsView()

  public init(_ vital: Vital, state: VitalState = .absent, limits: LimitsView = LimitsView()) {
    self.vital = vital
    self.state = state
    self.limits = limits
  }
}

extension SessionView {
  /// Nothing is read any more, and no age counts on: what stood there last would stand as new for ever.
  mutating func showNoNumbers() {
    for vital in [\SessionView.hr, \.spo2, \.rr] { self[keyPath: vital].state = .absent }
    let limits = (cuff.sysLimits, cuff.diaLimits, cuff.mapLimits)
    cuff = CuffReadout()
    (cuff.sysLimits, cuff.diaLimits, cuff.mapLimits) = limits
  }
}

/// The cuff as its tile shows it.
public struct CuffReadout: Hashable, Sendable {
  /// The systolic pressure's state stands for the measurement; a mean-only one has no systolic.
  public var state: VitalState = .absent
  public var sys: Fixed?
  public var dia: Fixed?
  public var map: Fixed?
  public var mapIsDerived = false
  /// Its source doubted it.
  public var isDoubtful = false
  public var isByHand = false
  /// What measured last cannot be heard any more: it promises no next measurement.
  public var isSourceLost = false
  /// Found on the device when we connected: `128/79`. Perhaps another patient's.
  public var ofUnknownAge: String?
  public var hasFailed = false
  public var nextDue: SessionTime?
  /// By a person's word no pressure can be measured until then.
  public var forgoneUntil: SessionTime?
  public var sysLimits = LimitsView()
  public var diaLimits = LimitsView()
  public var mapLimits = LimitsView()

  public init() {}
}
