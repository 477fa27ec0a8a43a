import InfusionCore
import Quantities
import Testing

/// What a pump says, and where it differs from what the session says.
@Suite struct PumpScenarios {
  @Test(arguments: [
    Case(
      "its alarms are high while it reports them",
      """
      0 pump=occluded
      1 pump=empty
      2 pump=air
      3 pump=stopped
      """,
      [
        "0 raised pump.occluded high", "1 ended pump.occluded cleared latched", "1 raised pump.empty high",
        "2 ended pump.empty cleared latched", "2 raised pump.air high", "3 ended pump.air cleared latched",
      ]),
    Case(
      "keeping the vein open is medium before the ordered volume is in, info once it is",
      on: .quiet,
      """
      0 pump=stopped vol=0
      1 ! start override=test
      2 pump=running rate=52.5 vol=0
      100 pump=kvo vol=20
      110 pump=kvo vol=35
      """,
      [
        "1 phase infusing", "1 infusion started 0 mg 52.5 mL/h", "100 raised pump.kvo medium",
        "110 priority pump.kvo info", "110 raised infusion.nearend info",
      ]),
    Case(
      "a rate that differs by more than two percent for thirty seconds",
      on: .quiet,
      """
      0 ! start override=test
      1 pump=running rate=53.55
      10 pump=running rate=53.551
      39.999
      45 pump=running rate=51.45
      50 pump=running rate=51.449
      60 pump=running rate=60
      80
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "40 raised pump.mismatch medium",
        "45 ended pump.mismatch cleared", "80 raised pump.mismatch medium",
      ]),
    Case(
      "exactly two percent is not more than two, at any rate",
      on: .quiet,
      """
      0 ! rate mlh=30
      0 ! start override=test
      1 pump=running rate=30.6
      60 pump=running rate=29.4
      120
      """,
      ["0 infusion rate 0 mg 30 mL/h", "0 phase infusing", "0 infusion started 0 mg 30 mL/h"]),
    Case(
      "shorter than that it is nothing",
      on: .quiet,
      """
      0 ! start override=test
      10 pump=running rate=60
      39.999 pump=running rate=52.5
      80
      """,
      ["0 phase infusing", "0 infusion started 0 mg 52.5 mL/h"]),
    Case(
      "not running while the session infuses",
      on: .quiet,
      """
      0 ! start override=test
      1 pump=stopped
      """ + "\n31",
      ["0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "31 raised pump.mismatch medium"]),
    Case(
      "running while it is paused, and after the stop",
      on: .quiet,
      """
      0 ! start override=test
      1 pump=running rate=52.5
      100 ! pause reason=test
      130
      140 pump=paused
      150 ! stop reason=test
      160 pump=running
      190
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "100 phase paused",
        "100 infusion paused 1.458 mg 0 mL/h", "130 raised pump.mismatch medium",
        "140 ended pump.mismatch cleared", "150 phase observing", "150 infusion stopped 1.458 mg 0 mL/h",
        "150 observation started 30", "190 raised pump.mismatch medium",
      ]),
    Case(
      "running in preparation is told at once, and ends with the start",
      on: .quiet,
      """
      0 pump=running rate=52.5
      5 ! start override=test
      60
      """,
      [
        "0 raised pump.mismatch medium", "5 phase infusing", "5 infusion started 0 mg 52.5 mL/h",
        "5 ended pump.mismatch cleared",
      ]),
    Case(
      "a rate that the nurse sets and the pump does not follow counts from that moment",
      on: .quiet,
      """
      0 ! start override=test
      1 pump=running rate=52.5
      100 ! rate mlh=40
      130
      140 ! rate mlh=52.5
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "100 infusion rate 1.458 mg 40 mL/h",
        "130 raised pump.mismatch medium", "140 infusion rate 1.903 mg 52.5 mL/h",
        "140 ended pump.mismatch cleared",
      ]),
    Case(
      "told in preparation and still different after the start, it goes on",
      on: .quiet,
      """
      0 pump=running rate=60
      5 ! start override=test
      60 pump=running rate=52.5
      """,
      [
        "0 raised pump.mismatch medium", "5 phase infusing", "5 infusion started 0 mg 52.5 mL/h",
        "60 ended pump.mismatch cleared",
      ]),
    Case(
      "one that tells only its rate is judged by that, while the session infuses",
      on: .quiet,
      """
      0 rate=60
      5 ! start override=test
      6 rate=60
      40 rate=52.5
      50 rate=0
      80 ! pause reason=test
      """,
      [
        "5 phase infusing", "5 infusion started 0 mg 52.5 mL/h", "35 raised pump.mismatch medium",
        "40 ended pump.mismatch cleared", "80 phase paused", "80 infusion paused 1.094 mg 0 mL/h",
      ]),
    Case(
      "at a trickle it is neither running nor not",
      on: .quiet,
      """
      0 ! start override=test
      1 pump=kvo rate=1
      60
      """,
      ["0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "1 raised pump.kvo medium"]),
  ])
  func states(_ example: Case) { example.check() }

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
        "0 raised pump.mismatch medium", "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h",
        "0 ended pump.mismatch cleared", "700 infusion rate 8 mg 52.5 mL/h",
      ]),
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
      ["0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "800 infusion rate 10 mg 52.5 mL/h"]),
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
        "700 observation started 30", "711 phase infusing", "711 infusion resumed 9.5 mg 52.5 mL/h",
      ]),
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
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "610 infusion rate 8 mg 52.5 mL/h",
        "620 raised line.lost medium", "640 infusion rate 9.146 mg 52.5 mL/h estimated",
      ]),
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
      600 ! bolus mg=2
      660 vol=8.9
      660 ! rate mlh=52.5
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "600 infusion bolus 10 mg 52.5 mL/h",
        "660 infusion rate 10.9 mg 52.5 mL/h",
      ]),
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
        "2390 raised pump.kvo medium", "2393.143 priority pump.kvo info",
        "2460 raised infusion.overrun medium",
      ]),
  ])
  func nearTheEnd(_ example: Case) { example.check() }
}
