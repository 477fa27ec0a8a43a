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
      ["25 raised spo2.low medium 87.5/90", "26"]),
    Case(
      "equal to the limit does not violate",
      """
      0 spo2=90
      9 spo2=90
      18 spo2=90
      27 spo2=90
      """, []),
    Case(
      "a good reading inside the delay cancels silently",
      """
      0 spo2=88
      9 spo2=88
      14.999 spo2=90
      15 spo2=89
      24 spo2=89
      29.999
      """, []),
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
      """, ["0 limit map high - to 100"]),
    Case(
      "a measured mean does, once its limit is set",
      """
      0 ! limit vital=map high=100
      1 sys=150 dia=99 map=116
      """, ["0 limit map high - to 100", "1 raised map.high medium 116/100"]),
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

  @Test(arguments: [
    Case(
      "a lost value ends its alarm, latches it, and novalue takes over at its priority",
      """
      0 spo2=84
      5 spo2=84
      15
      """,
      [
        "5 raised spo2.low high 84/85", "15 ended spo2.low novalue latched", "15 raised spo2.novalue high",
      ]),
    Case(
      "a value that comes back violating within a minute is raised again at once",
      """
      0 spo2=88
      8 spo2=88
      16 spo2=88
      86 spo2=88
      """,
      [
        "15 raised spo2.low medium 88/90", "26 ended spo2.low novalue latched",
        "26 raised spo2.novalue medium",
        "86 raised spo2.low medium 88/90", "86 ended spo2.novalue cleared",
      ]),
    Case(
      "a minute and a millisecond later the delay begins anew",
      """
      0 spo2=88
      8 spo2=88
      16 spo2=88
      86.001 spo2=88
      95 spo2=88
      101.001
      """,
      [
        "15 raised spo2.low medium 88/90", "26 ended spo2.low novalue latched",
        "26 raised spo2.novalue medium",
        "86.001 ended spo2.novalue cleared", "101.001 raised spo2.low medium 88/90",
      ]),
    Case(
      "a reading at the very instant keeps the value",
      """
      0 spo2=97
      10 spo2=97
      20 spo2=97
      """, []),
    Case(
      "no value said: lost five seconds after it was first said",
      """
      0 spo2=97
      2 spo2=-
      4 spo2=-
      7
      """, ["7 raised spo2.novalue low"]),
    Case(
      "a flickering probe makes no storm",
      """
      0 spo2=97
      2 spo2=-
      6 spo2=97
      8 spo2=-
      12 spo2=97
      """, []),
    Case(
      "a pending condition is cancelled by the loss, and its priority is kept",
      """
      0 spo2=84
      1 spo2=-
      4.9 spo2=-
      6
      """,
      ["5 raised spo2.low high 84/85", "6 ended spo2.low novalue latched", "6 raised spo2.novalue high"]),
    Case(
      "a cuff value lost by age: overdue is never of lower priority than its alarm was",
      """
      0 sys=185 dia=90
      900
      """,
      [
        "0 raised sys.high high 185/180", "900 ended sys.high novalue latched",
        "900 raised nibp.overdue high",
      ]),
    Case(
      "a failed measurement keeps the last value and its alarm",
      """
      0 sys=165 dia=90
      60 sys=- dia=-
      120 sys=150 dia=90
      """,
      [
        "0 raised sys.high medium 165/160", "60 raised nibp.failed medium", "120 ended sys.high cleared",
        "120 ended nibp.failed cleared",
      ]),
  ])
  func losses(_ example: Case) { example.check() }

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

/// A named scenario and what it must say.
struct Case: CustomTestStringConvertible, Sendable {
  let name: String
  let text: String
  let expected: [String]

  init(_ name: String, _ text: String, _ expected: [String]) {
    self.name = name
    self.text = text
    self.expected = expected
  }

  var testDescription: String { name }

  func check(plan: SessionPlan = .fixture) {
    let told = Scenario(text, plan: plan).told
    #expect(told == expected.filter { $0.contains(" ") })
  }
}
