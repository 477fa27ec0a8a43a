import InfusionCore
import Quantities
import Testing

/// Which `dose` events are told, and when.
@Suite struct DoseNewsTests {
  @Test(arguments: [
    DoseCase(
      "at the start, and each minute if it grew",
      """
      0 start 36
      150 pause
      400 ?
      """, ["0 0 sure by set", "60 0.6 sure by set", "120 1.2 sure by set", "180 1.5 sure by set"]),
    DoseCase(
      "once at the start, where the preparation ends",
      """
      0 start 36
      0 phase
      60 ?
      """, ["0 0 sure by set", "60 0.6 sure by set"]),
    DoseCase(
      "a syringe that is changed in a pause: what a thousandth decides is no news",
      """
      0..99/1 vol=0 rate=0 stopped
      100 start
      100..399/1 from=0 flow=52.5 rate=52.5 running
      400 pause
      400 phase
      400..414/1 vol=4.375 rate=0 stopped
      415..429/1 vol=0 rate=0 stopped
      430 resume
      430 phase
      430..699/1 from=0 flow=52.5 rate=52.5 running
      """,
      [
        "100 0 sure", "160 0.875 sure", "220 1.75 sure", "280 2.625 sure", "340 3.5 sure", "400 4.36 sure",
        "400 4.375 sure", "420 4.375 of 4.375 to 4.375", "425 4.375 sure", "430 4.375 sure", "460 4.812 sure",
        "520 5.687 sure", "580 6.562 sure", "640 7.437 sure",
      ]),
    DoseCase(
      "at the end of a phase, and when a bolus is taken",
      """
      0 start 36
      10 bolus 1
      20 pause
      20 phase
      """, ["0 0 sure by set", "10 1.1 sure by set", "20 1.2 sure by set"]),
    DoseCase(
      "a hold under 5 s is not told",
      """
      0..8/1 vol=4
      9 start 36
      10..20/1 from=4.01 flow=36
      21..25/1 vol=90
      26..30/1 from=4.17 flow=36
      """, ["9 0 sure"]),
    DoseCase(
      "a hold of 5 s is, and its end",
      """
      0..8/1 vol=4
      9 start 36
      10..20/1 from=4.01 flow=36
      21..26/1 vol=90
      27..30/1 from=4.18 flow=36
      """, ["9 0 sure", "26 0.17 of 0.11 to 86", "27 0.18 sure"]),
    DoseCase(
      "a hold that a minute falls into was told: so is its end",
      """
      0..8/1 vol=4
      9 start 36
      10..67/1 from=4.01 flow=36
      68..70/1 vol=90
      71..75/1 from=4.62 flow=36
      """, ["9 0 sure", "69 0.6 of 0.58 to 86", "71 0.62 sure"]),
    DoseCase(
      "a change of basis, and the loss of a counter, at their instants",
      """
      0 start 36
      20..40/1 from=4 flow=36
      55 ?
      """, ["0 0 sure by set", "20 0.2 of 0 to 0.2"]),
    DoseCase(
      "a counter that is lost and comes back",
      """
      0..8/1 vol=4
      9 start 36
      10..20/1 from=4.01 flow=36
      40..42/1 from=4.3 flow=36
      """, ["9 0 sure", "30 0.21 of 0.11 to 0.21", "40 0.3 sure"]),
    DoseCase(
      "when a person says what was given",
      """
      0 start 36
      30 dose 0.2
      """, ["0 0 sure by set", "30 0.2 sure by set"]),
    DoseCase(
      "deadlines inside a gap are told at its end",
      """
      0 start 36
      300 gap 100
      """, ["0 0 sure by set", "60 0.6 sure by set", "300 3 of 1 to 3 by set"]),
    DoseCase(
      "what a pump that tells its rate gave in a gap is told at its end, not as it stood at its beginning",
      """
      0 rate=36 running
      0 start 36
      1..50/1 rate=36 running
      75 gap 50
      """, ["0 0 sure by rate", "75 0.75 of 0.5 to 0.75 by rate"]),
    DoseCase(
      "and a counter's",
      """
      0..8/1 vol=4
      9 start 36
      10..59/1 from=4.01 flow=36
      75 gap 59
      """, ["9 0 sure", "75 0.66 of 0.5 to 0.66"]),
  ])
  func tells(_ example: DoseCase) {
    var trace = DoseTrace()
    trace.run(example.trace)
    let told = trace.news.map {
      "\(Fixed(thousandths: Int($0.at.milliseconds))) \(DoseTrace.text($0.figures))"
    }
    #expect(told == example.told)
  }
}
