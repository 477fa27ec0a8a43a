import InfusionCore
import PatientSimulator
import Quantities
import Testing

@Suite struct SessionCourseTests {
  @Test(arguments: Scenario.shipped, [Int64(40), 45, 60])
  func everyScriptIsOneThatCanBeRead(scenario: Scenario, minutes: Int64) throws {
    let course = SessionCourse(scenario: scenario, duration: .minutes(minutes))
    let script = try OperatorScript.parse(Array(course.script.utf8))
    #expect(script.first?.action == .baseline())
    #expect(script.last?.action == .discharge(escort: true, override: nil))
    #expect(script.allSatisfy { $0.by == "RN" })
  }

  /// A pause must not shorten the dose: what flows before the stop is what was ordered.
  @Test(arguments: Scenario.shipped)
  func theWholeDoseIsGiven(scenario: Scenario) throws {
    let course = SessionCourse(scenario: scenario)
    var flowed = TimeSpan.zero
    var since: SessionTime?
    for scripted in try OperatorScript.parse(Array(course.script.utf8)) {
      switch scripted.action.flow {
      case true?: since = scripted.time
      case false?:
        if let begun = since { flowed += scripted.time - begun }
        since = nil
      case nil: break
      }
    }
    // An occluded pump gave nothing for the 25 s until the pause.
    #expect(flowed == .minutes(40) + (scenario.name == "pump-occlusion" ? .seconds(25) : .zero))
  }

  @Test(arguments: Scenario.shipped)
  func noCheckIsLate(scenario: Scenario) throws {
    let course = SessionCourse(scenario: scenario, duration: .minutes(60))
    let script = try OperatorScript.parse(Array(course.script.utf8))
    let marks = script.filter {
      [.check(), .start(override: nil), .stop(reason: "dose complete")].contains($0.action)
    }
    let times = marks.map(\.time) + [course.discharge]
    #expect(zip(times, times.dropFirst()).allSatisfy { $1 - $0 < .minutes(15) })
  }

  @Test func theUneventfulScript() {
    #expect(
      SessionCourse(scenario: .uneventful).script == """
        @200 baseline by=RN
        @240 start by=RN
        @1080 check by=RN
        @1140 symptom name=dissociation severity=1 by=RN
        @1920 check by=RN
        @2640 stop reason="dose complete" by=RN
        @3479 score scale=moaas value=5 by=RN
        @3480 check by=RN
        @4319 score scale=moaas value=5 by=RN
        @4320 check by=RN
        @4530 discharge escort=yes by=RN

        """)
  }
}

@Suite struct SimulatedSeriesTests {
  @Test func aLongerSeriesBeginsAsTheShorter() {
    let long = SimulatedSession.series(seed: 1, count: 60)
    #expect(Array(long.prefix(7)) == SimulatedSession.series(seed: 1, count: 7))
    #expect(long[0].course.scenario == .uneventful)
    #expect(Set(long.map(\.course.scenario.name)).count == 9)
    #expect(Set(long.map(\.plan)) == ["trd-40", "trd-45", "trd-60"])
    #expect(zip(long, long.dropFirst()).allSatisfy { $0.begins < $1.begins })
    #expect(SimulatedSession.series(seed: 2, count: 60) != long)
  }

  /// The fifth session is the first patient's second: the same person, with other noise.
  @Test func patientsComeBack() {
    let series = SimulatedSession.series(seed: 1, count: 30)
    #expect(series[0].patient == series[4].patient)
    #expect(series[0].person == series[4].person && series[0].weight == series[4].weight)
    #expect(series[0].seed != series[4].seed)
    #expect(Set(series.prefix(24).map(\.patient)).count == 4)
    #expect(!Set(series.prefix(24).map(\.patient)).contains(series[24].patient))
  }

  @Test func everyWeightIsThatOfAnAdult() {
    let weights = SimulatedSession.series(seed: 3, count: 200).map(\.weight.value)
    #expect(weights.allSatisfy { (52...100).contains($0) && ($0 * 2).rounded() == $0 * 2 })
  }
}

extension Action {
  /// Whether the infusion flows after it; nil for an action that does not touch it.
  fileprivate var flow: Bool? {
    if case .start = self { return true }
    if case .resume = self { return true }
    if case .pause = self { return false }
    if case .stop = self { return false }
    return nil
  }
}
