import InfusionCore
import Quantities
import Testing

/// What a patient is like before the infusion.
@Suite struct BaselineScenarios {
  @Test(arguments: [
    Case(
      "the median of the last minute's readings, of an even number the mean of the middle two",
      on: .quiet,
      """
      30 hr=90 spo2=90
      40 hr=71 spo2=97
      50 hr=72 spo2=98
      60 hr=74 spo2=99
      70 hr=73 spo2=99
      80 hr=77 spo2=99
      89 hr=75 spo2=98
      90 ! baseline
      90.001 ! baseline
      """,
      ["90 baseline spo2=98 hr=74", "90.001 baseline spo2=98.5 hr=73.5"]),
    Case(
      "a limit that follows it is rounded once",
      on: .quiet.ordering {
        $0.relative = [.hr: RelativeLimit(above: Fixed(thousandths: 10_250), below: nil)]
      },
      """
      0 hr=72.96
      1 ! baseline
      """,
      ["1 baseline hr=72.96", "1 limit hr high 120 to 83.2"]),
    Case(
      "the alarms of a vital whose limits do not follow it go on as they were",
      on: .quiet,
      """
      0 rr=7
      20 rr=9 spo2=97
      22 ! baseline
      """,
      ["15 raised rr.low medium 7/8", "22 baseline spo2=97"]),
    Case(
      "the last pressure while it is at most fifteen minutes old",
      on: .quiet.configured { $0.limits[.sys]?.staleAfter = .hours(1) },
      """
      0 sys=120 dia=76
      900 ! baseline
      900.001 ! baseline
      """,
      ["900 baseline sys=120 dia=76", "900.001 refused baseline baseline.missing"]),
    Case(
      "what is typed takes the place of what was measured, and must fit it",
      on: .quiet,
      """
      0 sys=120 dia=76 hr=70
      1 ! baseline sys=130
      2 ! baseline sys=70
      3 ! baseline dia=125
      """,
      [
        "1 baseline hr=70 sys=130 dia=76", "2 refused baseline pressure.order",
        "3 refused baseline pressure.order",
      ]),
    Case(
      "a rate that was set before weight or concentration changed is forgotten: it was judged by others",
      on: .quiet,
      """
      0 ! rate mlh=140 reason=ordered
      1 ! setup weight=50
      2 ! start override=test
      """,
      [
        "0 infusion rate 0 mg 140 mL/h", "1 infusion rate 0 mg 37.5 mL/h", "2 phase infusing",
        "2 infusion started 0 mg 37.5 mL/h",
      ]),
    Case(
      "a plan that is chosen later brings its intervals",
      on: .fixture { $0.nibpInterval = [.preparation: .minutes(2)] }.unplanned,
      """
      10 ! setup plan=trd-40
      200
      """,
      [], before: .told(["180 raised nibp.overdue medium"])),
  ])
  func baselines(_ example: Case) { example.check() }
}
