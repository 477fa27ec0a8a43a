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
      ["1 phase infusing", "1 infusion started 0 mg 52.5 mL/h", "100 raised pump.kvo medium"],
      before: .told([
        "1 phase infusing", "1 infusion started 0 mg 52.5 mL/h", "100 raised pump.kvo medium",
        "110 priority pump.kvo info", "110 raised infusion.nearend info",
      ])),
    .second(
      "by the counter of a pump that could have given it",
      """
      0 pump=stopped vol=0
      1 ! start override=test
      2 pump=running rate=52.5 vol=0
      1373 pump=kvo vol=20
      2402 pump=kvo vol=35
      """,
      [
        "1 phase infusing", "1 infusion started 0 mg 52.5 mL/h", "1373 raised pump.kvo medium",
        "2101.571 raised infusion.nearend info", "2402 priority pump.kvo info",
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
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "40 raised pump.mismatch medium 53.551/52.5",
        "45 ended pump.mismatch cleared", "80 raised pump.mismatch medium 60/52.5",
      ],
      before: .told([
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "40 raised pump.mismatch medium",
        "45 ended pump.mismatch cleared", "80 raised pump.mismatch medium",
      ])),
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
        "100 infusion paused 1.458 mg 0 mL/h estimated", "130 raised pump.mismatch high 52.5/52.5",
        "140 ended pump.mismatch cleared latched", "150 phase observing",
        "150 infusion stopped 2.042 mg 0 mL/h estimated", "150 observation started 30",
        "190 raised pump.mismatch high 52.5/52.5",
      ],
      before: .told([
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "100 phase paused",
        "100 infusion paused 1.458 mg 0 mL/h", "130 raised pump.mismatch medium",
        "140 ended pump.mismatch cleared", "150 phase observing", "150 infusion stopped 1.458 mg 0 mL/h",
        "150 observation started 30", "190 raised pump.mismatch medium",
      ])),
    .second(
      "one that tells only its rate runs while that is not zero",
      """
      0 ! start override=test
      1 rate=52.5
      100 ! pause reason=test
      130
      140 rate=0
      150 ! stop reason=test
      160 rate=10
      190
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "100 phase paused",
        "100 infusion paused 1.458 mg 0 mL/h estimated", "130 raised pump.mismatch high 52.5/52.5",
        "140 ended pump.mismatch cleared latched", "150 phase observing",
        "150 infusion stopped 2.042 mg 0 mL/h estimated", "150 observation started 30",
        "190 raised pump.mismatch high 10/52.5",
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
        "0 raised pump.mismatch medium 52.5/52.5", "5 phase infusing", "5 infusion started 0 mg 52.5 mL/h",
        "5 ended pump.mismatch cleared",
      ],
      before: .told([
        "0 raised pump.mismatch medium", "5 phase infusing", "5 infusion started 0 mg 52.5 mL/h",
        "5 ended pump.mismatch cleared",
      ])),
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
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h",
        "100 infusion rate 1.458 mg 40 mL/h estimated",
        "130 raised pump.mismatch medium 52.5/40", "140 infusion rate 2.042 mg 52.5 mL/h estimated",
        "140 ended pump.mismatch cleared",
      ],
      before: .told([
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "100 infusion rate 1.458 mg 40 mL/h",
        "130 raised pump.mismatch medium", "140 infusion rate 1.903 mg 52.5 mL/h",
        "140 ended pump.mismatch cleared",
      ])),
    .second(
      "held against the rate that was set before the start",
      """
      0 ! rate mlh=40 reason=frail
      5 pump=running rate=40
      """, ["0 infusion rate 0 mg 40 mL/h", "5 raised pump.mismatch medium 40/40"]),
    Case(
      "told in preparation and still different after the start, it goes on",
      on: .quiet,
      """
      0 pump=running rate=60
      5 ! start override=test
      60 pump=running rate=52.5
      """,
      [
        "0 raised pump.mismatch medium 60/52.5", "5 phase infusing", "5 infusion started 0 mg 52.5 mL/h",
        "60 ended pump.mismatch cleared",
      ],
      before: .told([
        "0 raised pump.mismatch medium", "5 phase infusing", "5 infusion started 0 mg 52.5 mL/h",
        "60 ended pump.mismatch cleared",
      ])),
    Case(
      "one that tells only its rate is judged by that; by the rules of before, while the session infused",
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
        "0 raised pump.mismatch medium 60/52.5", "5 phase infusing", "5 infusion started 0 mg 52.5 mL/h",
        "40 ended pump.mismatch cleared", "80 phase paused", "80 infusion paused 0.802 mg 0 mL/h estimated",
      ],
      before: .told([
        "5 phase infusing", "5 infusion started 0 mg 52.5 mL/h", "35 raised pump.mismatch medium",
        "40 ended pump.mismatch cleared", "80 phase paused", "80 infusion paused 1.094 mg 0 mL/h",
      ])),
    Case(
      "at a trickle its rate is not the ordered one",
      on: .quiet,
      """
      0 ! start override=test
      1 pump=kvo rate=1
      60
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "1 raised pump.kvo medium",
        "31 raised pump.mismatch medium 1/52.5",
      ],
      before: .told(["0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "1 raised pump.kvo medium"])),
    .second(
      "and while nothing is infused it may trickle",
      """
      0 pump=kvo rate=1
      5 ! start override=test
      6 pump=running rate=52.5
      100 ! pause reason=test
      101 pump=kvo rate=1
      200 ! stop reason=test
      300
      """,
      [
        "0 raised pump.kvo medium", "5 phase infusing", "5 infusion started 0 mg 52.5 mL/h",
        "6 ended pump.kvo cleared", "100 phase paused", "100 infusion paused 1.371 mg 0 mL/h estimated",
        "101 raised pump.kvo medium", "200 phase observing", "200 infusion stopped 1.413 mg 0 mL/h estimated",
        "200 observation started 30",
      ]),
  ])
  func states(_ example: Case) { example.check() }
}
