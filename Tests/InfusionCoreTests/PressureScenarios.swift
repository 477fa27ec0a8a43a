import InfusionCore
import Quantities
import Testing

/// When a pressure is overdue, by the second rules: programmes, readings at times of their own, and going
/// without.
@Suite struct PressureScenarios {
  private static func every(_ programme: [Phase: [Int64]]) -> SessionPlan {
    SessionPlan.quiet.ordering { plan in
      plan.nibpInterval = programme.compactMapValues { NIBPProgramme($0.map(TimeSpan.minutes)) }
    }
  }
  private static let programme = every([.infusing: [5, 5, 10], .paused: [5], .observing: [15]])
  private static let begun = ["0 phase infusing", "0 infusion started 0 mg 52.5 mL/h"]

  @Test(
    arguments: [
      .second(
        "the first element counts from the start, whatever was measured before", on: programme,
        """
        0 sys=120 dia=80
        0 ! start override=test
        449.999
        450
        """, begun + ["450 raised nibp.overdue medium"]),
      .second(
        "the second from the first good measurement on", on: programme,
        """
        0 ! start override=test
        300 sys=120 dia=80
        310 sys=- dia=-
        320 sys=121 dia=80
        1219.999
        1220
        """,
        begun + [
          "310 raised nibp.failed medium", "320 ended nibp.failed cleared", "1220 raised nibp.overdue medium",
        ]),
      .second(
        "the last one repeats", on: programme,
        """
        0 ! start override=test
        300 sys=120 dia=80
        600 sys=120 dia=80
        1200 sys=120 dia=80
        2099.999
        """, begun),
      .second(
        "measurements in a pause count for the infusion's programme", on: programme,
        """
        0 ! start override=test
        100 sys=120 dia=80
        200 ! pause reason=test
        300 sys=120 dia=80
        400 ! resume
        1199.999
        1200
        """,
        begun + [
          "200 phase paused", "200 infusion paused 2.917 mg 0 mL/h", "400 phase infusing",
          "400 infusion resumed 2.917 mg 52.5 mL/h", "1200 raised nibp.overdue medium",
        ]),
      .second(
        "a phase with a shorter interval may find it overdue; none with a longer one ends it", on: programme,
        """
        0 ! start override=test
        100 sys=120 dia=80
        101 sys=120 dia=80
        700 ! pause reason=test
        800 ! stop reason=test
        900 sys=120 dia=80
        """,
        begun + [
          "700 phase paused", "700 infusion paused 10.208 mg 0 mL/h", "700 raised nibp.overdue medium",
          "800 phase observing", "800 infusion stopped 10.208 mg 0 mL/h", "800 observation started 30",
          "900 ended nibp.overdue cleared",
        ]),
      .second(
        "in ready the interval is that of observing",
        on: .shortWatch.ordering { $0.nibpInterval = [.observing: .minutes(4)] },
        """
        0..460/5 spo2=97
        0 ! start override=test
        10 ! stop reason=test
        100 sys=120 dia=80
        460
        """,
        begun + [
          "10 phase observing", "10 infusion stopped 0.146 mg 0 mL/h", "10 observation started 2",
          "130 observation complete 2", "130 phase ready", "460 raised nibp.overdue medium",
        ]),
      .second(
        "in preparation none is", on: every([.preparation: [5], .infusing: [5]]), "0 sys=120 dia=80\n2000", []
      ),
    ] as [Case])
  func programmes(_ example: Case) { example.check() }

  @Test(
    arguments: [
      .second(
        "a value that is lost by age is an overdue one, interval or not, never lower than its alarm was",
        """
        0 ! start override=test
        1 sys=185 dia=80
        2 ! ack
        901
        902 ! ack
        910 sys=120 dia=80
        """,
        begun + [
          "1 raised sys.high high 185/180", "2 acknowledged sys.high", "901 ended sys.high novalue",
          "901 raised nibp.overdue high", "902 acknowledged nibp.overdue", "910 ended nibp.overdue cleared",
        ]),
      .second(
        "one value of it is enough: each has an age of its own",
        on: .quiet.configured { $0.limits[.dia]?.staleAfter = .seconds(100) },
        """
        0 ! start override=test
        1 sys=120 dia=115
        2 ! ack
        101
        102 sys=120 dia=80
        """,
        begun + [
          "1 raised dia.high high 115/110", "2 acknowledged dia.high", "101 ended dia.high novalue",
          "101 raised nibp.overdue high", "102 ended nibp.overdue cleared latched",
        ]),
      .second(
        "not in preparation", "0 sys=165 dia=80\n900",
        ["0 raised sys.high medium 165/160", "900 ended sys.high novalue latched"]),
      .second(
        "but its alarm's priority is taken over there, too", on: every([.infusing: [5]]),
        """
        0 sys=185 dia=80
        2 ! ack
        950 ! start override=test
        1400
        1401 sys=120 dia=80
        """,
        [
          "0 raised sys.high high 185/180", "2 acknowledged sys.high", "900 ended sys.high novalue",
          "950 phase infusing", "950 infusion started 0 mg 52.5 mL/h", "1400 raised nibp.overdue high",
          "1401 ended nibp.overdue cleared latched",
        ]),
      .second(
        "nor while a mean that was measured alone is fresh",
        """
        0 ! start override=test
        1 sys=165 dia=80
        500 map=80
        1399.999
        1400
        """,
        begun + [
          "1 raised sys.high medium 165/160", "901 ended sys.high novalue latched",
          "1400 raised nibp.overdue medium",
        ]),
      .second(
        "going without: low for as long as a person said, at most 30 min",
        on: every([.infusing: [10]]),
        """
        0 ! start override=test
        900 ! nobp minutes=31 reason="cuff torn"
        901 ! nobp minutes=0 reason="cuff torn"
        902 ! nobp minutes=10 reason=ab
        910 ! nobp minutes=10 reason="cuff torn"
        1509.999
        1510
        1600 ! nobp minutes=30 reason="cuff torn"
        1700 sys=120 dia=80
        """,
        begun + [
          "900 refused nobp value.range", "900 raised nibp.overdue medium", "901 refused nobp value.range",
          "902 refused nobp reason.missing", "910 priority nibp.overdue low",
          "1510 priority nibp.overdue medium",
          "1600 priority nibp.overdue low", "1700 ended nibp.overdue cleared",
        ]),
      .second(
        "it is raised low where that was said before, and not possible before the start",
        on: every([.infusing: [10]]),
        """
        0 ! nobp minutes=30 reason="cuff torn"
        0 ! start override=test
        10 ! nobp minutes=30 reason="cuff torn"
        900
        """, ["0 refused nobp phase.wrong"] + begun + ["900 raised nibp.overdue low"]),
    ] as [Case])
  func without(_ example: Case) { example.check() }

  private static func due(_ readings: [(at: Int64, from: DueReading.Origin)]) -> SessionPlan {
    SessionPlan.quiet.ordering { plan in
      plan.due = readings.map { DueReading(.nibp, at: .minutes($0.at), from: $0.from, within: .minutes(5)) }
    }
  }

  @Test(
    arguments: [
      .second(
        "taken by the first reading of its time, not by one before", on: due([(40, .start)]),
        """
        0 ! start override=test
        2099.999 sys=120 dia=80
        2100 sys=120 dia=80
        2101 sys=120 dia=80
        """, begun + ["2100 due nibp taken", "2100 raised infusion.nearend info"]),
      .second(
        "in time to the last millisecond", on: due([(40, .stop)]),
        """
        0 ! start override=test
        1 ! stop reason=test
        2701 sys=120 dia=80
        """,
        begun + [
          "1 phase observing", "1 infusion stopped 0.015 mg 0 mL/h", "1 observation started 30",
          "2701 due nibp taken",
        ]),
      .second(
        "overdue from then on, and late", on: due([(5, .start)]),
        """
        0 ! start override=test
        600
        700 sys=120 dia=80
        """,
        begun + ["600 raised nibp.overdue medium", "700 due nibp late", "700 ended nibp.overdue cleared"]),
      .second(
        "missed where the session is closed without it", on: due([(5, .start)]),
        """
        0 ! start override=test
        1 ! stop reason=test
        900 ! close reason=test
        """,
        begun + [
          "1 phase observing", "1 infusion stopped 0.015 mg 0 mL/h", "1 observation started 30",
          "600 raised nibp.overdue medium", "900 due nibp missed", "900 ended nibp.overdue closed",
          "900 phase closed", "900 closed abandoned",
        ]),
      .second(
        "one reading is the first of each whose time it is",
        on: due([(6, .start), (8, .start), (20, .start)]),
        """
        0 ! start override=test
        200 sys=120 dia=80
        """, begun + ["200 due nibp taken", "200 due nibp taken"]),
      .second(
        "what counts from a stop by mistake waits for the next stop", on: due([(5, .stop)]),
        """
        0 ! start override=test
        10 ! stop reason=test
        20 ! resume reason=mistake
        700 ! stop reason=test
        1300
        """,
        begun + [
          "10 phase observing", "10 infusion stopped 0.146 mg 0 mL/h", "10 observation started 30",
          "20 phase infusing", "20 infusion resumed 0.146 mg 52.5 mL/h", "700 phase observing",
          "700 infusion stopped 10.063 mg 0 mL/h", "700 observation started 30",
          "1300 raised nibp.overdue medium",
        ]),
    ] as [Case])
  func dueReadings(_ example: Case) { example.check() }
}
