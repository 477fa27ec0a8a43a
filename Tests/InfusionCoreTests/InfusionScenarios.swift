import InfusionCore
import Quantities
import Testing

/// What has gone in, by the set rate.
@Suite struct InfusionScenarios {
  @Test(arguments: [
    Case(
      "delivered counts on at the set rate until stop, above the order too",
      on: .quiet,
      """
      0 ! start override=test
      2400 ! rate mlh=52.5
      2430 ! stop reason=done
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "2100 raised infusion.nearend info",
        "2400 infusion rate 35 mg 52.5 mL/h", "2430 phase observing",
        "2430 infusion stopped 35.438 mg 0 mL/h",
        "2430 observation started 30", "2430 ended infusion.nearend cleared",
      ]),
    Case(
      "a pause stops the flow, a resume lets it go on",
      on: .quiet,
      """
      0 ! start override=test
      600 ! pause reason=pressure
      900 ! resume
      1500 ! stop reason=test
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "600 phase paused",
        "600 infusion paused 8.75 mg 0 mL/h", "900 phase infusing", "900 infusion resumed 8.75 mg 52.5 mL/h",
        "1500 phase observing", "1500 infusion stopped 17.5 mg 0 mL/h", "1500 observation started 30",
      ]),
    Case(
      "a rate that is set in preparation or in a pause is what will flow",
      on: .quiet,
      """
      0 ! rate mlh=60
      1 ! start override=test
      601 ! pause reason=test
      602 ! rate mlh=30
      603 ! resume
      1203 ! rate mlh=60
      """,
      [
        "0 infusion rate 0 mg 60 mL/h", "1 phase infusing", "1 infusion started 0 mg 60 mL/h",
        "601 phase paused", "601 infusion paused 10 mg 0 mL/h", "602 infusion rate 10 mg 30 mL/h",
        "603 phase infusing", "603 infusion resumed 10 mg 30 mL/h", "1203 infusion rate 15 mg 60 mL/h",
      ]),
    Case(
      "a bolus counts and brings the planned end nearer",
      on: .quiet,
      """
      0 ! start override=test
      60 ! bolus mg=5.25 reason=anxious
      1740
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "60 infusion bolus 6.125 mg 52.5 mL/h",
        "1740 raised infusion.nearend info",
      ]),
    Case(
      "the concentration divides the volume, not the dose",
      on: .fixture {
        $0.concentration = .init(2)
        $0.required = []
      },
      """
      0 ! start override=test
      600 ! stop reason=test
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 26.25 mL/h", "600 phase observing",
        "600 infusion stopped 8.75 mg 0 mL/h", "600 observation started 30",
      ]),
    Case(
      "stopped by mistake: the infusion goes on, and the observation starts anew at the next stop",
      on: .shortWatch,
      """
      0..300/5 spo2=97
      0 ! start
      60 ! stop reason=slip
      120 ! resume reason="stopped by mistake"
      180 ! stop reason=done
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "60 phase observing",
        "60 infusion stopped 0.875 mg 0 mL/h", "60 observation started 2", "120 phase infusing",
        "120 infusion resumed 0.875 mg 52.5 mL/h", "180 phase observing",
        "180 infusion stopped 1.75 mg 0 mL/h", "180 observation started 2", "300 observation complete 2",
        "300 phase ready",
      ]),
    Case(
      "a plan without an infusion: start is the time of dosing",
      on: .esketamine,
      """
      0..7200/5 spo2=97 hr=70
      1 ! start
      1..7200/900 sys=120 dia=80
      2..7200/800 ! check
      3 ! rate mlh=50
      4 ! resume reason=test
      5 ! bolus mg=5
      """,
      [
        "1 phase observing", "1 observation started 120", "2 check", "3 refused rate phase.wrong",
        "4 refused resume phase.wrong", "5 refused bolus phase.wrong", "802 check", "1602 check",
        "2402 check",
        "2701 due nibp taken", "3202 check", "4002 check", "4802 check", "5602 check", "6402 check",
      ],
      before: .told([
        "1 phase observing", "1 observation started 120", "2 check", "3 refused rate phase.wrong",
        "4 refused resume phase.wrong", "5 refused bolus phase.wrong", "802 check", "1602 check",
        "2402 check",
        "3202 check", "4002 check", "4802 check", "5602 check", "6402 check",
      ])),
  ])
  func dose(_ example: Case) { example.check() }

  @Test(arguments: [
    Case(
      "near the end exactly five minutes before it",
      on: .quiet,
      """
      0 ! start override=test
      2099.999
      2100
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "2100 raised infusion.nearend info",
      ]),
    Case(
      "none while paused, and none at a rate that puts the end off",
      on: .quiet,
      """
      0 ! start override=test
      2200 ! pause reason=test
      2300 ! resume
      2310 ! rate mlh=20 reason=test
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "2100 raised infusion.nearend info",
        "2200 phase paused", "2200 infusion paused 32.083 mg 0 mL/h", "2200 ended infusion.nearend cleared",
        "2300 phase infusing", "2300 infusion resumed 32.083 mg 52.5 mL/h",
        "2300 raised infusion.nearend info", "2310 infusion rate 32.229 mg 20 mL/h",
        "2310 ended infusion.nearend cleared",
      ]),
    Case(
      "at once when a rate brings the end within five minutes",
      on: .quiet,
      """
      0 ! start override=test
      1800 ! rate mlh=140 reason=test
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "1800 infusion rate 26.25 mg 140 mL/h",
        "1800 raised infusion.nearend info",
      ]),
    Case(
      "a pause after the end is no stop: overrun comes and stays",
      on: .quiet,
      """
      0 ! start override=test
      2430 ! pause reason=test
      2500 ! stop reason=late
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "2100 raised infusion.nearend info",
        "2430 phase paused", "2430 infusion paused 35.438 mg 0 mL/h", "2430 ended infusion.nearend cleared",
        "2460 raised infusion.overrun medium", "2500 phase observing",
        "2500 infusion stopped 35.438 mg 0 mL/h",
        "2500 observation started 30", "2500 ended infusion.overrun cleared",
      ]),
    Case(
      "once the order is in, another rate does not move the end that has passed",
      on: .quiet,
      """
      0 ! start override=test
      2430 ! rate mlh=10 reason=test
      2431 ! rate mlh=60
      2500
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "2100 raised infusion.nearend info",
        "2430 infusion rate 35.438 mg 10 mL/h", "2431 infusion rate 35.44 mg 60 mL/h",
        "2460 raised infusion.overrun medium",
      ]),
    Case(
      "a bolus that brings the order in ends it there",
      on: .quiet.ordering { $0.bolusHard = .init(1) },
      """
      0 ! start override=test
      600 ! bolus mg=30 reason=test
      700
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "600 infusion bolus 38.75 mg 52.5 mL/h",
        "600 raised infusion.nearend info", "660 raised infusion.overrun medium",
      ]),
    Case(
      "overrun a minute past the planned end, until it is stopped",
      on: .quiet,
      """
      0 ! start override=test
      2459.999
      2500 ! stop reason=late
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "2100 raised infusion.nearend info",
        "2460 raised infusion.overrun medium", "2500 phase observing",
        "2500 infusion stopped 36.458 mg 0 mL/h",
        "2500 observation started 30", "2500 ended infusion.nearend cleared",
        "2500 ended infusion.overrun cleared",
      ]),
  ])
  func plannedEnd(_ example: Case) { example.check() }

  @Test func anAlarmCarriesWhereTheInfusionStood() throws {
    let events = Scenario("0 ! start override=test\n600 sys=165 dia=80", plan: .quiet).events()
    let last = events.last { !$0.event.isAside }
    guard case .alarmRaised(_, _, let context) = try #require(last?.event) else {
      Issue.record("no alarm")
      return
    }
    #expect(context.elapsed == .minutes(10))
    #expect(context.rate.fixed == Fixed(thousandths: 52_500))
    #expect(context.delivered.fixed == Fixed(thousandths: 8750))
    #expect(context.deliveredPerKilogram?.fixed == Fixed(thousandths: 125))
  }

  @Test func theOrderOfTheShippedPlansIsHalfAMilligramAKilogram() {
    for (plan, rate) in [("trd-40", 52_500), ("trd-45", 46_667), ("trd-60", 35_000)] {
      let order = Session(plan: SessionPlan(weight: Kilograms(70), plan: plan)).order
      #expect(order?.dose.fixed == 35)
      #expect(order?.volume.fixed == 35)
      #expect(order?.rate.fixed == Fixed(thousandths: rate))
    }
  }
}
