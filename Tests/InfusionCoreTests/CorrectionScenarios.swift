import InfusionCore
import Quantities
import Testing

/// Corrections: the session decides by what an entry reads now. The first word of a session is entry 1.
@Suite struct CorrectionScenarios {
  private static let begun = ["0 phase infusing", "0 infusion started 0 mg 52.5 mL/h"]
  private static let due = SessionPlan.quiet.ordering { plan in
    plan.due = [DueReading(.nibp, at: .minutes(4), from: .start, within: .minutes(1))]
  }

  @Test(
    arguments: [
      .second(
        "a pressure that alarms is judged anew: it was none",
        "0 sys=190 dia=80\n10 ! amend n=2 sys=140",
        ["0 raised sys.high high 190/180", "10 corrected 2 sys=140", "10 ended sys.high cleared latched"]),
      .second(
        "and one that did not alarms now",
        "0 ! bp sys=140 dia=80\n10 ! amend n=2 sys=185",
        ["10 corrected 2 sys=185", "10 raised sys.high high 185/180"]),
      .second(
        "struck, it is no measurement, and the one before it stands again with its own age",
        """
        0 sys=170 dia=80
        60 sys=120 dia=80
        70 ! amend n=4 struck="other arm"
        899.999
        900
        """,
        [
          "0 raised sys.high medium 170/160", "60 ended sys.high cleared",
          "70 corrected 4 struck=other arm", "70 raised sys.high medium 170/160",
          "900 ended sys.high novalue latched",
        ]),
      .second(
        "struck alone, nothing is left",
        "0 sys=190 dia=80\n10 ! amend n=2 struck=\"other patient\"",
        [
          "0 raised sys.high high 190/180", "10 corrected 2 struck=other patient",
          "10 ended sys.high cleared latched",
        ]),
      .second(
        "an earlier pressure is corrected without any alarm",
        "0 sys=120 dia=80\n60 sys=122 dia=80\n70 ! amend n=2 sys=190", ["70 corrected 2 sys=190"]),
      .second(
        "what is struck counts for no interval",
        on: .quiet.ordering { $0.nibpInterval = [.infusing: .minutes(10)] },
        """
        0 ! start override=test
        500 sys=120 dia=80
        600 ! amend n=5 struck="wrong cuff"
        900
        """,
        [
          "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "600 corrected 5 struck=wrong cuff",
          "900 raised nibp.overdue medium",
        ]),
      .second(
        "what is struck took nothing that was due", on: due,
        """
        0 ! start override=test
        200 sys=120 dia=80
        250 ! amend n=5 struck="wrong arm"
        300
        390 sys=121 dia=80
        """,
        begun + [
          "200 due nibp taken", "250 corrected 5 struck=wrong arm", "300 raised nibp.overdue medium",
          "390 due nibp late", "390 ended nibp.overdue cleared",
        ]),
      .second(
        "the next one of its time that stands takes it in its place", on: due,
        """
        0 ! start override=test
        200 sys=120 dia=80
        210 sys=121 dia=80
        250 ! amend n=5 struck="wrong arm"
        300
        """,
        begun + ["200 due nibp taken", "250 corrected 5 struck=wrong arm", "250 due nibp taken"]),
      .second(
        "corrected again, the last word counts",
        "0 sys=190 dia=80\n10 ! amend n=2 sys=140\n20 ! amend n=2 sys=185",
        [
          "0 raised sys.high high 190/180", "10 corrected 2 sys=140", "10 ended sys.high cleared latched",
          "20 corrected 2 sys=185", "20 raised sys.high high 185/180",
        ]),
      .second(
        "what cannot be is refused",
        """
        0 sys=120 dia=80
        1 spo2=97
        2 ! pause reason=test
        3 ! audio-pause
        4 ! amend n=3 spo2=98
        5 ! amend n=99 sys=120
        6 ! amend n=2 sys=70
        7 ! amend n=2 sys=high
        8 ! amend n=2 pulse=70
        9 ! amend n=2 struck=no
        10 ! amend n=6 text=x
        """,
        [
          "2 refused pause phase.wrong", "3 audio paused until 123", "4 refused amend entry.fixed",
          "5 refused amend entry.unknown", "6 refused amend value.range", "7 refused amend value.range",
          "8 refused amend value.range", "9 refused amend reason.missing", "10 refused amend entry.fixed",
        ]),
      .second(
        "a symptom, a score out of its scale, a pressure by hand that is none",
        """
        0 ! symptom name=nausea severity=1
        1 ! score scale=moaas value=5
        2 ! bp sys=120 dia=80
        3 ! amend n=2 severity=3
        4 ! amend n=3 value=6
        5 ! amend n=4 dia=130
        6 ! amend n=2 severity=4
        """,
        [
          "3 corrected 2 severity=3", "4 refused amend value.range", "5 refused amend pressure.order",
          "6 refused amend value.range",
        ]),
      .second(
        "limits that follow the baseline follow the pressure that it was taken from",
        on: .quiet.ordering { $0.relative = [.sys: RelativeLimit(above: 40, below: nil, mode: .replace)] },
        "0 sys=150 dia=80\n1 ! baseline\n10 ! amend n=2 sys=110\n20 ! amend n=2 struck=\"other patient\"",
        [
          "1 baseline sys=150 dia=80", "1 limit sys high 160 to 180", "10 corrected 2 sys=110",
          "10 limit sys high 180 to 150", "20 corrected 2 struck=other patient",
          "20 limit sys high 150 to 160",
        ]),
      .second(
        "and the standing pressure is judged by what it reads now, not by what it read",
        on: .quiet.ordering { $0.relative = [.sys: RelativeLimit(above: 40, below: nil, mode: .replace)] },
        "0 sys=170 dia=80\n1 ! baseline\n10 ! amend n=2 sys=110",
        [
          "0 raised sys.high medium 170/160", "1 baseline sys=170 dia=80", "1 limit sys high 160 to 180",
          "1 ended sys.high limitchanged", "10 corrected 2 sys=110", "10 limit sys high 180 to 150",
        ]),
    ] as [Case])
  func corrections(_ example: Case) { example.check() }

  @Test func `a baseline by hand and one of an earlier pressure keep what they are`() throws {
    let text =
      "0 sys=150 dia=80\n1 ! baseline sys=140\n10 sys=120 dia=75\n20 ! amend n=2 sys=110 dia=70\n30 ! amend n=4 sys=90"
    let session = Scenario(text, plan: .quiet).session
    #expect(session.baseline(of: .sys) == 140)
    #expect(session.baseline(of: .dia) == 70)
  }

  /// A slip of the keys, 220 for 120, must not let a patient go with 90 who came with 120, nor keep one who
  /// came with 120 and has 118.
  @Test(arguments: [
    ("", "refused discharge criterion.notmet"), ("40 ! amend n=2 sys=120\n", "closed discharged"),
  ])
  func `a discharge asks for the baseline as it reads now`(amend: String, told: String) {
    let plan = SessionPlan.shortWatch.configured {
      $0.discharge = [DischargeCriterion(name: "systolic", vital: .sys, belowBaseline: 40)]
    }
    let course =
      "0 ! bp sys=220 dia=80\n1 ! baseline\n2 ! start override=test\n3 ! ack\n10 ! stop reason=done\n"
      + "20..320/5 spo2=97\n30 ! bp sys=118 dia=76\n"
    let lines = Scenario(course + amend + "320 ! discharge escort=yes", plan: plan).told
    #expect(lines.last == "320 \(told)")
  }

  @Test func `the first value stays beside the corrected one, with who and when`() throws {
    let text =
      "0 ! symptom name=nausea severity=1 by=KM\n10 ! amend n=2 severity=3 by=TB\n20 ! amend n=2 severity=2 by=AB"
    let mark = try #require(Scenario(text, plan: .quiet).session.chart.mark(entry: 2))
    #expect(mark.what == .action(.symptom(name: "nausea", severity: 2, at: nil)))
    #expect(mark.correction?.first == .action(.symptom(name: "nausea", severity: 1, at: nil)))
    #expect(mark.correction?.by == "AB")
    #expect(mark.correction?.at == .seconds(20))
    #expect(!mark.isStruck)
  }

  @Test func `a discharge asks for the score as it reads now`() {
    let plan = SessionPlan.shortWatch.configured {
      $0.discharge = [DischargeCriterion(name: "alertness", scale: "moaas", atLeast: 5)]
    }
    let course =
      "0..300/5 spo2=97\n0 ! start override=test\n10 ! stop reason=done\n20 ! score scale=moaas value=5\n"
    let score = Scenario(course, plan: plan).session.marks.last?.entry ?? 0
    for (amend, told) in [
      ("", "closed discharged"), ("200 ! amend n=\(score) value=4\n", "refused discharge criterion.notmet"),
      ("200 ! amend n=\(score) struck=\"other patient\"\n", "refused discharge criterion.notmet"),
    ] {
      let lines = Scenario(course + amend + "250 ! discharge escort=yes", plan: plan).told
      #expect(lines.last == "250 \(told)")
    }
  }
}
