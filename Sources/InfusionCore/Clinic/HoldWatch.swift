public import Quantities

/// Counts, rule by rule, how long a vital has been beyond its bound, and keeps what is advised because of it.
///
/// Only rules that are on are kept.
public struct HoldWatch: Hashable, Sendable {
  private var runs: [Run]

  /// Values in a row that are beyond a rule's bound.
  fileprivate struct Run: Hashable, Sendable {
    let rule: HoldRule
    var count = 0
    var first: SessionTime?
    var last: SessionTime?
    var worst: Fixed?
    /// What stands on the screen because of it.
    var advice: HoldAdvice?
    /// A value was inside the bound since the advice began.
    var isBack = false
    /// Somebody has answered: nothing more is advised until a value is back inside the bound.
    var isAnswered = false

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

  /// The value is lost: the next one begins a new run. Standing advice goes on, because silence does not show
  /// that the value is back inside.
  public mutating func lose(_ vital: Vital) {
    for index in runs.indices where runs[index].rule.vital == vital { runs[index].clear() }
  }

  /// The rules whose values are what they wait for, whatever was answered.
  public var met: [HoldRule] { runs.filter(\.isMet).map(\.rule) }

  /// What is advised now, the most urgent first, then the oldest.
  public var advised: [HoldAdvice] {
    runs.compactMap(\.advice).sorted { a, b in
      a.rule.advice.urgency == b.rule.advice.urgency
        ? a.advisedAt < b.advisedAt : a.rule.advice.urgency > b.rule.advice.urgency
    }
  }
}

/// Advice that begins or ends.
enum HoldChange: Hashable, Sendable {
  case advised(HoldAdvice)
  case ended(HoldRule, HoldEnd)
}

extension HoldWatch {
  /// After anything that happened: what begins, and what ends by itself or because it was followed.
  mutating func settle(in phase: Phase, at now: SessionTime) -> [HoldChange] {
    guard !runs.isEmpty else { return [] }
    return runs.indices.compactMap { runs[$0].settle(in: phase, at: now) }
  }

  /// Takes a person's word about one rule; its advice is over until the values have been back.
  mutating func answer(_ rule: String) {
    for index in runs.indices where runs[index].rule.name == rule {
      runs[index].isAnswered = true
      runs[index].advice = nil
    }
  }
}

extension HoldWatch.Run {
  mutating func take(_ value: Fixed, at time: SessionTime) {
    guard rule.isBeyond(value) else {
      isBack = true
      isAnswered = false
      return clear()
    }
    count += 1
    first = first ?? time
    last = time
    worst = rule.worse(worst, value)
    guard var standing = advice else { return }
    standing.count += 1
    standing.worst = rule.worse(standing.worst, value)
    advice = standing
  }

  mutating func clear() {
    count = 0
    first = nil
    last = nil
    worst = nil
  }

  mutating func settle(in phase: Phase, at now: SessionTime) -> HoldChange? {
    defer { isBack = false }
    if advice != nil {
      let isOver = !rule.advice.isGiven(in: phase)
      guard isOver || isBack else { return nil }
      advice = nil
      return .ended(rule, isOver ? rule.advice.endByPhase : .cleared)
    }
    guard isMet, !isAnswered, rule.advice.isGiven(in: phase), let first, let worst else { return nil }
    let given = HoldAdvice(rule: rule, since: first, advisedAt: now, count: count, worst: worst)
    advice = given
    return .advised(given)
  }
}

extension HoldRule {
  func isBeyond(_ value: Fixed) -> Bool { side == .low ? value < bound : value > bound }

  /// The value of the two that is farther beyond the bound.
  fileprivate func worse(_ a: Fixed?, _ b: Fixed) -> Fixed {
    a.map { side == .low ? min($0, b) : max($0, b) } ?? b
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

  /// A pause that was made is advised no longer, and nothing is once the infusion is over.
  fileprivate func isGiven(in phase: Phase) -> Bool {
    switch phase {
    case .infusing: true
    case .paused: self != .pause
    case .preparation, .observing, .ready, .closed: false
    }
  }

  /// Why it is over in a phase in which it is not given.
  fileprivate var endByPhase: HoldEnd {
    switch self {
    case .tell: .stopped
    case .pause, .stop: .followed
    }
  }
}
