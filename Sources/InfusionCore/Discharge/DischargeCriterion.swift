public import Quantities

/// What a clinic wants to see before a patient goes, beside what is always asked: a score, or a vital.
///
/// The shipped ones are alertness, a systolic pressure and a saturation; a clinic puts its own in their
/// place.
public struct DischargeCriterion: Hashable, Sendable {
  public var name: String
  /// The last score of this scale since the infusion was stopped (without one: since the dose was given)...
  public var scale: String?
  /// ...or the fresh value of this vital.
  public var vital: Vital?
  public var atLeast: Fixed?
  public var atMost: Fixed?
  /// As far from the baseline as it may be, in the vital's unit.
  public var within: Fixed?
  /// The same in percent of the baseline.
  public var withinPercent: Fixed?
  /// As far below the baseline as it may be; without a baseline it asks nothing.
  public var belowBaseline: Fixed?
  /// At most the larger of `usual` and the baseline with `above`; without a baseline at most `usual`.
  public var ceiling: Ceiling?
  /// A score that is older is not known.
  public var notOlderThan: TimeSpan?

  /// A highest value that follows the baseline upwards.
  public struct Ceiling: Hashable, Sendable {
    public var usual: Fixed
    public var above: Fixed

    public init(usual: Fixed, above: Fixed) {
      self.usual = usual
      self.above = above
    }

    func value(with baseline: Fixed?) -> Fixed { baseline.map { max(usual, $0 + above) } ?? usual }
  }

  public init(
    name: String, scale: String? = nil, vital: Vital? = nil, atLeast: Fixed? = nil, atMost: Fixed? = nil,
    within: Fixed? = nil, withinPercent: Fixed? = nil, belowBaseline: Fixed? = nil, ceiling: Ceiling? = nil,
    notOlderThan: TimeSpan? = nil
  ) {
    self.name = name
    self.scale = scale
    self.vital = vital
    self.atLeast = atLeast
    self.atMost = atMost
    self.within = within
    self.withinPercent = withinPercent
    self.belowBaseline = belowBaseline
    self.ceiling = ceiling
    self.notOlderThan = notOlderThan
  }

  /// Whether it asks for something, of one thing, and only a vital is held against a baseline.
  public var isConsistent: Bool {
    let bounds = [atLeast, atMost, within, withinPercent, belowBaseline, ceiling?.usual].compactMap { $0 }
    let isOrdered = atLeast.flatMap { least in atMost.map { least <= $0 } } ?? true
    let needsVital = within != nil || withinPercent != nil || belowBaseline != nil || ceiling != nil
    return (scale == nil) != (vital == nil) && !bounds.isEmpty && isOrdered && (!needsVital || vital != nil)
  }

  /// What it asks: `aldrete at least 9`, `Sys within 20 % of the baseline`.
  public var wanted: String { wanted(isBaselineKnown: true) }

  /// The same of a session without a baseline: `Sys at least 90 mmHg, at most 160 mmHg (no baseline)`.
  ///
  /// - Parameter title: what its scale is called at the chair; nil: by its name in scripts.
  public func wanted(isBaselineKnown: Bool, of title: String? = nil) -> String {
    guard !isBaselineKnown, isRelative else { return described(title) }
    return "\(withoutBaseline.described(title)) (no baseline)"
  }

  private var isRelative: Bool {
    within != nil || withinPercent != nil || belowBaseline != nil || ceiling != nil
  }

  /// The criterion as it is judged without a baseline. A distance from the baseline stays in it, and is then
  /// not known.
  private var withoutBaseline: DischargeCriterion {
    var judged = self
    judged.atMost = [atMost, ceiling?.usual].compactMap { $0 }.min()
    judged.ceiling = nil
    judged.belowBaseline = nil
    return judged
  }

  private func described(_ title: String?) -> String {
    let subject = title ?? scale ?? vital?.label ?? name
    let unit = vital.map { " \($0.unit)" } ?? ""
    let parts = [
      atLeast.map { "at least \($0)\(unit)" }, atMost.map { "at most \($0)\(unit)" },
      within.map { "within \($0)\(unit) of the baseline" },
      withinPercent.map { "within \($0) % of the baseline" },
      belowBaseline.map { "at most \($0)\(unit) below the baseline" },
      ceiling.map { "at most \($0.usual) or \($0.above) above the baseline" },
      notOlderThan.map { "not older than \($0.inWords)" },
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
    if let ceiling, value > ceiling.value(with: baseline) { return .notMet }
    if let belowBaseline, let baseline, baseline - value > belowBaseline { return .notMet }
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
  /// Whether there was anything to be met: a check that never fell due holds nobody back, and was not taken.
  public var wasCalledFor: Bool

  public init(
    name: String, wanted: String, found: String? = nil, fulfilment: Fulfilment, wasCalledFor: Bool = true
  ) {
    self.name = name
    self.wanted = wanted
    self.found = found
    self.fulfilment = fulfilment
    self.wasCalledFor = wasCalledFor
  }
}

extension DischargeCriterion {
  /// Awake (MOAA/S 5 of 5), a pressure near the patient's own, oxygenated. Where the figures are from is in
  /// `docs/safety.md`.
  public static let shipped = [
    DischargeCriterion(name: "alertness", scale: "moaas", atLeast: 5, notOlderThan: .minutes(20)),
    DischargeCriterion(
      name: "systolic", vital: .sys, atLeast: 90, atMost: 180, belowBaseline: 40,
      ceiling: Ceiling(usual: 160, above: 40)),
    DischargeCriterion(name: "saturation", vital: .spo2, atLeast: 92),
  ]
}
