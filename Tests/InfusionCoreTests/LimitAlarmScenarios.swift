import InfusionCore
import Quantities
import Testing

/// The rules of limit alarms, a scenario each.
@Suite struct LimitAlarmScenarios {
  @Test(arguments: [
    Case(
      "onset is at the first violating reading plus the delay, though no reading arrives then",
      """
      0 spo2=97
      10 spo2=88
      17.5 spo2=87.5
      26
      """,
      ["25 raised spo2.low medium 87.5/90"]),
    Case(
      "what ends at once on one line ends in the table's order",
      on: .fixture.configured {
        $0.limits[.hr]?.onsetDelay = .zero
        $0.limits[.hr]?.clearDelay = .zero
      },
      """
      0 sys=170 dia=75 hr=125
      9 sys=120 dia=75 hr=72
      """,
      [
        "0 raised hr.high medium 125/120", "0 raised sys.high medium 170/160", "9 ended hr.high cleared",
        "9 ended sys.high cleared",
      ]),
    Case(
      "equal to the limit does not violate",
      """
      0 spo2=90
      9 spo2=90
      18 spo2=90
      27 spo2=90
      """, []),
    Case(
      "a good reading for a millisecond gives nothing up; by the rules of before it did",
      """
      0 spo2=88
      9 spo2=88
      14.999 spo2=90
      15 spo2=89
      24 spo2=89
      29.999
      """, ["15 raised spo2.low medium 89/90"], before: .told([])),
    Case(
      "the extreme part is raised first and is high; the ordinary one is implied",
      """
      0 spo2=84
      5 spo2=84
      14 spo2=86
      18.999
      """, ["5 raised spo2.low high 84/85"]),
    Case(
      "a medium alarm becomes high, then medium again at the end of the extreme part",
      """
      0 spo2=88
      9 spo2=88
      18 spo2=84
      23 spo2=84
      30 spo2=86
      36 spo2=86
      45 spo2=91
      51
      """,
      [
        "15 raised spo2.low medium 88/90", "23 priority spo2.low high 84/85",
        "35 priority spo2.low medium 86/90",
        "50 ended spo2.low cleared latched",
      ]),
    Case(
      "the band: 90 holds a raised condition, 91 for five seconds ends it",
      """
      0 spo2=88
      9 spo2=88
      16 spo2=90
      25 spo2=91
      28 spo2=90.5
      30 spo2=91
      35
      """, ["15 raised spo2.low medium 88/90", "35 ended spo2.low cleared"]),
    Case(
      "between limit and band nothing begins",
      """
      0 hr=120
      8 hr=118
      16 hr=120
      24 hr=120
      """, []),
    Case(
      "both parts end at one instant: one end",
      """
      0 hr=145
      8 hr=145
      12 hr=100
      18
      """, ["5 raised hr.high high 145/140", "17 ended hr.high cleared latched"]),
    Case(
      "a cuff reading raises by itself, sys and dia both, and ends by itself",
      """
      0 sys=185 dia=105
      60 sys=170 dia=96
      120 sys=155 dia=95
      """,
      [
        "0 raised sys.high high 185/180", "0 raised dia.high medium 105/100",
        "60 priority sys.high medium 170/160",
        "120 ended sys.high cleared latched", "120 ended dia.high cleared",
      ]),
    Case(
      "a derived mean never alarms",
      """
      0 ! limit vital=map high=100
      1 sys=150 dia=99
      """, ["0 limit map high 110 to 100"], before: .told(["0 limit map high - to 100"])),
    Case(
      "a measured mean does, once its limit is set",
      """
      0 ! limit vital=map high=100
      1 sys=150 dia=99 map=116
      """, ["0 limit map high 110 to 100", "1 raised map.high medium 116/100"],
      before: .told(["0 limit map high - to 100", "1 raised map.high medium 116/100"])),
    Case(
      "a mean-only measurement is one of its own: the pressure keeps its value and its alarm",
      """
      0 ! limit vital=map high=100
      1 sys=165 dia=80
      2 sys=- dia=-
      60 map=105
      120 map=95
      """,
      [
        "0 limit map high 110 to 100", "1 raised sys.high medium 165/160", "2 raised nibp.failed medium",
        "60 raised map.high medium 105/100", "60 ended nibp.failed cleared", "120 ended map.high cleared",
      ],
      before: .told([
        "0 limit map high - to 100", "1 raised sys.high medium 165/160", "2 raised nibp.failed medium",
        "60 raised map.high medium 105/100", "60 ended nibp.failed cleared", "120 ended map.high cleared",
      ])),
    Case(
      "where only an extreme limit is set, its end is the alarm's end",
      on: .fixture.configured { $0.limits[.spo2]?.low = nil },
      """
      0 spo2=84
      5 spo2=84
      10 spo2=86
      15 spo2=86
      """,
      ["5 raised spo2.low high 84/85", "15 ended spo2.low cleared latched"]),
    Case(
      "both delays of one length: one raised, high",
      on: .fixture.configured { $0.limits[.spo2]?.extremeOnsetDelay = .seconds(15) },
      """
      0..15/5 spo2=84
      """,
      ["15 raised spo2.low high 84/85"]),
    Case(
      "the ordinary delay over first: medium, then high",
      on: .fixture.configured { $0.limits[.spo2]?.extremeOnsetDelay = .seconds(20) },
      """
      0..20/5 spo2=84
      """,
      ["15 raised spo2.low medium 84/90", "20 priority spo2.low high 84/85"]),
    Case(
      "the same number is the same measurement",
      """
      0 sys=150 dia=90 nid=7
      300 sys=190 dia=90 nid=7
      """, []),
    Case(
      "low before high, vitals in the table's order",
      """
      0 spo2=88 hr=125
      5 spo2=88 hr=125
      10 spo2=88 hr=125
      15
      """, ["10 raised hr.high medium 125/120", "15 raised spo2.low medium 88/90"]),
    Case(
      "two vitals crossing at the same instant are told in the table's order",
      """
      0 hr=125
      5 spo2=84 hr=125
      10
      """, ["10 raised spo2.low high 84/85", "10 raised hr.high medium 125/120"]),
  ])
  func limits(_ example: Case) { example.check() }
}
