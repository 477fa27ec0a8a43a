import InfusionCore
import Quantities
import Testing

/// When advice is told, and how it ends.
@Suite struct HoldScenarios {
  /// Systolic above 180 twice: pause. SpO2 under 88 three times: stop. HR above 130: tell.
  private static let plan = SessionPlan.quiet.configured {
    func rule(
      _ name: String, _ vital: Vital, _ side: Side, _ bound: Fixed, _ times: Int, _ advice: HoldRule.Advice
    )
      -> HoldRule
    {
      HoldRule(
        name: name, isOn: true, vital: vital, side: side, bound: bound, times: times, apart: .zero,
        advice: advice)
    }
    $0.clinic.holdRules = [
      rule("systolic", .sys, .high, 180, 2, .pause), rule("saturation", .spo2, .low, 88, 3, .stop),
      rule("pulse", .hr, .high, 130, 1, .tell),
    ]
    for vital in Vital.allCases {
      $0.limits[vital]?.high = nil
      $0.limits[vital]?.extremeHigh = nil
      $0.limits[vital]?.low = nil
      $0.limits[vital]?.extremeLow = nil
      $0.limits[vital]?.staleAfter = .minutes(10)
    }
  }

  /// Infusing, and the second high pressure.
  private static let high = "0 spo2=97\n1 ! start\n5 sys=190 dia=90\n10 sys=188 dia=90\n"

  private static let begun = ["1 phase infusing", "1 infusion started 0 mg 52.5 mL/h"]

  @Test(arguments: [
    Case(
      "followed by a pause, whoever makes it", on: plan, high + "20 ! pause reason=test by=KM",
      begun + [
        "10 hold systolic: pause 190", "20 phase paused", "20 infusion paused 0.277 mg 0 mL/h",
        "20 hold systolic followed by KM",
      ]),
    Case(
      "followed by more than was asked", on: plan, high + "20 ! stop reason=test by=KM",
      begun + [
        "10 hold systolic: pause 190", "20 phase observing", "20 infusion stopped 0.277 mg 0 mL/h",
        "20 observation started 30", "20 hold systolic followed by KM",
      ]),
    Case(
      "over when a value is back", on: plan, high + "20 sys=180 dia=90",
      begun + ["10 hold systolic: pause 190", "20 hold systolic cleared"]),
    Case(
      "set aside: silent until values were back, then anew", on: plan,
      high + """
        20 ! hold rule=systolic answer=aside reason=ordered by=KM
        30 sys=195 dia=90
        40 sys=170 dia=90
        50 sys=195 dia=90
        60 sys=195 dia=90
        """,
      begun + ["10 hold systolic: pause 190", "20 hold systolic aside by KM", "60 hold systolic: pause 195"]),
    Case(
      "resumed against the rule: advised again at once", on: plan,
      high + "20 ! pause reason=test by=KM\n30 ! resume",
      begun + [
        "10 hold systolic: pause 190", "20 phase paused", "20 infusion paused 0.277 mg 0 mL/h",
        "20 hold systolic followed by KM", "30 phase infusing", "30 infusion resumed 0.277 mg 52.5 mL/h",
        "30 hold systolic: pause 190",
      ]),
    Case(
      "told: a pause is more than that", on: plan, high + "20 ! hold rule=systolic answer=told by=KM",
      begun + ["10 hold systolic: pause 190", "20 refused hold hold.notfollowed"]),
    Case(
      "the clinician is told", on: plan,
      "0 spo2=97\n1 ! start\n5 hr=131\n6 hr=140\n7 ! hold rule=pulse answer=told by=KM\n8 hr=141\n9 hr=99",
      begun + ["5 hold pulse: tell 131", "7 hold pulse told by KM"]),
    Case(
      "nobody was told, and the infusion is over", on: plan,
      "0 spo2=97\n1 ! start\n5 hr=131\n6 ! stop reason=test",
      begun + [
        "5 hold pulse: tell 131", "6 phase observing", "6 infusion stopped 0.073 mg 0 mL/h",
        "6 observation started 30", "6 hold pulse stopped",
      ]),
    Case(
      "what is set aside needs initials, and what is not advised cannot be", on: plan,
      high + """
        20 ! hold rule=systolic answer=aside reason=ordered
        21 ! hold rule=pulse answer=told
        22 ! hold rule=sytolic answer=told
        """,
      begun + [
        "10 hold systolic: pause 190", "20 refused hold initials.missing", "21 refused hold hold.none",
        "22 refused hold hold.none",
      ]),
    Case(
      "before the infusion nothing is advised; at its start what is met already is", on: plan,
      "0 spo2=97\n1 sys=190 dia=90\n2 sys=190 dia=90\n3 ! hold rule=systolic answer=told\n4 ! start",
      [
        "3 refused hold phase.wrong", "4 phase infusing", "4 infusion started 0 mg 52.5 mL/h",
        "4 hold systolic: pause 190",
      ]),
  ])
  func `what is told`(_ scenario: Case) { scenario.check() }

  /// The probe is off: that is no value that is back.
  @Test func `advice outlasts the loss of its value`() {
    let session = Scenario(
      "0 spo2=97\n1 ! start\n10..12 spo2=87\n13 spo2=- status=off\n40", plan: Self.plan
    ).session
    #expect(session.holdAdvice.map(\.sentence) == ["SpO2 < 88, 3 times (87): stop, and tell the clinician"])
  }

  /// A record of before advice was told must give the same events again.
  @Test func `a session of older rules keeps silent, and advises all the same`() {
    var plan = Self.plan
    plan.rulesVersion = RulesVersion.first
    let scenario = Scenario(Self.high, plan: plan)
    #expect(scenario.told == ["1 phase infusing", "1 infusion started 0 mg 52.5 mL/h"])
    #expect(scenario.session.holdAdvice.count == 1)
  }
}
