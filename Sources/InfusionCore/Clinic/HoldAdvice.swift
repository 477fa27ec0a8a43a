public import Quantities

/// A hold rule that is met, with its evidence. Advice to a person: Chairside never controls a pump.
public struct HoldAdvice: Hashable, Sendable {
  public var rule: HoldRule
  /// The first of the values in a row.
  public var since: SessionTime
  /// Since when it is advised: the rule was met while the infusion ran, or it was resumed against the rule.
  public var advisedAt: SessionTime
  /// How many values there were.
  public var count: Int
  /// The value farthest beyond the bound.
  public var worst: Fixed

  public init(rule: HoldRule, since: SessionTime, advisedAt: SessionTime, count: Int, worst: Fixed) {
    self.rule = rule
    self.since = since
    self.advisedAt = advisedAt
    self.count = count
    self.worst = worst
  }
}

/// How advice ended.
public enum HoldEnd: String, CaseIterable, Hashable, Sendable {
  /// A value is back inside the rule's bound.
  case cleared
  /// The infusion was paused or stopped, as advised.
  case followed
  /// The clinician was told, as advised.
  case told
  /// Set aside by a named person, with a reason.
  case aside
  /// The infusion ended, and with it what there was to tell.
  case stopped
}

extension HoldAdvice {
  /// `Sys > 180, 2 times, 5 min apart (188)`.
  public var evidence: String { "\(rule.condition) (\(worst))" }

  /// `Sys > 180, 2 times, 5 min apart (188): pause, and tell the clinician`.
  public var sentence: String { "\(evidence): \(rule.advice.sentence)" }
}

extension HoldRule {
  /// What the rule waits for: `Sys > 180, 2 times, 5 min apart`.
  public var condition: String {
    guard times > 1 else { return beyond }
    return "\(beyond), \(times) times" + (apart > .zero ? ", \(apart.inWords) apart" : "")
  }

  /// `Sys > 180`.
  public var beyond: String { "\(vital.label) \(side == .low ? "<" : ">") \(bound)" }
}

extension HoldRule.Advice {
  public var sentence: String {
    switch self {
    case .tell: "tell the clinician"
    case .pause: "pause, and tell the clinician"
    case .stop: "stop, and tell the clinician"
    }
  }

  /// In a word or two: what the key does.
  public var inBrief: String {
    switch self {
    case .tell: "tell"
    case .pause: "pause"
    case .stop: "stop"
    }
  }
}
