import InfusionCore
import Quantities
import Testing

/// A limit that a person or the baseline moves.
@Suite struct LimitChangeScenarios {
  @Test(arguments: [
    Case(
      "a change that the value no longer violates ends at once",
      """
      0 spo2=88
      9 spo2=88
      16 ! limit vital=spo2 low=87
      """,
      ["15 raised spo2.low medium 88/90", "16 limit spo2 low 90 to 87", "16 ended spo2.low limitchanged"]),
    Case(
      "one that it newly violates starts its delay then",
      """
      0 hr=110
      8 hr=110
      9 ! limit vital=hr high=105
      16 hr=110
      19
      """, ["9 limit hr high 120 to 105", "19 raised hr.high medium 110/105"]),
    Case(
      "one that it still violates goes on unchanged",
      """
      0 hr=130
      9 hr=130
      9.5 ! limit vital=hr high=125
      10
      """, ["9.5 limit hr high 120 to 125", "10 raised hr.high medium 130/125"]),
    Case(
      "what makes no sense is refused",
      """
      0 ! limit vital=spo2 low=84
      1 ! limit vital=hr low=125
      2 ! limit vital=sys high=190
      3 ! limit vital=spo2 low=84 extreme_low=80
      """,
      [
        "0 refused limit limit.order", "1 refused limit limit.order", "2 refused limit limit.order",
        "3 refused limit limit.bound",
      ]),
    Case(
      "off needs a reason and initials, keeps the extreme level, reminds, ends with on",
      """
      0 spo2=88
      1 ! limit vital=spo2 off reason=art
      2 ! limit vital=spo2 off reason=art by=AB
      10 spo2=84
      15
      18 spo2=86
      23
      26 spo2=86
      30 ! limit vital=spo2 on
      """,
      [
        "1 refused limit initials.missing", "2 limit spo2 off - to -", "2 limit spo2 low 90 to -",
        "15 raised spo2.low high 84/85", "23 ended spo2.low cleared latched", "30 limit spo2 on - to -",
        "30 limit spo2 low - to 90",
      ]),
    Case(
      "off leaves novalue on",
      """
      0 spo2=97
      1 ! limit vital=spo2 off reason=art by=AB
      10
      """,
      ["1 limit spo2 off - to -", "1 limit spo2 low 90 to -", "10 raised spo2.novalue low"]),
    Case(
      "the baseline moves a relative limit; the tighter one holds",
      """
      0 sys=110 dia=70 spo2=98 hr=60
      1 ! baseline
      2 sys=151 dia=70
      """,
      [
        "1 baseline spo2=98 hr=60 sys=110 dia=70", "1 limit sys high 160 to 150",
        "2 raised sys.high medium 151/150",
      ]),
  ])
  func changedLimits(_ example: Case) { example.check() }

  @Test(arguments: [
    Case(
      "every part is judged by itself: the extreme one ends, the ordinary one goes on",
      """
      0..10/5 spo2=84
      6 ! limit vital=spo2 extreme_low=80
      """,
      [
        "5 raised spo2.low high 84/85", "6 limit spo2 extreme_low 85 to 80",
        "6 priority spo2.low medium 84/90",
      ]),
    Case(
      "a cuff's limit is judged at once against the value that is still fresh",
      """
      0 sys=150 dia=80
      600 ! limit vital=sys high=145
      700 ! limit vital=sys high=155
      901 ! limit vital=sys high=145
      """,
      [
        "600 limit sys high 160 to 145", "600 raised sys.high medium 150/145",
        "700 limit sys high 145 to 155",
        "700 ended sys.high limitchanged", "901 limit sys high 155 to 145",
      ]),
    Case(
      "a high alarm that a changed limit ends latches",
      """
      0 sys=185 dia=80
      10 ! limit vital=sys high=190 extreme_high=200
      """,
      [
        "0 raised sys.high high 185/180", "10 limit sys high 160 to 190",
        "10 limit sys extreme_high 180 to 200", "10 ended sys.high limitchanged latched",
      ]),
    Case(
      "a limit that the baseline has moved is among those that must ascend",
      """
      0 ! baseline sys=110 dia=70
      1 ! limit vital=sys low=150
      2 ! limit vital=sys low=149
      """,
      [
        "0 baseline sys=110 dia=70", "0 limit sys high 160 to 150", "1 refused limit limit.order",
        "2 limit sys low 90 to 149",
      ]),
    Case(
      "replace: the relative limit holds though the absolute one is tighter, but never beyond the extreme",
      on: .fixture { $0.relative = [.sys: RelativeLimit(above: 40, below: 10, mode: .replace)] },
      """
      0 ! baseline sys=130 dia=70
      1 ! baseline sys=150 dia=70
      """,
      [
        "0 baseline sys=130 dia=70", "0 limit sys low 90 to 120", "0 limit sys high 160 to 170",
        "1 baseline sys=150 dia=70", "1 limit sys low 120 to 140", "1 limit sys high 170 to 180",
      ]),
    Case(
      "nor beyond the session's floor",
      on: .fixture { $0.relative = [.spo2: RelativeLimit(above: nil, below: 6, mode: .replace)] }
        .configured { $0.limits[.spo2]?.extremeLow = nil },
      """
      0 ! baseline spo2=94
      1 ! baseline spo2=90
      """,
      [
        "0 baseline spo2=94", "0 limit spo2 low 90 to 88", "1 baseline spo2=90", "1 limit spo2 low 88 to 85",
      ]),
    Case(
      "a relative limit is rounded half up to one place",
      on: .fixture { $0.relative = [.hr: RelativeLimit(above: Fixed(thousandths: 20_250), below: nil)] },
      """
      0 ! baseline hr=80
      """,
      ["0 baseline hr=80", "0 limit hr high 120 to 100.3"]),
  ])
  func parts(_ example: Case) { example.check() }

  @Test(
    arguments: [
      .second(
        "an ordinary part that no longer violates ends while the extreme one stands: the alarm is over with that",
        """
        0..9/1 spo2=97
        10..19/1 spo2=84
        20..34/1 spo2=85.5
        35..50/1 spo2=86
        38 ! limit vital=spo2 low=86
        """,
        ["15 raised spo2.low high 84/85", "38 limit spo2 low 90 to 86", "40 ended spo2.low cleared latched"]),
      .second(
        "one that still violates goes on, and is medium after it",
        """
        0..19/1 spo2=84
        20..50/1 spo2=86
        22 ! limit vital=spo2 low=87
        """,
        ["5 raised spo2.low high 84/85", "22 limit spo2 low 90 to 87", "25 priority spo2.low medium 86/87"]),
      .second(
        "one that newly violates while the extreme one stands starts its onset delay then",
        """
        0..19/1 spo2=84
        20..50/1 spo2=86
        21 ! limit vital=spo2 low=86
        23 ! limit vital=spo2 low=90
        """,
        [
          "5 raised spo2.low high 84/85", "21 limit spo2 low 90 to 86", "23 limit spo2 low 86 to 90",
          "25 ended spo2.low cleared latched", "38 raised spo2.low medium 86/90",
        ]),
      .second(
        "a cuff's, too",
        """
        0 sys=185 dia=80
        10 sys=178 dia=80
        20 ! limit vital=sys high=178
        30 sys=175 dia=80
        """,
        [
          "0 raised sys.high high 185/180", "20 limit sys high 160 to 178",
          "30 ended sys.high cleared latched",
        ]),
    ] as [Case])
  func partsByThemselves(_ example: Case) { example.check() }
}
