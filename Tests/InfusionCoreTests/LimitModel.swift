import InfusionCore
import Quantities

/// The limit alarms of one streamed vital, decided slowly and from the contract's words alone, by reading the
/// whole history again at every instant at which anything could happen.
///
/// It shares nothing with the engine but its vocabulary, so that the two can be compared.
struct LimitModel {
  enum Entry {
    case value(Fixed)
    /// The source says that it has none.
    case none
    /// Limits that a person set; what is not named stays.
    case limits([String: Fixed?])
  }
  struct Happening {
    var at: Int
    var entry: Entry
  }

  let vital: Vital
  let rules: VitalLimits
  /// The usual time between readings of the source, ms.
  let interval: Int
  let happenings: [Happening]

  private var sides: [SideModel]
  private var readAt: Int?
  private var saidNoneAt: Int?
  private var told: [String] = []

  init(_ vital: Vital, _ rules: VitalLimits, interval: Int, _ happenings: [Happening]) {
    self.vital = vital
    self.rules = rules
    self.interval = interval
    self.happenings = happenings
    sides = [
      SideModel(.low, rules, interval: interval), SideModel(.high, rules, interval: interval),
    ]
  }

  /// Every transition: `12.5 raised spo2.low medium 88/90`.
  mutating func transitions() -> [String] {
    var next = 0
    for instant in instants {
      while next < happenings.count, happenings[next].at == instant {
        take(happenings[next])
        next += 1
      }
      close(instant)
    }
    return told
  }

  private var staleAfter: Int { max(rules.staleAfter.ms, interval * 5 / 2) }

  /// Nothing happens between these: what happens is an input, or a delay after one.
  private var instants: [Int] {
    let delays = [
      0, rules.onsetDelay.ms, rules.extremeOnsetDelay.ms, rules.clearDelay.ms, staleAfter, rules.lossDelay.ms,
    ]
    let last = happenings.last?.at ?? 0
    let all = happenings.flatMap { happening in delays.map { happening.at + $0 } }
    return Set(all).filter { $0 <= last }.sorted()
  }

  private mutating func take(_ happening: Happening) {
    let now = happening.at
    switch happening.entry {
    case .none: saidNoneAt = saidNoneAt ?? now
    case .value(let value):
      readAt = now
      saidNoneAt = nil
      for index in sides.indices { sides[index].read(value, at: now) }
      tell("cleared", at: now)
    case .limits(let limits):
      for index in sides.indices { sides[index].change(limits, hasValue: readAt != nil, at: now) }
      tell("limitchanged", at: now)
    }
  }

  /// The deadlines of an instant: lost, ended, raised.
  private mutating func close(_ now: Int) {
    if let readAt, now >= readAt + staleAfter || saidNoneAt.map({ now >= $0 + rules.lossDelay.ms }) == true {
      self.readAt = nil
      saidNoneAt = nil
      for index in sides.indices { sides[index].lose() }
      tell("novalue", at: now)
    }
    for index in sides.indices { sides[index].endDue(at: now) }
    tell("cleared", at: now)
    for index in sides.indices { sides[index].raiseDue(at: now) }
    tell("cleared", at: now)
  }

  /// What ended or fell first, then what was raised or rose; low before high.
  private mutating func tell(_ reason: String, at now: Int) {
    for wantsFall in [true, false] {
      for index in sides.indices where sides[index].level != sides[index].toldLevel {
        let side = sides[index]
        guard (side.level < side.toldLevel) == wantsFall else { continue }
        if !wantsFall, side.isToldLater(now) { continue }
        let id = "\(vital.rawValue).\(side.side.rawValue)"
        let time = Fixed(thousandths: now)
        if side.level == 0 {
          told.append("\(time) ended \(id) \(reason)")
        } else {
          let figures =
            "\(side.level == 2 ? "high" : "medium") \(side.standing ?? 0)/\(side.raisedLimit ?? 0)"
          told.append("\(time) \(side.toldLevel == 0 ? "raised" : "priority") \(id) \(figures)")
        }
        sides[index].toldLevel = side.level
      }
    }
  }
}

/// One side: an ordinary and an extreme part, which are one alarm with a level.
private struct SideModel {
  let side: Side
  var ordinary: PartModel
  var extreme: PartModel
  var toldLevel = 0
  private(set) var standing: Fixed?

  init(_ side: Side, _ rules: VitalLimits, interval: Int) {
    self.side = side
    ordinary = PartModel(
      side, side == .low ? rules.low : rules.high, onset: rules.onsetDelay.ms, rules, interval)
    extreme = PartModel(
      side, side == .low ? rules.extremeLow : rules.extremeHigh, onset: rules.extremeOnsetDelay.ms, rules,
      interval)
  }

  var level: Int { extreme.isRaised ? 2 : ordinary.isRaised ? 1 : 0 }
  var raisedLimit: Fixed? { extreme.isRaised ? extreme.limit : ordinary.limit }

  /// Both parts are raised at one instant: there is one entry, at its end.
  func isToldLater(_ now: Int) -> Bool {
    toldLevel == 0 && level == 1 && extreme.isDue(at: now, isClosing: true)
  }

  mutating func read(_ value: Fixed, at now: Int) {
    standing = value
    let wasExtreme = extreme.isRaised
    ordinary.read(value, at: now)
    extreme.read(value, at: now)
    if !wasExtreme { imply() }
  }

  mutating func change(_ limits: [String: Fixed?], hasValue: Bool, at now: Int) {
    let value = hasValue ? standing : nil
    let wasExtreme = extreme.isRaised
    if let limit = limits[side.rawValue] { ordinary.change(to: limit, value, at: now) }
    if let limit = limits["extreme_\(side.rawValue)"] { extreme.change(to: limit, value, at: now) }
    if !wasExtreme { imply() }
  }

  mutating func lose() {
    ordinary.lose()
    extreme.lose()
  }

  mutating func endDue(at now: Int) {
    ordinary.endDue(at: now)
    extreme.endDue(at: now)
  }

  mutating func raiseDue(at now: Int) {
    let wasExtreme = extreme.isRaised
    if ordinary.isDue(at: now, isClosing: true) { ordinary.raise() }
    if extreme.isDue(at: now, isClosing: true) { extreme.raise() }
    if !wasExtreme { imply() }
  }

  /// The extreme part implies the ordinary one at the instant at which it is raised.
  private mutating func imply() {
    if extreme.isRaised, ordinary.limit != nil, !ordinary.isRaised { ordinary.raise() }
  }
}

/// One part. What it knows is the list of what it saw since it was last raised, ended or lost.
private struct PartModel {
  private enum Seen {
    case value(Fixed)
    case limit(Fixed?, standing: Fixed?)
  }
  let side: Side
  let onset: Int
  let band: Fixed
  let clear: Int
  let giveUp: Int
  private(set) var limit: Fixed?
  private(set) var isRaised = false
  private var wasRaisedWhenLost = false
  /// The limit at the beginning of what it saw, and what it saw.
  private var limitThen: Fixed?
  private var seen: [(at: Int, what: Seen)] = []

  init(_ side: Side, _ limit: Fixed?, onset: Int, _ rules: VitalLimits, _ interval: Int) {
    self.side = side
    self.limit = limit
    self.onset = onset
    band = rules.clearBand
    clear = rules.clearDelay.ms
    giveUp = max(min(rules.clearDelay.ms, onset / 2), interval * 5 / 2)
    limitThen = limit
  }

  func violates(_ value: Fixed, _ limit: Fixed?) -> Bool {
    guard let limit else { return false }
    return side == .low ? value < limit : value > limit
  }

  private func isInside(_ value: Fixed) -> Bool {
    guard let limit else { return true }
    return side == .low ? value >= limit + band : value <= limit - band
  }

  private mutating func forget() {
    seen = []
    limitThen = limit
  }

  mutating func raise() {
    isRaised = true
    forget()
  }

  private mutating func end() {
    isRaised = false
    forget()
  }

  mutating func lose() {
    wasRaisedWhenLost = isRaised
    end()
  }

  mutating func read(_ value: Fixed, at now: Int) {
    let returns = wasRaisedWhenLost
    wasRaisedWhenLost = false
    seen.append((now, .value(value)))
    if isRaised {
      if clear == 0 && isInside(value) { end() }
    } else if returns && violates(value, limit) || isDue(at: now, isClosing: false) {
      raise()
    }
  }

  mutating func change(to new: Fixed?, _ standing: Fixed?, at now: Int) {
    guard new != limit else { return }
    limit = new
    let stillViolates = standing.map { violates($0, new) } ?? false
    if isRaised {
      if stillViolates { raise() } else { end() }
    } else {
      seen.append((now, .limit(new, standing: standing)))
      if isDue(at: now, isClosing: false) { raise() }
    }
  }

  /// Whether it is back inside by the band without a break for the clear delay.
  mutating func endDue(at now: Int) {
    guard isRaised else { return }
    var insideSince: Int?
    for (at, what) in seen {
      guard case .value(let value) = what else { continue }
      insideSince = isInside(value) ? insideSince ?? at : nil
    }
    if let insideSince, insideSince + clear <= now { end() }
  }

  /// Whether the onset delay of a pending condition is over and the value that stands violates.
  func isDue(at now: Int, isClosing: Bool) -> Bool {
    guard !isRaised, let first = pendingSince else { return false }
    return onset == 0 || first + onset < now || isClosing && first + onset == now
  }

  /// The first violating reading of a condition that is pending and violated now.
  private var pendingSince: Int? {
    var (first, calmSince): (Int?, Int?) = (nil, nil)
    var limit = limitThen
    for (at, what) in seen {
      switch what {
      case .value(let value) where violates(value, limit):
        if let calm = calmSince, at > calm + giveUp { first = nil }
        first = first ?? at
        calmSince = nil
      case .value: calmSince = calmSince ?? at
      case .limit(let new, let standing):
        let (before, after) = (standing.map { violates($0, limit) }, standing.map { violates($0, new) })
        if after != true { first = nil } else if before != true { first = at }
        calmSince = nil
        limit = new
      }
    }
    return calmSince == nil ? first : nil
  }
}

extension TimeSpan {
  fileprivate var ms: Int { Int(milliseconds) }
}

extension TimeSpan? {
  fileprivate var ms: Int { self?.ms ?? 0 }
}
