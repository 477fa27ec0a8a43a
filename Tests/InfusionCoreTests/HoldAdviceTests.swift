import InfusionCore
import Quantities
import Testing

/// What the clinic's hold rules advise while the infusion runs.
@Suite struct HoldAdviceTests {
  /// Systolic above 180 twice, 5 min apart: pause. SpO2 under 88: stop.
  private static let plan = SessionPlan.quiet.configured {
    $0.clinic.holdRules = [
      HoldRule(
        name: "systolic", isOn: true, vital: .sys, side: .high, bound: 180, times: 2, apart: .minutes(5),
        advice: .pause),
      HoldRule(
        name: "saturation", isOn: true, vital: .spo2, side: .low, bound: 88, times: 3, apart: .zero,
        advice: .stop),
    ]
  }

  /// What happens, and what is advised in the end.
  static let courses: [(String, String, [String])] = [
    ("one high pressure is no rule's", "10 sys=190 dia=90", []),
    ("two, but too close", "10 sys=190 dia=90\n200 sys=190 dia=90", []),
    (
      "two, 5 min apart", "10 sys=190 dia=90\n310 sys=186 dia=90",
      ["Sys > 180, 2 times, 5 min apart (190): pause, and tell the clinician"]
    ),
    ("one in between is not high", "10 sys=190 dia=90\n200 sys=170 dia=90\n310 sys=190 dia=90", []),
    ("a value on the bound is not beyond it", "10 sys=180 dia=90\n310 sys=180 dia=90", []),
    ("the advised pause was made", "10 sys=190 dia=90\n310 sys=190 dia=90\n311 ! pause reason=test", []),
    (
      "resumed, and still high",
      "10 sys=190 dia=90\n310 sys=190 dia=90\n311 ! pause reason=test\n312 ! resume\n313 sys=189 dia=90",
      ["Sys > 180, 2 times, 5 min apart (190): pause, and tell the clinician"]
    ),
    (
      "a stop is advised while paused", "10..12 spo2=87\n13 ! pause reason=test",
      ["SpO2 < 88, 3 times (87): stop, and tell the clinician"]
    ),
    ("after a loss the count begins anew", "10..11 spo2=87\n40 spo2=87", []),
    (
      "the more urgent advice first",
      "10 sys=190 dia=90\n308 spo2=87\n309 spo2=86\n310 sys=190 dia=90 spo2=85",
      [
        "SpO2 < 88, 3 times (85): stop, and tell the clinician",
        "Sys > 180, 2 times, 5 min apart (190): pause, and tell the clinician",
      ]
    ),
  ]

  @Test(arguments: courses) func `advice stands while its values do`(
    name: String, course: String, advice: [String]
  ) {
    let session = Scenario("0 spo2=97\n1 ! start\n" + course, plan: Self.plan).session
    #expect(session.holdAdvice.map(\.sentence) == advice, "\(name)")
  }

  @Test func `nothing is advised before the infusion and after it`() {
    let before = Scenario("10 sys=190 dia=90\n310 sys=190 dia=90", plan: Self.plan).session
    #expect(before.holdAdvice.isEmpty)
    let after = "0 spo2=97\n1 ! start\n10 sys=190 dia=90\n310 sys=190 dia=90\n320 ! stop reason=test"
    #expect(Scenario(after, plan: Self.plan).session.holdAdvice.isEmpty)
  }

  /// Readings in minutes and mmHg against "systolic above 180 twice, 5 min apart".
  static let runs: [([(Int64, Fixed)], Bool)] = [
    ([], false),
    ([(0, 190)], false),
    ([(0, 190), (5, 185)], true),
    ([(0, 190), (4, 185)], false),
    ([(0, 190), (4, 185), (6, 181)], true),
    ([(0, 190), (4, 180), (6, 181)], false),
    ([(0, 190), (5, 185), (10, 150)], false),
    ([(0, 150), (5, 185), (10, 186)], true),
  ]

  @Test(arguments: runs) func `a hold rule waits for its values in a row`(
    course: [(Int64, Fixed)], isMet: Bool
  ) {
    var rule = HoldRule(
      name: "systolic", isOn: true, vital: .sys, side: .high, bound: 180, times: 2, apart: .minutes(5),
      advice: .pause)
    #expect(Self.isMet(rule, by: course) == isMet)
    rule.isOn = false
    #expect(!Self.isMet(rule, by: course))
  }

  @Test func `a low rule counts values below its bound`() {
    let rule = HoldRule(
      name: "saturation", isOn: true, vital: .spo2, side: .low, bound: 90, times: 1, apart: .zero,
      advice: .tell)
    #expect(Self.isMet(rule, by: [(0, 89)]))
    #expect(!Self.isMet(rule, by: [(0, 90)]))
  }

  private static func isMet(_ rule: HoldRule, by course: [(Int64, Fixed)]) -> Bool {
    var watch = HoldWatch([rule])
    for (minute, value) in course { _ = watch.take(value, of: rule.vital, at: .minutes(minute)) }
    return !watch.met.isEmpty
  }

  /// The watch counts values as they come; a look back over all of them finds the same.
  @Test func `counting as values come is what the whole list says`() {
    let rule = HoldRule(
      name: "systolic", isOn: true, vital: .sys, side: .high, bound: 180, times: 3, apart: .minutes(4),
      advice: .tell)
    var watch = HoldWatch([rule])
    var list: [(time: SessionTime, value: Fixed)] = []
    for step in 0..<200 {
      let value = Fixed(170 + step * 7 % 23)
      let time = SessionTime.minutes(Int64(step + step * 5 % 3))
      list.append((time, value))
      _ = watch.take(value, of: .sys, at: time)
      let run = list.reversed().prefix { $0.value > rule.bound }
      let span = run.first.flatMap { last in run.last.map { last.time - $0.time } } ?? .zero
      #expect(!watch.met.isEmpty == (run.count >= rule.times && span >= rule.apart), "step \(step)")
    }
  }
}
