import InfusionCore
import Quantities
import Testing

/// The window after the infusion: two minutes of it here, a minute more after a high alarm.
@Suite struct ObservationScenarios {
  private static let begin = """
    0 ! start override=test
    10 ! stop reason=test
    """ + "\n"
  private static let begun = [
    "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "10 phase observing",
    "10 infusion stopped 0.146 mg 0 mL/h", "10 observation started 2",
  ]

  private static let begunByCounter = begun.map { $0.replacing("0.146 mg", with: "0 mg") }

  /// A saturation and a pump's counter each second; from a second on it rises so often by a tenth.
  private static func runsOn(_ runs: [Int: Int]) -> String {
    var tenths = 10
    return (0...300).map { second in
      if runs.contains(where: { $0 <= second && second < $0 + $1 }) { tenths += 1 }
      return "\(second) spo2=97 rate=0 pump=stopped vol=\(tenths / 10).\(tenths % 10)\n"
    }.joined()
  }

  @Test(
    arguments: [
      .second(
        "time whose last saturation was an artefact does not count; a good one goes on",
        on: .shortWatch,
        """
        0..60/5 spo2=97
        0 ! start override=test
        10 ! stop reason=test
        62..81/1 spo2=97 status=artifact
        82..200/1 spo2=97 status=ok
        """,
        begun + [
          "62 raised line.artifact low", "82 ended line.artifact cleared", "150 observation complete 2",
          "150 phase ready",
        ]),
      .second(
        "a status alone marks no reading",
        on: .shortWatch,
        """
        0..200/5 spo2=97
        0 ! start override=test
        10 ! stop reason=test
        62 status=artifact
        64 status=ok
        """,
        begun + [
          "62 raised line.artifact low", "64 ended line.artifact cleared", "130 observation complete 2",
          "130 phase ready",
        ]),
      .second(
        "away is at most 30 min",
        on: .shortWatch,
        """
        0 spo2=97
        0 ! start override=test
        10 ! stop reason=test
        11 ! away minutes=31 reason=toilet
        12 ! away minutes=30 reason=toilet
        13 ! back
        14 ! away minutes=5 reason=wc
        """,
        begun + [
          "10 raised spo2.novalue medium", "11 refused away away.toolong", "12 away until 1812",
          "12 priority spo2.novalue low", "13 back", "13 priority spo2.novalue medium",
          "14 refused away reason.missing",
        ]),
      .second(
        "a flush of a few drops gives back no time that an earlier run took",
        on: .shortWatch,
        begin + runsOn([30: 6, 100: 3]) + "120 ! dose volume_ml=0.6 reason=flushed flush=yes",
        begunByCounter + ["155 observation complete 2", "155 phase ready"]),
      .second(
        "a flush that goes on behind the word that it is one is taken back by the next word",
        on: .shortWatch,
        begin + runsOn([30: 16]) + """
          37.5 ! dose volume_ml=0 reason=flushed flush=yes
          60 ! dose volume_ml=0 reason=flushed flush=yes
          """,
        begunByCounter + [
          "71 raised pump.mismatch high 0/52.5", "130 observation complete 2", "130 phase ready",
          "131 escalated pump.mismatch",
        ]),
    ] as [Case])
  func `second rules`(_ example: Case) { example.check() }

  @Test(arguments: [
    Case(
      "complete when the counted time reaches the target, at exactly that instant",
      on: .shortWatch,
      begin + """
        0..129/1 spo2=97
        129.999
        130
        """,
      begun + ["130 observation complete 2", "130 phase ready"]),
    Case(
      "only time with a fresh SpO2 counts: from the first reading",
      on: .shortWatch,
      begin + """
        15.25..200/5 spo2=97
        """,
      begun + ["135.25 observation complete 2", "135.25 phase ready"]),
    Case(
      "to the loss, and on from the return, to the millisecond",
      on: .shortWatch,
      begin + """
        0 spo2=97
        5 spo2=97
        20.5 spo2=97
        25.75..200/5 spo2=97
        """,
      // Fresh from 10 to 15, and from 20.5 on.
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "10 phase observing",
        "10 infusion stopped 0.146 mg 0 mL/h", "10 observation started 2", "15 raised spo2.novalue medium",
        "20.5 ended spo2.novalue cleared", "135.5 observation complete 2", "135.5 phase ready",
      ]),
    Case(
      "opened again by a high alarm, it expects its probes again at that instant",
      on: .shortWatch,
      begin + """
        0 hr=70
        0..139/1 spo2=97
        140..160/1 spo2=84
        """,
      begun + [
        "10 raised hr.novalue medium",
        "130 observation complete 2", "130 phase ready", "145 raised spo2.low high 84/85",
        "145 observation reopened 2", "145 phase observing",
      ],
      before: .told(
        begun + [
          "10 raised hr.novalue medium", "130 observation complete 2", "130 phase ready",
          "130 priority hr.novalue low", "145 raised spo2.low high 84/85", "145 observation reopened 2",
          "145 phase observing", "145 priority hr.novalue medium",
        ])),
    Case(
      "a probe that says it has none counts until its value is lost",
      on: .shortWatch,
      begin + """
        0..60/5 spo2=97
        61 spo2=-
        70..200/5 spo2=97
        """,
      begun + [
        "66 raised spo2.novalue medium", "70 ended spo2.novalue cleared", "134 observation complete 2",
        "134 phase ready",
      ]),
    Case(
      "a high alarm in it keeps it open until ten minutes (here one) after its end",
      on: .shortWatch,
      begin + """
        0..300/5 spo2=97
        20 sys=185 dia=80
        125 sys=150 dia=80
        """,
      begun + [
        "20 raised sys.high high 185/180",
        "80 escalated sys.high", "125 ended sys.high cleared latched", "185 observation complete 2",
        "185 phase ready",
      ],
      before: .told(
        begun + [
          "20 raised sys.high high 185/180", "125 ended sys.high cleared latched",
          "185 observation complete 2", "185 phase ready",
        ])),
    Case(
      "one that has not ended keeps it open, though it has fallen to medium",
      on: .shortWatch,
      begin + """
        0..300/5 spo2=97
        20 sys=185 dia=80
        100 sys=170 dia=80
        200 sys=150 dia=80
        """,
      begun + [
        "20 raised sys.high high 185/180",
        "80 escalated sys.high", "100 priority sys.high medium 170/160", "200 ended sys.high cleared latched",
        "260 observation complete 2", "260 phase ready",
      ],
      before: .told(
        begun + [
          "20 raised sys.high high 185/180", "100 priority sys.high medium 170/160",
          "200 ended sys.high cleared latched", "260 observation complete 2", "260 phase ready",
        ])),
    Case(
      "one that began in the infusion and goes on counts",
      on: .shortWatch,
      """
      0..300/5 spo2=97
      0 ! start override=test
      5 sys=185 dia=80
      10 ! stop reason=test
      100 sys=150 dia=80
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "5 raised sys.high high 185/180",
        "10 phase observing", "10 infusion stopped 0.146 mg 0 mL/h", "10 observation started 2",
        "65 escalated sys.high", "100 ended sys.high cleared latched", "160 observation complete 2",
        "160 phase ready",
      ],
      before: .told([
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "5 raised sys.high high 185/180",
        "10 phase observing", "10 infusion stopped 0.146 mg 0 mL/h", "10 observation started 2",
        "100 ended sys.high cleared latched", "160 observation complete 2", "160 phase ready",
      ])),
    Case(
      "a medium alarm and a high technical one do not extend",
      on: .shortWatch,
      begin + """
        0..130/5 spo2=97
        20 sys=165 dia=80
        100 sys=150 dia=80
        110 disk failing
        120 disk safe
        """,
      begun + [

        "20 raised sys.high medium 165/160", "100 ended sys.high cleared", "110 raised journal.failing high",
        "130 observation complete 2", "130 phase ready",
      ],
      before: .told(
        begun + [
          "20 raised sys.high medium 165/160", "100 ended sys.high cleared",
          "110 raised journal.failing high",
          "120 ended journal.failing cleared latched", "130 observation complete 2", "130 phase ready",
        ])),
    Case(
      "a high alarm at the very instant of completion comes first",
      on: .shortWatch,
      begin + """
        0..120/5 spo2=97
        125 spo2=84
        130 spo2=84
        """,
      begun + ["130 raised spo2.low high 84/85"]),
    Case(
      "a high one in ready opens it again until a minute after its end",
      on: .shortWatch,
      begin + """
        0..300/5 spo2=97
        150 sys=185 dia=80
        160 sys=150 dia=80
        """,
      begun + [
        "130 observation complete 2", "130 phase ready", "150 raised sys.high high 185/180",
        "150 observation reopened 2", "150 phase observing", "160 ended sys.high cleared latched",
        "220 observation complete 2", "220 phase ready",
      ]),
    Case(
      "one that becomes high in ready does too, and so does a deadline",
      on: .shortWatch,
      begin + """
        0..150/5 spo2=97
        155..170/5 spo2=84
        """,
      begun + [
        "130 observation complete 2", "130 phase ready", "160 raised spo2.low high 84/85",
        "160 observation reopened 2", "160 phase observing",
      ]),
    Case(
      "extended from ready it is the whole of the minutes that are added: time in ready does not count",
      on: .shortWatch,
      begin + """
        0..500/5 spo2=97
        300 ! extend minutes=1 reason=pale
        """,
      begun + [
        "130 observation complete 2", "130 phase ready", "300 observation extended 3", "300 phase observing",
        "360 observation complete 3", "360 phase ready",
      ]),
    Case(
      "and not from a probe that is off then",
      on: .shortWatch,
      begin + """
        0..290/5 spo2=97
        310 ! extend minutes=1 reason=pale
        320..500/5 spo2=97
        """,
      begun + [
        "130 observation complete 2",
        "130 phase ready", "300 raised spo2.novalue medium", "310 observation extended 3",
        "310 phase observing", "320 ended spo2.novalue cleared", "380 observation complete 3",
        "380 phase ready",
      ],
      before: .told(
        begun + [
          "130 observation complete 2", "130 phase ready", "300 raised spo2.novalue low",
          "310 observation extended 3", "310 phase observing", "310 priority spo2.novalue medium",
          "320 ended spo2.novalue cleared", "380 observation complete 3", "380 phase ready",
        ])),
    Case(
      "extend moves the target",
      on: .shortWatch,
      begin + """
        0..300/5 spo2=97
        100 ! extend minutes=1 reason=pale
        """,
      begun + ["100 observation extended 3", "190 observation complete 3", "190 phase ready"]),
  ])
  func window(_ example: Case) { example.check() }

  @Test func theDoseIsToldInTheInstantInWhichAPhaseEnds() {
    let scenario = Scenario(
      Self.begin + "0..150/7 spo2=97\n155..175/5 spo2=84\n180..400/7 spo2=97", plan: .shortWatch)
    let told = scenario.toldInFull.filter {
      !$0.hasPrefix("0 ") && ($0.contains(" phase ") || $0.contains(" dose "))
    }
    #expect(
      told == [
        "10 phase observing", "10 dose 0.146 mL", "130 phase ready",
        "130 dose 0.146 mL", "160 phase observing", "160 dose 0.146 mL", "245 phase ready",
        "245 dose 0.146 mL",
      ])
  }

  @Test func theShippedWindowsAreThirtyMinutesAndTwoHours() {
    #expect(SessionPlan.fixture.configuration.plan(named: "trd-40")?.observation == .minutes(30))
    #expect(SessionPlan.fixture.configuration.plan(named: "trd-40")?.extendAfterHigh == .minutes(10))
    #expect(SessionPlan.fixture.configuration.plan(named: "esketamine-120")?.observation == .minutes(120))
  }
}
