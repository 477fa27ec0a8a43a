public import Quantities

/// The cuff: its last good measurement, whether the last one failed, and when the next is due.
public struct CuffWatch: Hashable, Sendable {
  public private(set) var last: CuffMeasurement?
  public private(set) var lastAt: SessionTime?
  public private(set) var lastSource: SourceID?
  /// The entry of the record that brought it.
  private(set) var lastEntry: Int?
  /// When a pressure with both figures was last measured: a mean alone is no proof for a discharge.
  private(set) var lastPressureAt: SessionTime?
  /// The same of one that its source did not doubt.
  private(set) var lastGoodPressureAt: SessionTime?
  /// A measurement of unknown age found on a device: shown so, used for nothing.
  public private(set) var ofUnknownAge: CuffMeasurement?
  public private(set) var hasFailed = false
  /// By a person's word no pressure can be measured until then.
  public private(set) var forgoneUntil: SessionTime?
  private var forgoneAt: SessionTime?
  /// The last results with a number of each source, the newest last.
  private var numbered: [SourceID: [CuffResult]] = [:]
  /// How many good measurements there were since a phase first began: where its programme stands.
  private var goodSince = [Int?](repeating: nil, count: Phase.allCases.count)
  /// Its value grew too old after the start, and what alarm that took over from.
  private(set) var isAgedOut = false
  private(set) var takenOver: AlarmPriority?
  /// Overdue, and no good measurement since.
  private(set) var isOverdue = false
  /// How often a pressure is measured in the present phase.
  private(set) var programme: NIBPProgramme?
  /// By the first rules an interval is counted from its phase's beginning.
  private(set) var schedule = IntervalWatch()

  /// Whether a result is the same one again: by the number of the last one, or by number and figures of one
  /// before it, which a device goes on telling after a measurement that failed. With other figures an earlier
  /// number is a new measurement of a counter that began anew.
  mutating func isRepeated(_ result: CuffResult, from source: SourceID) -> Bool {
    guard let number = result.number else { return false }
    let known = numbered[source] ?? []
    if known.last?.number == number { return true }
    if known.contains(where: { $0.doubtful(false) == result.doubtful(false) }) { return true }
    numbered[source] = known.suffix(Self.numberedMost - 1) + [result]
    return false
  }

  private static let numberedMost = 8

  mutating func fail() { hasFailed = true }
  mutating func find(ofUnknownAge measurement: CuffMeasurement) { ofUnknownAge = measurement }

  mutating func record(_ measurement: CuffMeasurement, from source: SourceID, entry: Int, at now: SessionTime)
  {
    last = measurement
    lastAt = now
    lastSource = source
    lastEntry = entry
    if measurement.sys != nil { lastPressureAt = now }
    if measurement.isGoodPressure { lastGoodPressureAt = now }
    ofUnknownAge = nil
    hasFailed = false
    isAgedOut = false
    isOverdue = false
    takenOver = nil
    forgoneUntil = nil
    for place in goodSince.indices { goodSince[place]? += 1 }
    schedule.done(at: now)
  }

  /// Whether a person said that no pressure could be had, and none was measured since.
  var wasForgone: Bool {
    guard let forgoneAt else { return false }
    return lastPressureAt.map { $0 <= forgoneAt } ?? true
  }

  /// The measurement that stands reads otherwise now.
  mutating func correct(to measurement: CuffMeasurement) {
    last = measurement
    if measurement.isGoodPressure { lastGoodPressureAt = lastAt }
  }

  /// The last measurement was none: the ones before it stand again, each at its own age.
  mutating func fallBack(toOneOf before: [ChartedPressure]) {
    lastPressureAt = before.last { $0.measurement.sys != nil }?.at
    lastGoodPressureAt = before.last { $0.measurement.isGoodPressure }?.at
    let before = before.last
    last = before?.measurement
    lastAt = before?.at
    lastSource = before?.source
    lastEntry = before?.entry
    for (place, count) in goodSince.enumerated() { goodSince[place] = count.map { max(0, $0 - 1) } }
  }

  /// A value of it grew too old.
  mutating func age(out level: AlarmPriority?) {
    isAgedOut = true
    takenOver = [takenOver, level].compactMap { $0 }.max()
  }

  mutating func noteOverdue() { isOverdue = true }

  mutating func takeOver(_ level: AlarmPriority?) {
    takenOver = [takenOver, level].compactMap { $0 }.max()
  }

  mutating func forgo(until time: SessionTime, at now: SessionTime) {
    forgoneUntil = time
    forgoneAt = now
  }

  mutating func endForgoing() { forgoneUntil = nil }

  mutating func enter(_ phase: Phase, at now: SessionTime) {
    if goodSince[phase.index] == nil { goodSince[phase.index] = lastAt == now ? 1 : 0 }
  }

  /// Begins the plan's programme for a phase, counted from the phase's beginning.
  mutating func begin(_ programme: NIBPProgramme?, firstRules: NIBPProgramme?, from start: SessionTime) {
    self.programme = programme
    schedule.enter(at: start, interval: firstRules?.first)
  }

  /// Where the programme of a phase stands: how many good measurements there were since its first beginning.
  func goodMeasurements(since phase: Phase) -> Int { goodSince[phase.index] ?? 0 }
}

extension CuffMeasurement {
  /// Has both figures, and its source did not doubt them: only such a pressure counts for a discharge.
  fileprivate var isGoodPressure: Bool { sys != nil && !isDoubtful }
}

extension Phase {
  /// Its place among the phases.
  fileprivate var index: Int {
    switch self {
    case .preparation: 0
    case .infusing: 1
    case .paused: 2
    case .observing: 3
    case .ready: 4
    case .closed: 5
    }
  }
}
