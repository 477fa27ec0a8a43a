public import Phrases
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
  public var evidence: String { evidencePhrase.english }
  public var evidencePhrase: Phrase { "\(rule.conditionPhrase) (\(worst))" }

  /// `Sys > 180, 2 times, 5 min apart (188): pause, and tell the clinician`.
  public var sentence: String { phrase.english }
  public var phrase: Phrase { "\(evidencePhrase): \(rule.advice.phrase)" }
}

extension HoldRule {
  /// What the rule waits for: `Sys > 180, 2 times, 5 min apart`.
  public var condition: String { conditionPhrase.english }

  public var conditionPhrase: Phrase {
    guard times > 1 else { return beyond }
    return apart > .zero
      ? "\(beyond), \(times) times, \(apart.inWords) apart" : "\(beyond), \(times) times"
  }

  /// `Sys > 180`.
  public var beyond: Phrase { "\(vital.name) \(side == .low ? "<" : ">") \(bound)" }
}

extension HoldRule.Advice {
  public var sentence: String { phrase.english }

  public var phrase: Phrase {
    switch self {
    case .tell: "tell the clinician"
    case .pause: "pause, and tell the clinician"
    case .stop: "stop, and tell the clinician"
    }
  }

  /// In a word or two: what the key does.
  public var inBrief: Phrase {
    switch self {
    case .tell: "tell"
    case .pause: "pause"
    case .stop: "stop"
    }
  }
}
