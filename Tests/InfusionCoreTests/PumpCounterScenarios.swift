import InfusionCore
import Quantities
import Testing

/// What a pump has counted: the dose while it is heard, an estimate while it is not, and the end that it
/// brings nearer.
@Suite struct PumpCounterScenarios {
  @Test(arguments: [
    Case(
      "zero is its counter at the start",
      on: .quiet,
      """
      0 pump=running rate=52.5 vol=4
      0 ! start override=test
      600 pump=running vol=12
      700 ! rate mlh=52.5
      """,
      [
        "0 raised pump.mismatch medium 52.5/52.5", "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h",
        "0 ended pump.mismatch cleared", "700 infusion rate 8 mg 52.5 mL/h",
      ],
      before: .told([
        "0 raised pump.mismatch medium", "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h",
        "0 ended pump.mismatch cleared", "700 infusion rate 8 mg 52.5 mL/h",
      ])),
    Case(
      "a backwards jump keeps the sum",
      on: .quiet,
      """
      0 vol=0
      0 ! start override=test
      600 vol=8
      700 vol=0
      800 vol=2
      800 ! rate mlh=52.5
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h",
        "800 infusion rate 10.917 mg 52.5 mL/h estimated",
      ],
      before: .told([
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "800 infusion rate 10 mg 52.5 mL/h",
      ])),
    Case(
      "one of a thousandth too",
      on: .quiet,
      """
      0 vol=0
      0 ! start override=test
      600 vol=8.001
      700 vol=8
      800 vol=9
      800 ! rate mlh=52.5
      """,
      ["0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "800 infusion rate 9 mg 52.5 mL/h"],
      before: .told([
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "800 infusion rate 9.001 mg 52.5 mL/h",
      ])),
    Case(
      "a jump that nobody heard is another syringe: what that one counted went in",
      on: .quiet,
      """
      0 vol=0
      0 ! start override=test
      600 vol=8
      600 lost line
      700 back line
      700 vol=2
      700 ! rate mlh=52.5
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "600 raised line.lost medium",
        "700 ended line.lost cleared", "700 infusion rate 9.458 mg 52.5 mL/h estimated",
      ],
      before: .told([
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "600 raised line.lost medium",
        "700 ended line.lost cleared", "700 infusion rate 10 mg 52.5 mL/h",
      ])),
    Case(
      "its volume counts in every phase",
      on: .quiet,
      """
      0 vol=0
      0 ! start override=test
      600 vol=8
      600 ! pause reason=test
      700 vol=9
      700 ! stop reason=test
      710 vol=9.5
      711 ! resume reason=test
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "600 phase paused",
        "600 infusion paused 8 mg 0 mL/h", "700 phase observing", "700 infusion stopped 9 mg 0 mL/h",
        "700 observation started 30", "711 phase infusing", "711 infusion resumed 9 mg 52.5 mL/h estimated",
      ],
      before: .told([
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "600 phase paused",
        "600 infusion paused 8 mg 0 mL/h", "700 phase observing", "700 infusion stopped 9 mg 0 mL/h",
        "700 observation started 30", "711 phase infusing", "711 infusion resumed 9.5 mg 52.5 mL/h",
      ])),
    Case(
      "while it is lost the dose is reckoned and marked; heard again, its counter decides",
      on: .quiet,
      """
      0 vol=0
      0 ! start override=test
      600 vol=8
      600 lost line
      1200 ! rate mlh=52.5
      1210 back line
      1211 ! rate mlh=52.5
      1220 vol=9
      1220 ! rate mlh=52.5
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "600 raised line.lost medium",
        "1200 infusion rate 16.75 mg 52.5 mL/h estimated", "1210 ended line.lost cleared",
        "1211 infusion rate 16.91 mg 52.5 mL/h estimated", "1220 infusion rate 9 mg 52.5 mL/h",
      ]),
    Case(
      "lost before the start it is reckoned from the start on, and marked",
      on: .quiet,
      """
      0 vol=4
      1 lost line
      2 ! start override=test
      602 ! rate mlh=52.5
      700 back line
      701 vol=13
      701 ! rate mlh=52.5
      """,
      [
        "1 raised line.lost medium", "2 phase infusing", "2 infusion started 0 mg 52.5 mL/h estimated",
        "602 infusion rate 8.75 mg 52.5 mL/h estimated", "700 ended line.lost cleared",
        "701 infusion rate 9 mg 52.5 mL/h",
      ]),
    Case(
      "one pump at a time: another is heard only when the first is lost, and its first counter is its zero",
      on: .quiet,
      """
      0 vol=0
      0 src=line-2 vol=20
      0 ! start override=test
      60..600/60 vol=8
      90..600/60 src=line-2 vol=3
      610 ! rate mlh=52.5
      620 lost line
      630 src=line-2 vol=3
      640 src=line-2 vol=4
      640 ! rate mlh=52.5
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h",
        "610 infusion rate 8.896 mg 52.5 mL/h estimated", "620 raised line.lost medium",
        "640 infusion rate 10.188 mg 52.5 mL/h estimated",
      ],
      before: .told([
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "610 infusion rate 8 mg 52.5 mL/h",
        "620 raised line.lost medium", "640 infusion rate 9.146 mg 52.5 mL/h estimated",
      ])),
    Case(
      "a gap before its first counter stays an estimate",
      on: .quiet,
      """
      0 ! start override=test
      600 gap 300
      610 vol=3
      620 vol=4
      620 ! rate mlh=52.5
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "600 gap from 300",
        "620 infusion rate 9.896 mg 52.5 mL/h estimated",
      ]),
    Case(
      "in a gap it is as lost: reckoned and marked until its counter decides",
      on: .quiet,
      """
      0 vol=0
      0 ! start override=test
      600 vol=8
      1200 gap 600
      1201 ! rate mlh=52.5
      1202 vol=16
      1202 ! rate mlh=52.5
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "1200 gap from 600",
        "1201 infusion rate 16.765 mg 52.5 mL/h estimated", "1202 infusion rate 16 mg 52.5 mL/h",
      ]),
    Case(
      "a bolus by hand adds to what it counts",
      on: .quiet,
      """
      0 vol=0
      0 ! start override=test
      600 vol=8
      600 ! bolus mg=2 reason=pain
      660 vol=8.9
      660 ! rate mlh=52.5
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h",
        "600 infusion bolus 8 mg 52.5 mL/h estimated", "660 infusion rate 8.9 mg 52.5 mL/h estimated",
      ],
      before: .told([
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "600 infusion bolus 10 mg 52.5 mL/h",
        "660 infusion rate 10.9 mg 52.5 mL/h",
      ])),
  ])
  func counting(_ example: Case) { example.check() }

  @Test(arguments: [
    Case(
      "a counter of coarse steps tells the near end once, and the overrun once",
      on: .quiet,
      """
      0 vol=0
      0 ! start override=test
      2095 vol=30.5
      2096..2102/1 vol=30.6
      2103..2109/1 vol=30.7
      2396..2400/1 vol=34.9
      2401..2470/1 vol=35
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "2097.714 raised infusion.nearend info",
        "2461 raised infusion.overrun medium",
      ]),
    Case(
      "while it stands still the planned end moves away",
      on: .quiet,
      """
      0 vol=0
      0 ! start override=test
      1800..2200/1 pump=paused vol=26.25
      2200 ! stop reason=test
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "1830 raised pump.mismatch medium",
        "2200 phase observing", "2200 infusion stopped 26.25 mg 0 mL/h", "2200 observation started 30",
        "2200 ended pump.mismatch cleared",
      ]),
    Case(
      "keeping the vein open is info at the instant at which the reckoned volume is in",
      on: .quiet,
      """
      0 ! start override=test
      2390 pump=kvo
      2500
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "2100 raised infusion.nearend info",
        "2390 raised pump.kvo medium", "2400 priority pump.kvo info", "2460 raised infusion.overrun medium",
      ],
      before: .told([
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "2100 raised infusion.nearend info",
        "2390 raised pump.kvo medium", "2393.143 priority pump.kvo info",
        "2460 raised infusion.overrun medium",
      ])),
  ])
  func nearTheEnd(_ example: Case) { example.check() }
}
