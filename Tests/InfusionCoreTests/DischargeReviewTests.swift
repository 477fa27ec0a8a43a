import InfusionCore
import Quantities
import Testing

/// What a discharge asks for: fails closed, each criterion named.
@Suite struct DischargeReviewTests {
  private static let plan = SessionPlan.shortWatch.configured {
    $0.discharge = [
      DischargeCriterion(name: "recovery", scale: "aldrete", atLeast: 9),
      DischargeCriterion(name: "pressure", vital: .sys, withinPercent: 20),
    ]
    $0.checklist.append(
      ChecklistItem(name: "steady", text: "Walks steadily", stage: .discharge, isRequired: true))
  }

  /// A minute of infusion and two of watching, with a baseline of 120 mmHg.
  private static let course =
    "0..400/5 spo2=97 hr=70\n10 sys=120 dia=80\n20 ! baseline\n30 ! start\n90 ! stop reason=done\n"

  /// What is done after the window, and what the discharge says.
  static let endings: [(String, String)] = [
    ("", "400 refused discharge criterion.notmet"),
    ("350 ! score scale=aldrete value=9\n360 ! checklist item=steady answer=met\n", "400 closed discharged"),
    (
      "350 ! score scale=aldrete value=8\n360 ! checklist item=steady answer=met\n",
      "400 refused discharge criterion.notmet"
    ),
    (
      "350 ! score scale=aldrete value=9\n360 ! checklist item=steady answer=notmet\n",
      "400 refused discharge criterion.notmet"
    ),
    (
      "350 ! score scale=aldrete value=9\n351 ! score scale=aldrete value=8\n360 ! checklist item=steady answer=met\n",
      "400 refused discharge criterion.notmet"
    ),
    (
      "25 ! score scale=aldrete value=10\n360 ! checklist item=steady answer=met\n",
      "400 refused discharge criterion.notmet"
    ),
    (
      "350 ! score scale=aldrete value=9\n360 ! checklist item=steady answer=met\n370 sys=144 dia=80\n",
      "400 closed discharged"
    ),
    (
      "350 ! score scale=aldrete value=9\n360 ! checklist item=steady answer=met\n370 sys=145 dia=80\n",
      "400 refused discharge criterion.notmet"
    ),
    ("", "400 closed overridden"),
  ]

  @Test(arguments: endings) func `what is not known is not met`(steps: String, told: String) {
    let override = told.hasSuffix("overridden") ? " override=\"clinician agrees\"" : ""
    let scenario = Scenario(Self.course + steps + "400 ! discharge escort=yes\(override)", plan: Self.plan)
    #expect(scenario.told.last == told)
  }

  /// What is said of the way home counts from the observation on, an item of the start at once.
  @Test(arguments: [
    ("25 ! checklist item=steady answer=met\n", "-"), ("60 ! checklist item=steady answer=met\n", "-"),
    ("90 ! checklist item=steady answer=met\n", "met"), ("360 ! checklist item=steady answer=met\n", "met"),
    ("60 ! checklist item=steady answer=met\n360 ! checklist item=steady answer=notmet\n", "notmet"),
    (
      "100 ! checklist item=steady answer=met\n110 ! resume reason=mistake\n150 ! stop reason=done\n", "-"
    ),
  ]) func `an answer from before the observation does not stand`(steps: String, stands: String) throws {
    let session = Scenario(Self.course + steps, plan: Self.plan).session
    let item = try #require(Self.plan.configuration.checklist.last)
    #expect(session.standingAnswer(to: item)?.rawValue ?? "-" == stands)
  }

  @Test func `the refusal names each criterion that is not met`() {
    let events = Scenario(Self.course + "400 ! discharge escort=yes", plan: Self.plan).events()
    guard case .refused(let refusal)? = events.last?.event else {
      Issue.record("not refused")
      return
    }
    #expect(refusal.sentence == "not met: steady, recovery")
  }

  @Test func `the review tells each criterion with what was found`() {
    let review = Scenario(
      Self.course + "350 ! score scale=aldrete value=8\n", plan: Self.plan
    ).session.dischargeReview(escort: nil)
    #expect(
      review.map { "\($0.name) \($0.fulfilment.rawValue) \($0.found ?? "-")" } == [
        "observation met 2:00 counted", "escort notknown -", "alarms met -", "checks met -", "record met -",
        "steady notknown -",
        "recovery notmet 8 of 10", "pressure met 120, from before the end, baseline 120",
      ])
    #expect(review.last?.wanted == "Sys within 20 % of the baseline")
  }

  /// A pressure from before the end is fresh and meets its criterion; the proof in the record lacks a newer
  /// one. The list says both, each with what it goes by.
  @Test(arguments: [
    (
      "", "120, from before the end, baseline 120",
      "there is no recent blood pressure since the infusion ended"
    ),
    ("350 sys=118 dia=80\n", "118, baseline 120", nil),
  ]) func `a pressure is told with when it was, beside whether a newer one is missing`(
    step: String, found: String, missing: String?
  ) {
    let plan = Self.plan.ordering { $0.nibpInterval[.observing] = .minutes(15) }
    let review = Scenario(Self.course + step + "400 hr=70\n", plan: plan).session.dischargeReview(
      escort: true)
    #expect(review.last?.found == found)
    #expect(review.last?.fulfilment == .met)
    let record = review.first { $0.name == "record" }
    #expect(record?.found == missing)
    #expect(record?.fulfilment == (missing == nil ? .met : .notMet))
  }

  /// None fell due, one was taken, one is due.
  @Test(arguments: [
    (140, "", "no check fell due", "-", Fulfilment.met),
    (200, "150 ! check\n", "the checks are taken", "-", .met),
    (200, "", "the checks are taken", "one has been due for 0:50", .notMet),
  ]) func `that no check fell due is not told as a check that was taken`(
    until: Int, step: String, wanted: String, found: String, fulfilment: Fulfilment
  ) throws {
    let plan = Self.plan.ordering { $0.checkInterval[.observing] = .minutes(1) }
    let course = Self.course.replacing("0..400/5", with: "0..\(until)/5")
    let review = Scenario(course + step, plan: plan).session.dischargeReview(escort: true)
    let checks = try #require(review.first { $0.name == "checks" })
    #expect(checks.wanted == wanted)
    #expect(checks.found ?? "-" == found)
    #expect(checks.fulfilment == fulfilment)
    #expect(checks.wasCalledFor == (wanted != "no check fell due"))
  }

  @Test(arguments: [
    ("25 ! score scale=aldrete value=10", "recovery notknown 10 of 10, from before the end"),
    ("80 ! score scale=aldrete value=7\n95 ! score scale=aldrete value=9", "recovery met 9 of 10"),
    ("95 ! score scale=aldrete value=9", "recovery met 9 of 10"),
    // Of five minutes ago, and a score of before it does not come into force again.
    (
      "89 ! score scale=aldrete value=8\n95 ! score scale=aldrete value=9",
      "recovery notknown 9 of 10, 5 min old"
    ),
    ("30 hr=70", "recovery notknown -"),
  ]) func `a score that does not count is told with why`(score: String, told: String) {
    let plan = Self.plan.configured {
      if told.hasSuffix("old") { $0.discharge[0].notOlderThan = .minutes(4) }
    }
    let review = Scenario(Self.course + score + "\n400 hr=70\n", plan: plan).session.dischargeReview(
      escort: nil)
    let found = review.first { $0.name == "recovery" }
    #expect(found.map { "\($0.name) \($0.fulfilment.rawValue) \($0.found ?? "-")" } == told)
  }

  @Test(arguments: [
    (
      DischargeCriterion.shipped[1],
      "Sys at least 90 mmHg, at most 180 mmHg, at most 40 mmHg below the baseline, "
        + "at most 160 or 40 above the baseline",
      "Sys at least 90 mmHg, at most 160 mmHg (no baseline)"
    ),
    (
      DischargeCriterion(name: "x", vital: .sys, withinPercent: 20), "Sys within 20 % of the baseline",
      "Sys within 20 % of the baseline (no baseline)"
    ),
    (DischargeCriterion.shipped[2], "SpO2 at least 92 %", "SpO2 at least 92 %"),
  ]) func `without a baseline a criterion says what it is judged by`(
    criterion: DischargeCriterion, with: String, without: String
  ) {
    #expect(criterion.wanted(isBaselineKnown: true) == with)
    #expect(criterion.wanted(isBaselineKnown: false) == without)
  }

  @Test func `the page of a session without a baseline says so`() {
    let plan = SessionPlan.shortWatch.configured { $0.discharge = [DischargeCriterion.shipped[1]] }
    let course = Self.course.replacing("20 ! baseline\n", with: "")
    let review = Scenario(course + "400 hr=70\n", plan: plan).session.dischargeReview(escort: nil)
    #expect(review.last?.wanted == "Sys at least 90 mmHg, at most 160 mmHg (no baseline)")
  }

  @Test func `what the discharge found is kept, overridden or not`() {
    let session = Scenario(Self.course + "400 ! discharge escort=no override=agreed", plan: Self.plan).session
    #expect(session.review.filter { $0.fulfilment != .met }.map(\.name) == ["escort", "steady", "recovery"])
  }

  @Test func `the shipped rules of before asked for nothing beyond the ordinary`() {
    let shipped = SessionPlan.shortWatch.byRulesOfBefore
    #expect(
      Scenario(Self.course + "400 ! discharge escort=yes", plan: shipped).told.last == "400 closed discharged"
    )
    let review = Scenario(Self.course + "399 hr=70", plan: shipped).session.dischargeReview(escort: true)
    #expect(review.map(\.name) == ["observation", "escort", "alarms", "checks"])
  }

  static let values: [(DischargeCriterion, Fixed?, Fixed?, Fulfilment)] = [
    (DischargeCriterion(name: "x", vital: .spo2, atLeast: 94), 94, nil, .met),
    (DischargeCriterion(name: "x", vital: .spo2, atLeast: 94), Fixed(thousandths: 93_999), nil, .notMet),
    (DischargeCriterion(name: "x", vital: .spo2, atLeast: 94), nil, 97, .notKnown),
    (DischargeCriterion(name: "x", vital: .hr, within: 20), 90, 70, .met),
    (DischargeCriterion(name: "x", vital: .hr, within: 20), 50, 70, .met),
    (DischargeCriterion(name: "x", vital: .hr, within: 20), 91, 70, .notMet),
    (DischargeCriterion(name: "x", vital: .hr, within: 20), 70, nil, .notKnown),
    (DischargeCriterion(name: "x", vital: .sys, withinPercent: 20), 96, 120, .met),
    (DischargeCriterion(name: "x", vital: .sys, withinPercent: 20), 95, 120, .notMet),
    (DischargeCriterion(name: "x", vital: .sys, atMost: 110, withinPercent: 50), 111, 100, .notMet),
  ]

  @Test(arguments: values) func `a value is held against its criterion`(
    criterion: DischargeCriterion, value: Fixed?, baseline: Fixed?, fulfilment: Fulfilment
  ) {
    #expect(criterion.isConsistent)
    #expect(criterion.fulfilment(by: value, baseline: baseline) == fulfilment)
  }

  @Test(arguments: [("aldrete", 11), ("aldrete", -1), ("moaas", 6), ("cadss", 93)])
  func `a score outside its scale is refused`(scale: String, value: Int) {
    let told = Scenario("5 ! score scale=\(scale) value=\(value)").told
    #expect(told == ["5 refused score value.range"])
  }

  @Test(arguments: [("aldrete", 10), ("moaas", 0), ("cadss", 92)])
  func `a score of the scale is taken`(scale: String, value: Int) {
    #expect(Scenario("5 ! score scale=\(scale) value=\(value)").told.isEmpty)
  }
}
