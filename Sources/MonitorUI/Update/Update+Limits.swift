public import InfusionCore
import Phrases
public import Quantities
import TextScreen

/// The place on the limits page, and the change that Enter would make.
public struct LimitsCursor: Hashable, Sendable {
  /// A vital's four limits, from left to right.
  public enum Limit: Int, CaseIterable, Hashable, Sendable { case extremeLow, low, high, extremeHigh }

  public var row = 0
  public var limit: Limit = .low
  public var proposed: Fixed?

  public init() {}

  static let vitals: [Vital] = [.spo2, .hr, .sys, .dia, .map, .rr]
  public var vital: Vital { Self.vitals[min(max(row, 0), Self.vitals.count - 1)] }
}

extension Model {
  /// Returns nil if the key means nothing on this page. In a replay nothing is set, so a key that would begin
  /// to set a limit means what it does on every page.
  mutating func updateLimits(_ cursor: LimitsCursor, _ key: Key) -> [Effect]? {
    if mode.replay != nil, key.changesALimit { return nil }
    var next = cursor
    switch key {
    case .up: next = moved(cursor, by: -1)
    case .down: next = moved(cursor, by: 1)
    case .left, .backtab: next = aside(cursor, by: -1)
    case .right, .tab: next = aside(cursor, by: 1)
    case .character("+"), .character("="): next.proposed = stepped(cursor, by: 1)
    case .character("-"): next.proposed = stepped(cursor, by: -1)
    case .pageUp, .character(">"): next.proposed = stepped(cursor, by: 5)
    case .pageDown, .character("<"): next.proposed = stepped(cursor, by: -5)
    case .character("o"): return switchLimits(cursor.vital)
    case .character("b"): return proposeFromBaseline()
    case .enter: return settle(cursor)
    case .character, .control, .escape, .backspace, .delete, .home, .end, .pasted: return nil
    }
    page = .limits(next)
    return []
  }

  private func moved(_ cursor: LimitsCursor, by rows: Int) -> LimitsCursor {
    var next = LimitsCursor()
    next.row = min(max(cursor.row + rows, 0), LimitsCursor.vitals.count - 1)
    next.limit = cursor.limit
    return next
  }

  /// Moves to the next limit of the vital, from the last round to the first.
  private func aside(_ cursor: LimitsCursor, by columns: Int) -> LimitsCursor {
    var next = cursor
    let count = LimitsCursor.Limit.allCases.count
    next.limit = .init(rawValue: (cursor.limit.rawValue + columns + count) % count) ?? .low
    next.proposed = nil
    return next
  }

  private func stepped(_ cursor: LimitsCursor, by step: Int) -> Fixed? {
    let limits = session.limits(of: cursor.vital)
    let ordinary = (cursor.limit.side == .low ? limits.low : limits.high) ?? Self.firstProposal(cursor)
    let base = cursor.proposed ?? limits.value(of: cursor.limit) ?? ordinary
    let highest: Fixed = cursor.vital == .spo2 ? 100 : 350
    return Swift.min(Swift.max(0, base + Fixed(step)), highest)
  }

  /// The first proposal for an ordinary limit that is not set; an extreme one begins at the ordinary limit.
  private static func firstProposal(_ cursor: LimitsCursor) -> Fixed {
    switch (cursor.vital, cursor.limit.side) {
    case (.spo2, .low): 90
    case (.spo2, .high): 99
    case (.hr, .low): 50
    case (.hr, .high): 120
    case (.sys, .low): 90
    case (.sys, .high): 160
    case (.dia, .low): 50
    case (.dia, .high): 100
    case (.map, .low): 60
    case (.map, .high): 110
    case (.rr, .low): 8
    case (.rr, .high): 30
    }
  }

  private mutating func settle(_ cursor: LimitsCursor) -> [Effect] {
    if let refused = refuseInReplay() { return refused }
    guard let value = cursor.proposed else { return [] }
    var next = cursor
    next.proposed = nil
    page = .limits(next)
    let action = cursor.limit.action(of: cursor.vital, to: value)
    guard session.refusal(of: action, by: initials) == nil,
      let deed = LooserLimitDeed(cursor.limit, of: cursor.vital, to: value, in: session)
    else { return [effect(action)] }
    return open(deed)
  }

  private mutating func switchLimits(_ vital: Vital) -> [Effect] {
    if let refused = refuseInReplay() { return refused }
    if session.limits(of: vital).offBy != nil { return [effect(.limitOn(vital))] }
    return open(LimitsOffDeed(vital: vital))
  }

  /// The program proposes limits, and a person confirms them.
  private mutating func proposeFromBaseline() -> [Effect] {
    guard !session.limitsFromBaseline.isEmpty else {
      say(
        session.phase == .preparation
          ? "there is no baseline yet: B takes it" : "there is no baseline: it is taken before the start",
        .refusal)
      return []
    }
    return open(LimitsFromBaselineDeed(proposed: session.limitsFromBaseline))
  }

  private mutating func refuseInReplay() -> [Effect]? {
    guard case .replay = mode else { return nil }
    say("limits: this is a replay", .refusal)
    return []
  }
}

extension Key {
  /// Whether the key would propose a limit.
  fileprivate var changesALimit: Bool {
    switch self {
    case .character(let character): "+=-><b".contains(character)
    case .pageUp, .pageDown: true
    case .up, .down, .left, .right, .tab, .backtab, .control, .escape, .enter, .backspace, .delete, .home,
      .end, .pasted:
      false
    }
  }
}

extension LimitsCursor.Limit {
  var side: Side { self == .extremeLow || self == .low ? .low : .high }
  var isExtreme: Bool { self == .extremeLow || self == .extremeHigh }

  var kind: LimitChange.Kind {
    switch self {
    case .extremeLow: .extremeLow
    case .low: .low
    case .high: .high
    case .extremeHigh: .extremeHigh
    }
  }

  func action(of vital: Vital, to value: Fixed) -> Action {
    .limit(
      vital, low: self == .low ? value : nil, high: self == .high ? value : nil,
      extremeLow: self == .extremeLow ? value : nil, extremeHigh: self == .extremeHigh ? value : nil)
  }
}

extension LimitsView {
  func value(of limit: LimitsCursor.Limit) -> Fixed? {
    switch limit {
    case .extremeLow: extremeLow
    case .low: low
    case .high: high
    case .extremeHigh: extremeHigh
    }
  }
}

extension SessionView {
  public func limits(of vital: Vital) -> LimitsView {
    switch vital {
    case .spo2: spo2.limits
    case .hr: hr.limits
    case .rr: rr.limits
    case .sys: cuff.sysLimits
    case .dia: cuff.diaLimits
    case .map: cuff.mapLimits
    }
  }
}
