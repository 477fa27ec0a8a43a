import InfusionCore
import Quantities
import Testing

/// What goes in after the stop, what a person says, gaps, and a pump without a counter.
@Suite struct DoseAfterStopTests {
  @Test(arguments: [
    DoseCase(
      "the counter counts in every phase; half a millilitre begins the observation anew at its last rise",
      """
      0..8/1 vol=4 rate=0 stopped
      9 start 36
      10..109/1 from=4.01 flow=36 rate=36 running
      109 stop
      110..159/1 from=5.01 flow=36 rate=36 running
      159 ?
      160 vol=5.51 rate=36 running
      160 ?
      161..260/1 vol=5.51 rate=0 stopped
      260 ?
      """,
      ["1.5 sure", "1.51 sure anew 160", "1.51 sure anew 160"]),
    DoseCase(
      "two runs of less, a minute apart, do not",
      """
      0..8/1 vol=4
      9 start 36
      10..109/1 from=4.01 flow=36
      109 stop
      110..149/1 from=5.01 flow=36
      150..209/1 vol=5.4
      210..249/1 from=5.41 flow=36
      249 ?
      """, ["1.8 sure"]),
    DoseCase(
      "a flush was no drug: it is taken out, and the observation's time stands as it was",
      """
      0..8/1 vol=4
      9 start 36
      10..109/1 from=4.01 flow=36
      109 stop
      110..169/1 vol=5
      170..269/1 from=5.01 flow=36
      270..300/1 vol=6
      300 ?
      300 dose 1 flush
      300 ?
      """, ["2 sure anew 269", "1 sure"]),
    DoseCase(
      "a pump that tells only its rate, in every phase",
      """
      0..8/1 rate=0 stopped
      9 start 36
      9..108/1 rate=18 running
      109 pause
      109..119/1 rate=18 running
      119 ?
      120 rate=18 paused
      130 ?
      """, ["0.55 sure by rate", "0.555 of 0.555 to 0.555 by rate"]),
    DoseCase(
      "and when it is lost, the higher of its rate and the set one",
      """
      0..8/1 rate=0 stopped
      9 start 36
      9..109/1 rate=18 running
      109 lost
      209 ?
      209 rate=18 running
      309 rate 72
      """, ["1.5 of 0.5 to 1.5 by rate"]),
    DoseCase(
      "one that tells only its rate and runs on",
      """
      0..8/1 rate=0 stopped
      9 start 36
      9..109/1 rate=36 running
      109 stop
      110..160/1 rate=36 running
      160 ?
      161 rate=0 stopped
      165 ?
      """, ["1.51 sure by rate anew 160", "1.52 sure by rate anew 161"]),
    DoseCase(
      "one with a counter that is switched off at the stop: it reports nothing, and nothing should flow",
      """
      0..8/1 vol=4 rate=0 stopped
      9 start 36
      10..109/1 from=4.01 flow=36 rate=36 running
      112 stop
      118.999 ?
      119 ?
      2000 ?
      """, ["1 sure", "1.1 of 1 to 1.1", "1.1 of 1 to 1.1"]),
    DoseCase(
      "one with a counter that is lost in a pause: nothing flows, until it is resumed",
      """
      0..8/1 vol=4 rate=0 stopped
      9 start 36
      10..109/1 from=4.01 flow=36 rate=36 running
      109 pause
      109 lost
      209 ?
      209 resume
      309 ?
      """, ["1 of 1 to 1", "2 of 1 to 2"]),
    DoseCase(
      "one with a counter that is lost while the rate is lowered: the set rate holds from the loss on",
      """
      0..8/1 vol=4 rate=0 stopped
      9 start 36
      10..109/1 from=4.01 flow=36 rate=36 running
      109 lost
      159 rate 18
      259 ?
      """, ["2 of 1 to 2"]),
    DoseCase(
      "and that ran on all the same: its counter says so when it is heard again",
      """
      0..8/1 vol=4 rate=0 stopped
      9 start 36
      10..109/1 from=4.01 flow=36 rate=36 running
      109 stop
      109 lost
      209..260/1 from=6 flow=36 rate=36 running
      260 ?
      """, ["2.51 sure fast anew 260"]),
    DoseCase(
      "without a pump nothing flows in a pause",
      """
      0 start 36
      100 pause
      200 resume
      300 ?
      """, ["2 sure by set"]),
    DoseCase(
      "a gap without a pump is reckoned, capped at the order, estimated",
      """
      0 start 36
      400 gap 100
      400 ?
      500 ?
      4000 gap 500
      4000 ?
      4100 ?
      """,
      [
        "4 of 1 to 4 by set", "5 of 2 to 5 by set", "35 of 2 to 35 by set", "36 of 3 to 36 by set",
      ]),
    DoseCase(
      "beyond the order a gap adds nothing",
      """
      0 start 36
      3600 gap 3550
      3600 ?
      """, ["35.5 sure by set"]),
    DoseCase(
      "nothing flows in a gap while paused",
      """
      0 start 36
      100 pause
      400 gap 100
      400 ?
      """, ["1 sure by set"]),
    DoseCase(
      "a person's figure is sure from then on, whatever the counter held",
      """
      0..8/1 vol=4
      9 start 36
      10..109/1 from=4.01 flow=36
      110..160/1 from=7.01 flow=36
      160 ?
      160 dose 3.4
      160 ?
      161..260/1 from=7.52 flow=36
      260 ?
      """, ["1.51 of 1.5 to 3.51 counter", "3.4 sure", "4.4 sure"]),
    DoseCase(
      "a person's figure when nothing flows and the pump is lost: sure, and it stays",
      """
      0..8/1 vol=4 rate=0 stopped
      9 start 36
      10..109/1 from=4.01 flow=36 rate=36 running
      112 stop
      200 ?
      200 dose 1.05
      200 ?
      2000 ?
      2001..2010/1 vol=7 rate=0 stopped
      2010 ?
      """, ["1.1 of 1 to 1.1", "1.05 sure", "1.05 sure", "1.05 sure"]),
    DoseCase(
      "a person's figure while the pump is lost: what flows until it is heard is estimated",
      """
      0..8/1 vol=4
      9 start 36
      10..109/1 from=4.01 flow=36
      209 dose 2
      209 ?
      259..309/1 from=6.5 flow=36
      309 ?
      """, ["2 of 2 to 2", "3 of 2.5 to 3"]),
  ])
  func tells(_ example: DoseCase) { example.check() }

  @Test(arguments: [
    (2.999, false, true), (3, false, false), (5, false, false), (5.001, false, true),
    (2.3, true, false), (2.299, true, true), (5.001, true, true),
  ])
  func aSecondPersonIsWantedOutsideTheBounds(volume: Double, flush: Bool, wanted: Bool) {
    var trace = DoseTrace()
    // 2.3 mL until the stop, 0.7 mL after it, and a bolus of 2 mL that has not shown.
    trace.run(
      """
      0..8/1 vol=4
      9 start 36
      10..239/1 from=4.01 flow=36
      239 bolus 2
      239 stop
      240..309/1 from=6.31 flow=36
      """)
    let now = SessionTime.seconds(309)
    #expect(trace.account.wantsSecond(for: Millilitres(volume), flush: flush, at: now) == wanted)
  }

  @Test(arguments: [
    // Three times the set rate: 0.03 t > 1.2 x 0.01 t + 1 from the 56th second on, and 30 s more.
    DoseCase(
      "it is told after 30 s",
      """
      0..9/1 vol=0
      9 start 36
      10..94/1 from=0.03 flow=108
      94.999 ?
      95 ?
      """, ["2.55 sure", "2.55 sure fast"]),
    // In the long window 0.03 (800 - t) + 0.01 (t - 200) <= 1.1 x 6 + 0.5 from 745 s on.
    DoseCase(
      "it ends when both windows are back",
      """
      0..8/1 vol=0
      9 start 36
      10..200/1 from=0.03 flow=108
      201..744/1 from=5.74 flow=36
      744 ?
      745 vol=11.18
      745 ?
      """, ["11.17 sure fast", "11.18 sure"]),
    DoseCase(
      "a burst that is over within 30 s is not told where a bolus was recorded",
      """
      0..8/1 vol=4
      9 start 36
      10..109/1 from=4.01 flow=36
      109 bolus 2
      110..121/1 from=5.17 flow=600
      122..200/1 from=7.01 flow=36
      200 ?
      """, ["3.79 sure"]),
    DoseCase(
      "a pump that runs on",
      """
      0..8/1 vol=4
      9 start 36
      10..20/1 from=4.01 flow=36
      20 stop
      21..180/1 from=4.12 flow=36
      180 ?
      """, ["1.71 sure fast anew 180"]),
  ])
  func theRiseIsCompared(_ example: DoseCase) { example.check() }

  @Test(arguments: [
    ("0 start 36\n", 3500.0), ("0 start 36\n100 rate 72\n", 1800), ("0 start 36\n100 pause\n", nil),
    ("0 start 36\n100 bolus 5\n", 3000), ("0 start 36\n100 stop\n", nil),
    ("0..8/1 vol=4\n9 start 36\n10..109/1 from=4.01 flow=36 step=0.1\n", 3509),
    ("0..8/1 vol=4\n9 start 36\n10..113/1 from=4.01 flow=36 step=0.1\n", 3509),
    ("0..8/1 vol=4\n9 start 36\n10..109/1 from=4.01 flow=36 rate=72 running\n", 109 + 1700),
    ("0 start 36\n3600 rate 72\n", 3500),
  ])
  func thePlannedEndIsAtTheRateThatFlows(trace text: String, seconds: Double?) {
    var trace = DoseTrace()
    trace.run(text)
    #expect(trace.account.plannedEnd.map { Double($0.milliseconds) / 1000 } == seconds)
  }
}
