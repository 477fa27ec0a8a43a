import InfusionCore
import Quantities
import Testing

/// `novalue` through the phases, and two devices for one vital.
@Suite struct NoValueScenarios {
  @Test(arguments: [
    Case(
      "in preparation only for a vital that was present, and low; it rises at the start",
      on: .fixture {
        $0.nibpInterval = [:]
        $0.checkInterval = [:]
      },
      """
      0 hr=70
      20 ! start override=test
      29.999
      30
      """,
      [
        "10 raised hr.novalue low", "20 phase infusing", "20 infusion started 0 mg 52.5 mL/h",
        "20 priority hr.novalue medium", "30 raised spo2.novalue medium",
      ]),
    Case(
      "a required vital that never came alarms its stale time after the start, one that is not required never",
      on: .fixture {
        $0.nibpInterval = [:]
        $0.checkInterval = [:]
        $0.required = [.spo2, .rr]
      },
      """
      0 ! start override=test
      40
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "10 raised spo2.novalue medium",
        "30 raised rr.novalue medium",
      ]),
    Case(
      "a pressure that a plan requires has no novalue, and holds no other deadline up",
      on: .fixture {
        $0.nibpInterval = [:]
        $0.checkInterval = [:]
        $0.required = [.spo2, .sys]
      },
      """
      0 ! start override=test
      40
      """,
      ["0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "10 raised spo2.novalue medium"]),
    Case(
      "one that comes before that does not",
      on: .fixture {
        $0.nibpInterval = [:]
        $0.checkInterval = [:]
        $0.required = [.spo2]
      },
      """
      0 ! start override=test
      10 spo2=97
      15
      """,
      ["0 phase infusing", "0 infusion started 0 mg 52.5 mL/h"]),
    Case(
      "low again in ready and while away, medium in between",
      on: .shortWatch,
      """
      0..130/5 spo2=97
      1 ! start
      2 ! stop reason=test
      140
      150 ! extend minutes=1 reason=pale
      160 ! away minutes=1 reason=toilet
      220
      230 spo2=97
      """,
      [
        "1 phase infusing", "1 infusion started 0 mg 52.5 mL/h", "2 phase observing",
        "2 infusion stopped 0.015 mg 0 mL/h", "2 observation started 2", "122 observation complete 2",
        "122 phase ready", "140 raised spo2.novalue medium", "150 observation extended 3",
        "150 phase observing", "160 away until 220", "160 priority spo2.novalue low",
        "220 priority spo2.novalue medium", "230 ended spo2.novalue cleared",
      ],
      before: .told([
        "1 phase infusing", "1 infusion started 0 mg 52.5 mL/h", "2 phase observing",
        "2 infusion stopped 0.015 mg 0 mL/h", "2 observation started 2", "122 observation complete 2",
        "122 phase ready", "140 raised spo2.novalue low", "150 observation extended 3", "150 phase observing",
        "150 priority spo2.novalue medium", "160 away until 220", "160 priority spo2.novalue low",
        "220 priority spo2.novalue medium", "230 ended spo2.novalue cleared",
      ])),
    .second(
      "an answer is one to the latched alarm too whose place it took",
      on: .shortWatch,
      """
      0..13/1 spo2=84
      1 ! start
      2 ! stop reason=test
      30 spo2=97
      32 ! away minutes=1 reason=toilet
      50 ! ack
      100 spo2=97
      """,
      [
        "1 phase infusing", "1 infusion started 0 mg 52.5 mL/h", "2 phase observing",
        "2 infusion stopped 0.015 mg 0 mL/h", "2 observation started 2", "5 raised spo2.low high 84/85",
        "23 ended spo2.low novalue latched", "23 raised spo2.novalue high",
        "30 ended spo2.novalue cleared latched", "32 away until 92", "40 raised spo2.novalue low",
        "50 acknowledged spo2.low", "50 acknowledged spo2.novalue", "92 priority spo2.novalue medium",
        "100 ended spo2.novalue cleared",
      ]),
    Case(
      "who is back before the time is missed again from then on, and nobody comes back twice",
      on: .quiet,
      """
      0 spo2=97
      1 ! start
      5 ! stop reason=test
      6 ! back
      7 ! away minutes=30 reason=toilet
      60 ! back by=KM
      61 ! back
      2000
      """,
      [
        "1 phase infusing", "1 infusion started 0 mg 52.5 mL/h", "5 phase observing",
        "5 infusion stopped 0.058 mg 0 mL/h", "5 observation started 30", "6 refused back away.none",
        "7 away until 1807", "10 raised spo2.novalue low", "60 back by KM", "60 priority spo2.novalue medium",
        "61 refused back away.none",
      ]),
    Case(
      "an infusion that goes on ends being away: its values are missed again",
      on: .quiet,
      """
      0 spo2=97
      1 ! start
      5 ! stop reason=test
      6 ! away minutes=30 reason=toilet
      60 ! resume reason="stopped by mistake"
      """,
      [
        "1 phase infusing", "1 infusion started 0 mg 52.5 mL/h", "5 phase observing",
        "5 infusion stopped 0.058 mg 0 mL/h", "5 observation started 30", "6 away until 1806",
        "10 raised spo2.novalue low", "60 phase infusing", "60 infusion resumed 0.058 mg 52.5 mL/h",
        "60 priority spo2.novalue medium",
      ]),
    Case(
      "a pending condition gives its priority although nothing was raised: the ordinary part",
      """
      0 spo2=88
      1 spo2=-
      6
      """,
      ["6 raised spo2.novalue medium"]),
    Case(
      "and the extreme one, which at the very instant of the loss is lost and not raised",
      """
      0 spo2=84
      0 spo2=-
      5
      """,
      ["5 raised spo2.novalue high"]),
    Case(
      "any streamed vital: respiration after thirty seconds",
      """
      0 rr=14
      30
      """,
      ["30 raised rr.novalue low"]),
    Case(
      "values lost at one instant, then what took over, each in the table's order",
      """
      0..20/5 hr=130 spo2=88
      30
      """,
      [
        "10 raised hr.high medium 130/120", "15 raised spo2.low medium 88/90",
        "30 ended spo2.low novalue latched", "30 ended hr.high novalue latched",
        "30 raised spo2.novalue medium", "30 raised hr.novalue medium",
      ]),
    Case(
      "a slow device: a value is never lost before two and a half of its intervals",
      on: SessionPlan(sources: [SourceDescription(id: SourceID("dri"), nominalInterval: .seconds(10))]),
      """
      0 src=dri spo2=97
      24.999
      25
      """,
      ["25 raised spo2.novalue low"]),
  ])
  func noValue(_ example: Case) { example.check() }

  @Test(arguments: [
    Case(
      "the preferred device's value counts although the other alarms",
      on: .twoOximeters,
      """
      0..30/5 spo2=97
      0..30/5 src=line-2 spo2=80
      """,
      ["30 raised spo2.disagree high"], before: .told([])),
    Case(
      "until it is lost, then the other's",
      on: .twoOximeters,
      """
      0..10/5 spo2=97
      0..30/5 src=line-2 spo2=80
      """,
      ["25 raised spo2.low high 80/85"]),
    Case(
      "its loss is no loss while the other gives the vital",
      on: .twoOximeters,
      """
      0..10/5 spo2=97
      0..30/5 src=line-2 spo2=96
      40
      """,
      ["40 raised spo2.novalue low"]),
    Case(
      "the preferred one takes the vital back at once",
      on: .twoOximeters,
      """
      0..10/5 spo2=97
      0..40/5 src=line-2 spo2=80
      32 spo2=97
      37 spo2=97
      """,
      ["25 raised spo2.low high 80/85", "37 ended spo2.low cleared latched"]),
    Case(
      "the preferred one's own word counts: lost five seconds after it said so",
      on: .twoOximeters,
      """
      0 spo2=97
      0..20/5 src=line-2 spo2=80
      1 spo2=-
      """,
      ["11 raised spo2.low high 80/85"]),
    Case(
      "a device that nobody announced comes after those that were",
      on: .twoOximeters,
      """
      0..20/5 src=masimo-ascii1 spo2=80
      0..20/5 src=line-2 spo2=97
      """,
      []),
  ])
  func twoDevices(_ example: Case) { example.check() }
}
