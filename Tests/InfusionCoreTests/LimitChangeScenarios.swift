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
}
