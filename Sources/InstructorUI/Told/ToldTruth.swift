public import InfusionCore
public import PatientSimulator
public import Quantities

/// How a drill truly stands, as its station tells an instructor's console once a second: what no trainee
/// sees.
///
///     let line = truth.line                  // {"kind":"truth","scenario":"desaturation",...}
///     let again = DeskLine(line)             // .truth(truth)
///
/// What the trainee's screen shows comes beside it, in the chair's beacon (`ChairState`).
public struct ToldTruth: Hashable, Sendable {
  public var scenario = ""
  public var seed = ""
  public var time = SessionTime.start
  /// How long ago the infusion was started; nil before that.
  public var minute: TimeSpan?
  public var phase = Phase.preparation
  public var isFrozen = false

  public var spo2 = 0
  public var hr = 0
  public var sys = 0
  public var dia = 0
  public var rr = 0
  /// ng/mL at the effect site, and in plasma.
  public var effect = 0
  public var plasma = 0
  /// 0 awake, 1 not to be roused.
  public var sedation = Fixed(0)
  /// The share of the usual ventilation that reaches the lungs.
  public var breath = Fixed(1)
  public var isVomiting = false
  /// The dose that really went in, mg; and per kilogram of the true weight, mg/kg.
  public var delivered = Fixed(0)
  public var deliveredPerWeight = Fixed(0)
  public var weight = Fixed(0)
  public var typedWeight: Fixed?
  public var concentration = Fixed(0)
  public var typedConcentration: Fixed?
  public var harm = TimeSpan.zero
  public var escortIsHere = true

  public var troubles: [ToldTrouble] = []
  /// The vitals that were set to a value: `spo2 84`.
  public var imposed: [ToldTrouble] = []
  /// What is out of order at the devices.
  public var faults: [ToldFault] = []
  public var coming: [ToldEvent] = []
  /// Events that did not come at their time, because their `unless` held then.
  public var prevented: [ToldEvent] = []
  public var objectives: [ToldObjective] = []
  /// What the trainee and the instructor did, the newest last.
  public var done: [ToldDeed] = []

  public init() {}

  /// Everything that is wrong with chart, patient and devices, in words.
  var wrong: [String] {
    var wrong: [String] = []
    if let typed = typedWeight, typed != weight { wrong.append("typed \(typed) kg, truly \(weight)") }
    if let typed = typedConcentration, typed != concentration {
      wrong.append("typed \(typed) mg/mL, truly \(concentration)")
    }
    wrong += imposed.map { "\($0.name) set to \($0.level)" }
    wrong += troubles.map { "\($0.name) \($0.level)" }
    return wrong + faults.map(\.words)
  }
}

/// `airway 0.8`; for a vital its value, `spo2 84`.
public struct ToldTrouble: Hashable, Sendable {
  public var name: String
  public var level: Fixed

  public init(name: String, level: Fixed) {
    self.name = name
    self.level = level
  }
}

/// A device that is out of order, and for how much longer: `probe off`.
public struct ToldFault: Hashable, Sendable {
  public var what: String
  public var left: TimeSpan
  /// Whether a device in the drill reports it.
  public var isHeard: Bool

  public init(what: String, left: TimeSpan, isHeard: Bool = true) {
    self.what = what
    self.left = left
    self.isHeard = isHeard
  }

  /// `probe off for 0:32`.
  var words: String { "\(what) for \(left.clock)" + (isHeard ? "" : ", which no device here tells") }
}

/// An event that the scenario still has.
public struct ToldEvent: Hashable, Sendable {
  public var what: String
  public var when: String
  public var unless: String?
  /// How long its condition must hold.
  public var after: TimeSpan
  /// `3..6 min` if the seed drew the wait from that; else nil.
  public var drawnFrom: String?
  /// In how long it comes; nil if its condition does not hold.
  public var dueIn: TimeSpan?

  public init(
    what: String, when: String, unless: String?, after: TimeSpan, drawnFrom: String? = nil, dueIn: TimeSpan?
  ) {
    self.what = what
    self.when = when
    self.unless = unless
    self.after = after
    self.drawnFrom = drawnFrom
    self.dueIn = dueIn
  }

  /// The same event without its time.
  var timeless: ToldEvent {
    var same = self
    same.dueIn = nil
    return same
  }

  /// `when infusing and minute > 8 min, 10:55 long, drawn from 2..24 min, unless stopped`. How long is left
  /// out once the condition holds.
  var condition: String {
    let unless = unless.map { ", unless \($0)" } ?? ""
    return "when \(when)\(dueIn == nil ? length : "")\(unless)"
  }

  private var length: String {
    if let drawnFrom { return ", \(after.clock) long, drawn from \(drawnFrom)" }
    return after > .zero ? ", \(after.inWords) long" : ""
  }
}

/// An objective, and how it stands now.
public struct ToldObjective: Hashable, Sendable {
  public var id: String
  /// The result that the score would give now: `met`, `late`, `missed`, `harmful`, or `instructor` for what
  /// this console brought about.
  public var result: String
  /// How long ago it called; nil if it has not.
  public var calledAgo: TimeSpan?
  /// When it was decided, in session time; nil while that may change.
  public var at: SessionTime?
  /// Whether it calls, and any answer would be too late now.
  public var isTooLate: Bool

  public init(
    id: String, result: String, calledAgo: TimeSpan?, at: SessionTime?, isTooLate: Bool = false
  ) {
    self.isTooLate = isTooLate
    self.id = id
    self.result = result
    self.calledAgo = calledAgo
    self.at = at
  }
}

extension ToldObjective {
  /// Whether it calls, and nobody has answered.
  var calls: Bool { at == nil && calledAgo != nil && result != "met" }

  /// `met 31:10`, `CALLS for 1:20`, `missed, CALLS 6:20`, `met so far`, `not yet`.
  var standing: String {
    if let at { return "\(result) \(at.sinceStart.clock)" }
    if calls, let ago = calledAgo?.clock { return isTooLate ? "missed, CALLS \(ago)" : "CALLS for \(ago)" }
    return result == "met" ? "met so far" : "not yet"
  }
}

/// Something that the trainee or an instructor did.
public struct ToldDeed: Hashable, Sendable {
  public var at: SessionTime
  public var words: String
  public var isInstructors: Bool

  public init(at: SessionTime, words: String, isInstructors: Bool) {
    self.at = at
    self.words = words
    self.isInstructors = isInstructors
  }
}

extension ToldTruth {
  /// How many of the last deeds are told.
  public static let deedsMost = 12

  public init(_ truth: DrillTruth, scenario: String, seed: String, isFrozen: Bool, deeds: [ToldDeed]) {
    let now = truth.situation.now
    self.init()
    self.scenario = scenario
    self.seed = seed
    self.isFrozen = isFrozen
    fill(from: truth.situation)
    troubles = truth.troubles.map { ToldTrouble(name: $0.kind.rawValue, level: Self.share($0.level)) }
    imposed = truth.imposed.map { ToldTrouble(name: $0.vital.rawValue, level: Fixed(Self.whole($0.target))) }
    faults = truth.faults.map { ToldFault(what: $0.what, left: $0.until - now, isHeard: $0.isHeard) }
    coming = truth.coming.map { ToldEvent($0, at: now) }
    prevented = truth.prevented.map { ToldEvent($0, at: now).timeless }
    let isOver = truth.situation.phase == .closed
    objectives = truth.objectives.map { entry in
      // An objective that was averted may still call while the drill goes on.
      let isOpen = entry.isUncalled && !isOver
      return ToldObjective(
        id: entry.id, result: entry.isByInstructor ? entry.telling : entry.result.rawValue,
        calledAgo: entry.since.map { now - $0 }, at: isOpen ? nil : entry.at,
        isTooLate: truth.tooLate.contains(entry.id))
    }
    done = deeds.suffix(Self.deedsMost)
  }

  private mutating func fill(from situation: Situation) {
    let (signs, state) = (situation.signs, situation.state)
    time = situation.now
    minute = situation.startedAt.map { situation.now - $0 }
    phase = situation.phase
    (spo2, hr, rr) = (Self.whole(signs.spo2), Self.whole(signs.hr), Self.whole(signs.rr))
    (sys, dia) = (Self.whole(signs.sys), Self.whole(signs.dia))
    (effect, plasma) = (Self.whole(situation[.effect]), Self.whole(situation[.plasma]))
    (sedation, breath) = (Self.share(state.sedation), Self.share(state.ventilation))
    isVomiting = state.isVomiting
    delivered = situation.delivered.fixed.rounded(places: 1)
    deliveredPerWeight = Self.share(situation[.delivered])
    weight = situation.weight.fixed
    typedWeight = situation.typedWeight?.fixed
    concentration = situation.concentration.fixed
    typedConcentration = situation.typedConcentration?.fixed
    harm = .seconds(Int64(situation.harm))
    escortIsHere = situation.escortIsHere
  }

  private static func whole(_ value: Double) -> Int { Int(value.rounded()) }
  private static func share(_ value: Double) -> Fixed { Fixed(rounding: value).rounded(places: 2) }
}

extension ToldEvent {
  init(_ event: ComingEvent, at now: SessionTime) {
    self.init(
      what: event.what, when: event.when, unless: event.unless, after: event.wait,
      drawnFrom: event.drawnFrom, dueIn: event.due.map { max(.zero, $0 - now) })
  }
}
