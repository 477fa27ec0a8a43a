import InfusionCore
import Quantities
import Testing

/// Checks: when they are due, and what they hold up.
@Suite struct CheckScenarios {
  private static let watched = SessionPlan.fixture {
    $0.nibpInterval = [:]
    $0.required = []
    $0.observation = .minutes(20)
  }.configured { $0.discharge = [] }

  @Test(arguments: [
    Case(
      "overdue a grace after it was due, low while infusing",
      on: watched,
      """
      0 ! start override=test
      1200
      1300 ! check
      2250 ! check
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "1200 raised check.overdue low",
        "1300 check", "1300 ended check.overdue cleared", "2100 raised infusion.nearend info", "2250 check",
      ]),
    Case(
      "medium in observing; the window completes all the same, then it is low and holds up discharge",
      on: watched,
      """
      0..1700/5 spo2=97
      0 ! start
      10 ! stop reason=test
      1300 ! discharge escort=yes
      1310 ! check
      1320 ! discharge escort=yes
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "10 phase observing",
        "10 infusion stopped 0.146 mg 0 mL/h", "10 observation started 20",
        "1210 raised check.overdue medium",
        "1210 observation complete 20", "1210 phase ready", "1210 priority check.overdue low",
        "1300 refused discharge check.due", "1310 check", "1310 ended check.overdue cleared",
        "1320 phase closed", "1320 closed discharged",
      ]),
    Case(
      "due already, not yet overdue, it holds up discharge too",
      on: watched.ordering { $0.observation = .minutes(16) },
      """
      0..1100/5 spo2=97
      0 ! start
      10 ! stop reason=test
      980 ! discharge escort=yes
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "10 phase observing",
        "10 infusion stopped 0.146 mg 0 mL/h", "10 observation started 16", "970 observation complete 16",
        "970 phase ready", "980 refused discharge check.due",
      ]),
    Case(
      "taken in ready, it is the last",
      on: watched.ordering { $0.observation = .minutes(16) },
      """
      0..3000/5 spo2=97
      0 ! start
      10 ! stop reason=test
      980 ! check
      2900 ! discharge escort=yes
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "10 phase observing",
        "10 infusion stopped 0.146 mg 0 mL/h", "10 observation started 16", "970 observation complete 16",
        "970 phase ready", "980 check", "2900 phase closed", "2900 closed discharged",
      ]),
    Case(
      "one that is not due when the window completes is not asked for",
      on: watched.ordering { $0.observation = .minutes(10) },
      """
      0..1500/5 spo2=97
      0 ! start
      10 ! stop reason=test
      1490 ! discharge escort=yes
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "10 phase observing",
        "10 infusion stopped 0.146 mg 0 mL/h", "10 observation started 10", "610 observation complete 10",
        "610 phase ready", "1490 phase closed", "1490 closed discharged",
      ]),
  ])
  func checks(_ example: Case) { example.check() }

  @Test(
    arguments: [
      .second(
        "overdue at the stop, it stays so and becomes medium; taken, the next is due an interval later",
        on: watched,
        """
        0 ! start override=test
        1300 ! stop reason=test
        1400 ! check
        2599
        2600
        """,
        [
          "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "1200 raised check.overdue low",
          "1300 phase observing", "1300 infusion stopped 18.958 mg 0 mL/h", "1300 observation started 20",
          "1300 priority check.overdue medium", "1400 check", "1400 ended check.overdue cleared",
          "2600 raised check.overdue medium",
        ]),
      .second(
        "due at the stop, its grace goes on from when it was due",
        on: watched,
        """
        0 ! start override=test
        950 ! stop reason=test
        1200
        """,
        [
          "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "950 phase observing",
          "950 infusion stopped 13.854 mg 0 mL/h", "950 observation started 20",
          "1200 raised check.overdue medium",
        ]),
      .second(
        "through a pause, and after it",
        on: watched,
        """
        0 ! start override=test
        950 ! pause reason=test
        1250 ! resume
        1300 ! check
        """,
        [
          "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "950 phase paused",
          "950 infusion paused 13.854 mg 0 mL/h", "1200 raised check.overdue low", "1250 phase infusing",
          "1250 infusion resumed 13.854 mg 52.5 mL/h", "1300 check", "1300 ended check.overdue cleared",
        ]),
      .second(
        "a pause does not put off one that was not due yet",
        on: watched,
        """
        0 ! start override=test
        800 ! pause reason=test
        802 ! resume
        1199
        1200
        """,
        [
          "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "800 phase paused",
          "800 infusion paused 11.667 mg 0 mL/h", "802 phase infusing",
          "802 infusion resumed 11.667 mg 52.5 mL/h", "1200 raised check.overdue low",
        ]),
      .second(
        "one that fell due in it is due when the infusion goes on, and one that was taken in it counts",
        on: watched,
        """
        0 ! start override=test
        300 ! pause reason=test
        1000 ! resume
        1299
        1300
        1310 ! check
        1320 ! pause reason=test
        1330 ! check
        1340 ! resume
        2529
        2530
        """,
        [
          "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "300 phase paused",
          "300 infusion paused 4.375 mg 0 mL/h", "1000 phase infusing",
          "1000 infusion resumed 4.375 mg 52.5 mL/h", "1300 raised check.overdue low", "1310 check",
          "1310 ended check.overdue cleared", "1320 phase paused", "1320 infusion paused 9.042 mg 0 mL/h",
          "1330 check", "1340 phase infusing", "1340 infusion resumed 9.042 mg 52.5 mL/h",
          "2530 raised check.overdue low",
        ]),
      .second(
        "one that is not due yet is counted from the new phase",
        on: watched,
        """
        0 ! start override=test
        800 ! stop reason=test
        1999
        2000
        """,
        [
          "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "800 phase observing",
          "800 infusion stopped 11.667 mg 0 mL/h", "800 observation started 20",
          "2000 raised check.overdue medium",
        ]),
      .second(
        "one that falls due as the window completes is due",
        on: watched.ordering { $0.observation = .minutes(15) },
        """
        0..1000/5 spo2=97
        0 ! start override=test
        10 ! stop reason=test
        920 ! discharge escort=yes
        """,
        [
          "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "10 phase observing",
          "10 infusion stopped 0.146 mg 0 mL/h", "10 observation started 15", "910 observation complete 15",
          "910 phase ready", "920 refused discharge check.due",
        ]),
    ] as [Case])
  func staysDue(_ example: Case) { example.check() }
}
