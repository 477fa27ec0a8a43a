public import Quantities

/// What a clinic wants to see before a patient goes, beside what is always asked: a score, or a vital.
///
/// None is shipped: what a clinic asks is its own decision.
public struct DischargeCriterion: Hashable, Sendable {
  public var name: String
  /// The last score of this scale since the observation began...
  public var scale: String?
  /// ...or the fresh value of this vital.
  public var vital: Vital?
  public var atLeast: Fixed?
  public var atMost: Fixed?
  /// As far from the baseline as it may be, in the vital's unit.
  public var within: Fixed?
  /// The same in percent of the baseline.
  public var withinPercent: Fixed?

  public init(
    name: String, scale: String? = nil, vital: Vital? = nil, atLeast: Fixed? = nil, atMost: Fixed? = nil,
    within: Fixed? = nil, withinPercent: Fixed? = nil
  ) {
    self.name = name
    self.scale = scale
    self.vital = vital
    self.atLeast = atLeast
    self.atMost = atMost
    self.within = within
    self.withinPercent = withinPercent
  }

  /// Whether it asks for something, of one thing, and only a vital is held against a baseline.
  public var isConsistent: Bool {
    let bounds = [atLeast, atMost, within, withinPercent].compactMap { $0 }
    let isOrdered = atLeast.flatMap { least in atMost.map { least <= $0 } } ?? true
    let needsVital = within != nil || withinPercent != nil
    return (scale == nil) != (vital == nil) && !bounds.isEmpty && isOrdered && (!needsVital || vital != nil)
  }

  /// What it asks: `aldrete at least 9`, `Sys within 20 % of the baseline`.
  public var wanted: String {
    let subject = scale ?? vital?.label ?? name
    let unit = vital.map { " \($0.unit)" } ?? ""
    let parts = [
      atLeast.map { "at least \($0)\(unit)" }, atMost.map { "at most \($0)\(unit)" },
      within.map { "within \($0)\(unit) of the baseline" },
      withinPercent.map { "within \($0) % of the baseline" },
    ]
    return "\(subject) " + parts.compactMap { $0 }.joined(separator: ", ")
  }
}

/// Whether something is so. What is not known is not met.
public enum Fulfilment: String, CaseIterable, Hashable, Sendable {
  case met
  case notMet = "notmet"
  case notKnown = "notknown"
}

extension DischargeCriterion {
  /// Holds a value against it; nil is a value that is not known.
  public func fulfilment(by value: Fixed?, baseline: Fixed?) -> Fulfilment {
    guard let value else { return .notKnown }
    if let atLeast, value < atLeast { return .notMet }
    if let atMost, value > atMost { return .notMet }
    guard within != nil || withinPercent != nil else { return .met }
    guard let baseline else { return .notKnown }
    let distance = value < baseline ? baseline - value : value - baseline
    if let within, distance > within { return .notMet }
    // Both sides in hundred-thousandths: no division, no rounding.
    if let withinPercent, distance.thousandths * 100_000 > withinPercent.thousandths * baseline.thousandths {
      return .notMet
    }
    return .met
  }
}

/// One thing that a discharge asks for, with what was found.
public struct ReviewedCriterion: Hashable, Sendable {
  public var name: String
  public var wanted: String
  /// The value, as far as there is one to tell.
  public var found: String?
  public var fulfilment: Fulfilment

  public init(name: String, wanted: String, found: String? = nil, fulfilment: Fulfilment) {
    self.name = name
    self.wanted = wanted
    self.found = found
    self.fulfilment = fulfilment
  }
}
