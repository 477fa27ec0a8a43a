import Devices
import InfusionCore
import Quantities

/// The blood pressure cuff on its automatic schedule: twice while the patient is prepared, then at the plan's
/// intervals.
///
/// A result is there 5 s before its interval is up, so that a pressure is never late.
struct CuffUnit: Hashable, Sendable {
  private(set) var module = CuffModule()
  private let intervals: [Phase: TimeSpan]
  private var phase = Phase.preparation
  private var nextResult = Self.firstResult
  private var lastResult: SessionTime?
  /// When the cycle that somebody started by hand has its result.
  private var requestedResult: SessionTime?
  private var number = 0

  static let firstResult = SessionTime.seconds(20)
  private static let secondResult = SessionTime.seconds(120)
  /// How long a cycle takes, from inflation to result.
  static let cycle = TimeSpan.seconds(25)
  private static let lead = TimeSpan.seconds(5)
  /// The interval for a plan that names none.
  private static let usualInterval = TimeSpan.minutes(10)
  /// With the shipped intervals a pressure is overdue 22.5 min after the last one.
  private static let longestGap = TimeSpan.minutes(20)

  init(intervals: [Phase: TimeSpan]) { self.intervals = intervals }

  /// Infusing and observing begin a new interval, unless that leaves too long between two results; a pause
  /// and going on after it do not.
  mutating func follow(_ new: Phase, at time: SessionTime) {
    let begins = (phase == .preparation && new != .preparation) || (new == .observing && phase != .ready)
    if begins && new != phase {
      // A cycle that has begun is not broken off.
      if requestedResult == nil, nextResult - time < Self.cycle { requestedResult = nextResult }
      let latest = lastResult.map { $0 + Self.longestGap } ?? nextResult
      nextResult = min(max(latest, time), time + interval(in: new) - Self.lead)
    }
    phase = new
  }

  mutating func measure(at time: SessionTime) { requestedResult = time + Self.cycle }

  /// Somebody presses the key. A cycle that runs already goes on; it does not begin anew.
  mutating func start(at time: SessionTime) {
    if pressure(at: time) == nil { measure(at: time) }
  }

  mutating func step(
    to now: SessionTime, _ signs: VitalSigns, failing: Bool, _ chance: inout SplitMix64
  ) -> CuffSignal? {
    let isDue = popDue(at: now)
    module.pressure = pressure(at: now)
    guard isDue else { return nil }
    module.hasFailed = failing
    guard !failing else { return .failed }
    number = (number + 1) % 65536
    let noise = (sys: bounded(2.2, &chance), dia: bounded(1.8, &chance))
    let sys = Int(max(20, signs.sys + noise.sys).rounded())
    let dia = min(sys - 5, Int(max(10, signs.dia + noise.dia).rounded()))
    let map = Int((Double(dia) + 0.36 * Double(sys - dia)).rounded())
    let figures = CuffFigures(sys: sys, dia: dia, map: map, number: number)
    module.result = figures
    lastResult = now
    return .measured(figures)
  }

  private mutating func popDue(at now: SessionTime) -> Bool {
    let isRequested = requestedResult.map { $0 <= now } ?? false
    let isScheduled = nextResult <= now
    if isRequested { requestedResult = nil }
    if isScheduled {
      nextResult = nextResult == Self.firstResult ? Self.secondResult : nextResult + interval(in: phase)
    }
    return isRequested || isScheduled
  }

  /// The cuff's pressure during a cycle: six seconds up to 180 mmHg, then slowly down until the result is
  /// there.
  private func pressure(at now: SessionTime) -> Int? {
    let next = min(nextResult, requestedResult ?? nextResult)
    let passed = Int((Self.cycle - (next - now)).milliseconds)
    guard passed >= 0, next > now else { return nil }
    return passed < 6000 ? passed * 30 / 1000 : 180 - (passed - 6000) * 7 / 1000
  }

  private func interval(in phase: Phase) -> TimeSpan {
    max(
      intervals[phase] ?? (phase == .ready ? intervals[.observing] : nil) ?? Self.usualInterval, .minutes(1))
  }

  /// By how much one measurement differs from the next by chance; never more than two of its SD.
  private func bounded(_ deviation: Double, _ chance: inout SplitMix64) -> Double {
    min(2, max(-2, chance.normal())) * deviation
  }
}
