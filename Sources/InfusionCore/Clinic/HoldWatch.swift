public import Quantities

/// Counts, rule by rule, how long a vital has been beyond its bound: the state behind hold advice.
///
/// Only rules that are on are kept. `HoldRule.isMet(by:)` says the same of a list of measurements.
public struct HoldWatch: Hashable, Sendable {
  private var runs: [Run]

  /// Values in a row that are beyond a rule's bound.
  fileprivate struct Run: Hashable, Sendable {
    let rule: HoldRule
    var count = 0
    var first: SessionTime?
    var last: SessionTime?
    var worst: Fixed?

    var isMet: Bool {
      guard let first, let last else { return false }
      return count >= rule.times && last - first >= rule.apart
    }
  }

  public init(_ rules: [HoldRule]) { runs = rules.filter(\.isOn).map { Run(rule: $0) } }

  /// Takes a measurement; returns the rules that are met by it and were not before.
  public mutating func take(_ value: Fixed, of vital: Vital, at time: SessionTime) -> [HoldRule] {
    guard !runs.isEmpty else { return [] }
    var met: [HoldRule] = []
    for index in runs.indices where runs[index].rule.vital == vital {
      let before = runs[index].isMet
      runs[index].take(value, at: time)
      if runs[index].isMet && !before { met.append(runs[index].rule) }
    }
    return met
  }

  /// The value is lost: what it will be next is a new beginning.
  public mutating func lose(_ vital: Vital) {
    for index in runs.indices where runs[index].rule.vital == vital { runs[index].clear() }
  }

  /// What the rules advise now, most urgent first.
  public var met: [HoldAdvice] {
    let advice = runs.filter(\.isMet).compactMap { run in
      run.first.flatMap { since in
        run.worst.map { HoldAdvice(rule: run.rule, since: since, count: run.count, worst: $0) }
      }
    }
    return advice.sorted { $0.rule.advice.urgency > $1.rule.advice.urgency }
  }
}

extension HoldWatch.Run {
  mutating func take(_ value: Fixed, at time: SessionTime) {
    guard rule.isBeyond(value) else { return clear() }
    count += 1
    first = first ?? time
    last = time
    worst = worst.map { rule.side == .low ? min($0, value) : max($0, value) } ?? value
  }

  mutating func clear() {
    count = 0
    first = nil
    last = nil
    worst = nil
  }
}

/// A hold rule that is met, with its evidence. Advice to a person: Chairside never controls a pump.
public struct HoldAdvice: Hashable, Sendable {
  public var rule: HoldRule
  /// The first of the values in a row.
  public var since: SessionTime
  /// How many there were.
  public var count: Int
  /// The value farthest beyond the bound.
  public var worst: Fixed
}

extension HoldAdvice {
  /// `Sys > 180, 2 times, 5 min apart (188): pause, and tell the clinician`.
  public var sentence: String { "\(rule.condition) (\(worst)): \(rule.advice.sentence)" }
}

extension HoldRule {
  func isBeyond(_ value: Fixed) -> Bool { side == .low ? value < bound : value > bound }

  /// What the rule waits for: `Sys > 180, 2 times, 5 min apart`.
  public var condition: String {
    let beyond = "\(vital.label) \(side == .low ? "<" : ">") \(bound)"
    guard times > 1 else { return beyond }
    return "\(beyond), \(times) times" + (apart > .zero ? ", \(apart.inWords) apart" : "")
  }
}

extension HoldRule.Advice {
  fileprivate var urgency: Int {
    switch self {
    case .tell: 0
    case .pause: 1
    case .stop: 2
    }
  }

  public var sentence: String {
    switch self {
    case .tell: "tell the clinician"
    case .pause: "pause, and tell the clinician"
    case .stop: "stop, and tell the clinician"
    }
  }
}
