import InfusionCore
import Quantities
import Testing

/// The mean: judged where it is all there is, or where somebody has set limits for it.
@Suite struct MeanScenarios {
  private static let ownLimits = SessionPlan.quiet.configured { $0.judgesMeasuredMean = true }

  @Test(
    arguments: [
      .second("a mean of 31 alone is an alarm", "0 map=31", ["0 raised map.low high 31/50"]),
      .second(
        "it ends with one that is back inside by the band, part by part",
        """
        0 map=45
        10 map=55
        20 map=64
        30 map=65
        """,
        [
          "0 raised map.low high 45/50", "10 priority map.low medium 55/60",
          "30 ended map.low cleared latched",
        ]),
      .second(
        "or with the next that carries sys and dia, which is then judged by those",
        """
        0 map=45
        30 sys=85 dia=45 map=48
        """,
        [
          "0 raised map.low high 45/50", "30 ended map.low cleared latched", "30 raised sys.low medium 85/90",
          "30 raised dia.low medium 45/50",
        ]),
      .second("the mean beside sys and dia is not judged", "0 sys=120 dia=70 map=45", []),
      .second(
        "where the clinic has limits of its own it is", on: ownLimits, "0 sys=120 dia=70 map=45",
        ["0 raised map.low high 45/50"]),
      .second(
        "an alarm of a mean alone then goes on with the next that has all three", on: ownLimits,
        """
        0 map=45
        30 sys=120 dia=70 map=57
        """, ["0 raised map.low high 45/50", "30 priority map.low medium 57/60"]),
      .second(
        "where a person has set one it is, too",
        """
        0 ! limit vital=map low=65
        1 sys=120 dia=70 map=64
        """, ["0 limit map low 60 to 65", "1 raised map.low medium 64/65"]),
      .second(
        "one that was lost does not come back with a phase in which it would stand longer",
        """
        7 map=64
        915 ! start override=test
        916 ! limit vital=map low=65
        """,
        [
          "915 phase infusing", "915 infusion started 0 mg 52.5 mL/h", "916 limit map low 60 to 65",
        ]),
      .second(
        "what ends is told in the table's order: pressures before their mean",
        """
        0 sys=120 dia=105
        10 map=55
        20 sys=120 dia=80
        """,
        [
          "0 raised dia.high medium 105/100", "10 raised map.low medium 55/60", "20 ended dia.high cleared",
          "20 ended map.low cleared",
        ]),
      .second(
        "nor does that of a whole measurement",
        """
        7 sys=120 dia=70 map=64
        915 ! start override=test
        916 ! limit vital=map low=65
        """,
        [
          "915 phase infusing", "915 infusion started 0 mg 52.5 mL/h", "916 limit map low 60 to 65",
        ]),
      .second(
        "the one that stands is, by the part that was set",
        """
        0 sys=120 dia=70 map=45
        50 ! limit vital=map low=55
        70 ! limit vital=map extreme_low=46
        80 sys=120 dia=70 map=60
        """,
        [
          "50 limit map low 60 to 55", "50 raised map.low medium 45/55", "70 limit map extreme_low 50 to 46",
          "70 priority map.low high 45/46", "80 ended map.low cleared latched",
        ]),
      .second(
        "but not one that is too old, nor one that was computed",
        """
        0 sys=120 dia=70 map=45
        901 ! limit vital=map low=55
        910 sys=91 dia=51
        920 ! limit vital=map low=67
        """, ["901 limit map low 60 to 55", "920 limit map low 55 to 67"]),
      .second(
        "setting what is set already is no change: the limits do not become a person's own",
        """
        0 ! limit vital=map high=110
        1 sys=120 dia=70 map=45
        2 ! limit vital=map low=60 extreme_low=50
        3 sys=120 dia=70 map=45
        """, []),
      .second(
        "one that was computed never is",
        """
        0 ! limit vital=map low=65
        1 sys=91 dia=50
        """, ["0 limit map low 60 to 65"]),
      .second(
        "it is a good measurement: the failed one is made good, the time begins anew",
        on: .quiet.ordering { $0.nibpInterval = [.infusing: .minutes(10)] },
        """
        0 ! start override=test
        500 sys=- dia=-
        600 map=80
        1500
        """,
        [
          "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "500 raised nibp.failed medium",
          "600 ended nibp.failed cleared", "1500 raised nibp.overdue medium",
        ]),
    ] as [Case])
  func means(_ example: Case) { example.check() }
}
