public import InfusionCore
public import Quantities

/// How a chair stands, as it tells whoever watches it from elsewhere: what a tile of the wall shows.
///
///     let line = state.line          // {"v":1,"kind":"state","chair":"3",...}
///     let again = ChairState(line: line)
///
/// Every number goes with its age or its absence, as on the chair's own screen. It decides nothing of its
/// own: all of it is what the session had decided.
public struct ChairState: Hashable, Sendable {
  /// The version of the lines that `docs/wall.md` describes.
  public static let version = 1

  public var chair = ""
  /// The session's folder; nil while nothing is recorded.
  public var session: String?
  public var origin: Origin = .live
  public var phase: Phase = .preparation
  public var patient: String?
  /// The wall clock's time of day at the chair, `10:42:07`.
  public var clock = ""

  public var spo2 = ToldNumber.absent
  public var hr = ToldNumber.absent
  public var rr = ToldNumber.absent
  public var pressure: ToldPressure?
  /// The highest priority first.
  public var alarms: [ToldAlarm] = []
  /// Nil before the infusion, and without one.
  public var dose: ToldDose?
  /// Time since the start of the infusion, or what is counted of the observation.
  public var elapsed: TimeSpan?
  public var planned: TimeSpan?
  /// Why nothing is being written down; nil while it is.
  public var recordTrouble: String?
  /// Why no alarm is heard at the chair, paused by somebody or without sound; nil while alarms are heard.
  public var silence: String?
  /// Whether a screen shows the session at the chair.
  public var hasScreen = true
  /// Whether it may be told that somebody is on the way, and who is.
  public var listens = false
  public var coming: [ToldComing] = []

  public init() {}

  /// The worst alarm that stands there; nil if none does.
  public var worst: ToldAlarm? { alarms.first }
}

/// A vital as the chair's own tile has it.
public enum ToldNumber: Hashable, Sendable {
  case fresh(Fixed, age: TimeSpan)
  /// No longer good; its age is told with it.
  case old(Fixed, age: TimeSpan)
  case absent

  public init(_ state: VitalState, at now: SessionTime) {
    switch state {
    case .fresh(let number): self = .fresh(number.value, age: now - number.at)
    case .withdrawn(let last), .stale(let last): self = .old(last.value, age: now - last.at)
    case .absent: self = .absent
    }
  }
}

/// The last measurement of the cuff.
public struct ToldPressure: Hashable, Sendable {
  public var sys: Fixed?
  public var dia: Fixed?
  public var map: Fixed?
  public var isFresh: Bool
  public var age: TimeSpan
  /// Its source doubted it.
  public var isDoubtful: Bool

  public init(
    sys: Fixed?, dia: Fixed?, map: Fixed?, isFresh: Bool, age: TimeSpan, isDoubtful: Bool = false
  ) {
    self.sys = sys
    self.dia = dia
    self.map = map
    self.isFresh = isFresh
    self.age = age
    self.isDoubtful = isDoubtful
  }

  /// `128/79`, or `mean 92` of one that gave only that; `128/79?` where its source doubted it.
  public var figures: String {
    let doubt = isDoubtful ? "?" : ""
    if let sys, let dia { return "\(sys)/\(dia)\(doubt)" }
    return map.map { "mean \($0)\(doubt)" } ?? "-"
  }
}

/// An alarm as a chair tells it to a wall: in English, with its age.
///
/// The chair's own screen keeps it as `AlarmView`: with its instant, and as a phrase of any language. A wall
/// has neither the chair's clock nor its languages.
public struct ToldAlarm: Hashable, Sendable {
  public var id: String
  public var priority: AlarmPriority
  /// As the chair's screen words it: `SpO2 84 < 85`.
  public var text: String
  /// How long ago it was raised; of a latched one, how long ago it ended.
  public var age: TimeSpan
  public var isLatched: Bool
  public var isAcknowledged: Bool
  public var acknowledgedBy: String?

  public init(
    id: String, priority: AlarmPriority, text: String, age: TimeSpan, isLatched: Bool = false,
    isAcknowledged: Bool = false, acknowledgedBy: String? = nil
  ) {
    self.id = id
    self.priority = priority
    self.text = text
    self.age = age
    self.isLatched = isLatched
    self.isAcknowledged = isAcknowledged
    self.acknowledgedBy = acknowledgedBy
  }

  /// Active, and nobody has answered it.
  public var isCalling: Bool { !isLatched && !isAcknowledged }
}

/// Somebody who is on the way, as the chair has heard it.
public struct ToldComing: Hashable, Sendable {
  public var by: String
  /// How long ago they said so.
  public var age: TimeSpan

  public init(by: String, age: TimeSpan) {
    self.by = by
    self.age = age
  }
}

/// The engine's one dose.
public struct ToldDose: Hashable, Sendable {
  public var delivered: Milligrams
  public var ordered: Milligrams
  public var isEstimated: Bool
  /// The order is in and no pump counted: it has perhaps stopped by itself.
  public var isUpTo: Bool
  public var rate: MillilitresPerHour

  public init(
    delivered: Milligrams, ordered: Milligrams, isEstimated: Bool, isUpTo: Bool = false,
    rate: MillilitresPerHour
  ) {
    self.delivered = delivered
    self.ordered = ordered
    self.isEstimated = isEstimated
    self.isUpTo = isUpTo
    self.rate = rate
  }
}
