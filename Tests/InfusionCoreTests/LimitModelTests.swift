import InfusionCore
import Quantities
import Testing

/// The engine against a slow model of the limit alarms: every transition, its time, its value and its limit.
@Suite struct LimitModelTests {
  @Test(arguments: Array(UInt64(1)...500)) func `a course gives the same transitions`(_ seed: UInt64) {
    var course = LimitCourse(seed: seed)
    let happenings = course.happenings()
    var model = LimitModel(course.vital, course.limits, interval: course.interval, happenings)
    let expected = model.transitions()
    let told = course.told(happenings)
    let pair = zip(told, expected).first { $0 != $1 }
    #expect(pair == nil, "seed \(seed): \(course.vital)")
    #expect(told.count == expected.count, "seed \(seed)")
  }

  /// The courses must reach every kind of transition; otherwise agreeing on them proves nothing.
  @Test func `the courses go everywhere`() {
    var kinds: [String: Int] = [:]
    for seed in UInt64(1)...60 {
      var course = LimitCourse(seed: seed)
      for line in course.told(course.happenings()) {
        let words = line.split(separator: " ")
        kinds["\(words[1]) \(words[3])", default: 0] += 1
      }
    }
    let all: Set<String> = [
      "raised medium", "raised high", "priority medium", "priority high", "ended cleared", "ended novalue",
      "ended limitchanged",
    ]
    #expect(Set(kinds.keys) == all)
    #expect(kinds.values.allSatisfy { $0 > 20 }, "\(kinds)")
  }
}

/// A random course of one vital with random rules: readings that hover about the limits at instants that meet
/// the deadlines, losses, and limits that move.
private struct LimitCourse {
  let vital: Vital
  let limits: VitalLimits
  let interval: Int
  private let ends: (values: [Int], low: [Int], high: [Int], extremeLow: [Int], extremeHigh: [Int])
  private var random: SeededGenerator

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    vital = random.next() % 2 == 0 ? .spo2 : .hr
    ends =
      vital == .spo2
      ? (
        [60, 80, 83, 84, 85, 86, 87, 88, 89, 90, 91, 92, 94, 97], [86, 88, 90, 92], [], [80, 83, 85], []
      )
      : (
        [35, 39, 41, 44, 47, 49, 52, 55, 70, 97, 101, 109, 112, 117, 121, 132, 136, 139, 143, 150],
        [45, 50, 55], [100, 110, 120], [38, 40, 44], [130, 140, 150]
      )
    interval = [0, 0, 1000, 1000, 2000, 4000].randomElement(using: &random) ?? 0
    var rules = VitalLimits.shipped(vital)
    let onset = [0, 1, 4, 10, 15, 20].randomElement(using: &random) ?? 0
    let extreme = [0, 1, 4, 5, 15].randomElement(using: &random) ?? 0
    let most = [onset, extreme].filter { $0 > 0 }.min() ?? 10
    rules.onsetDelay = .seconds(Int64(onset))
    rules.extremeOnsetDelay = .seconds(Int64(extreme))
    rules.clearDelay = .seconds(Int64([0, 1, most / 2, most].randomElement(using: &random) ?? 0))
    rules.staleAfter = .seconds([4, 10, 10, 30].randomElement(using: &random) ?? 10)
    if random.next() % 8 == 0 { rules.low = nil }
    limits = rules
  }

  mutating func happenings() -> [LimitModel.Happening] {
    var at = 0
    return (0..<120).map { _ in
      at += [0, 1, 250, 500, 1000, 1000, 1000, 2000, 2500, 4000, 5000].randomElement(using: &random) ?? 0
      if random.next() % 25 == 0 { at += [9000, 10_000, 15_000, 70_000].randomElement(using: &random) ?? 0 }
      return LimitModel.Happening(at: at, entry: entry())
    }
  }

  private mutating func entry() -> LimitModel.Entry {
    switch random.next() % 16 {
    case 0: return .none
    case 1:
      var changes: [String: Fixed?] = [:]
      let names = [
        ("low", ends.low), ("high", ends.high), ("extreme_low", ends.extremeLow),
        ("extreme_high", ends.extremeHigh),
      ]
      for (name, values) in names where random.next() % 2 == 0 {
        if let value = values.randomElement(using: &random) { changes[name] = Fixed(value) }
      }
      return .limits(changes)
    default: return .value(Fixed(ends.values.randomElement(using: &random) ?? 0))
    }
  }

  /// What the engine says of the vital's limit alarms.
  func told(_ happenings: [LimitModel.Happening]) -> [String] {
    var plan = SessionPlan.quiet.configured { $0.limits[vital] = limits }
    plan.sources = [
      SourceDescription(id: SourceID("line"), nominalInterval: .milliseconds(Int64(interval)))
    ]
    var session = Session(plan: plan)
    _ = session.begin()
    var told: [StampedEvent] = []
    var last = SessionTime.start
    for happening in happenings {
      last = SessionTime(milliseconds: Int64(happening.at))
      guard let input = input(happening.entry) else { continue }
      told += session.receive(input, at: last).events
    }
    told += session.advance(to: last)
    return told.filter { $0.event.isLimitAlarm }.map { $0.line.replacing(" latched", with: "") }
  }

  private func input(_ entry: LimitModel.Entry) -> Input? {
    switch entry {
    case .none: return reading(.noValue)
    case .value(let value): return reading(.value(value))
    case .limits(let limits):
      let words = limits.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value ?? 0)" }
      guard !words.isEmpty else { return nil }
      return ScenarioWords.input(["!", "limit vital=\(vital.rawValue) " + words.joined(separator: " ")])
    }
  }

  private func reading(_ sample: Sample) -> Input {
    var reading = Reading(source: SourceID("line"))
    if vital == .spo2 { reading.spo2 = sample } else { reading.hr = sample }
    return .reading(reading)
  }
}

extension Event {
  fileprivate var isLimitAlarm: Bool {
    switch self {
    case .alarmRaised(let id, _, _), .alarmPriority(let id, _), .alarmEnded(let id, _, _): id.isPhysiological
    case .accepted, .remarked, .measured, .corrected, .dose, .bound, .due, .phase, .infusion, .observation,
      .alarmAcknowledged, .alarmReminded, .alarmEscalated, .limitReminded, .audioPaused, .audioResumed,
      .limitChanged, .baseline, .checkTaken, .away, .back, .holdAdvised, .holdEnded, .gap, .refused, .closed:
      false
    }
  }
}
