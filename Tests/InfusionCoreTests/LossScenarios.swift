import InfusionCore
import Quantities
import Testing

/// A value that is lost, and what takes over.
@Suite struct LossScenarios {
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
      "a minute and a millisecond later too; by the rules of before the delay began anew",
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
        "26 raised spo2.novalue medium", "86.001 raised spo2.low medium 88/90",
        "86.001 ended spo2.novalue cleared",
      ],
      before: .told([
        "15 raised spo2.low medium 88/90", "26 ended spo2.low novalue latched",
        "26 raised spo2.novalue medium",
        "86.001 ended spo2.novalue cleared", "101.001 raised spo2.low medium 88/90",
      ])),
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
      ["0 raised sys.high high 185/180", "60 escalated sys.high", "900 ended sys.high novalue latched"],
      before: .told([
        "0 raised sys.high high 185/180", "900 ended sys.high novalue latched",
        "900 raised nibp.overdue high",
      ])),
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
}
