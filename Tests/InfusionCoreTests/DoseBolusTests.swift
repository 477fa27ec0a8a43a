import InfusionCore
import Quantities
import Testing

/// A bolus that is recorded, beside a counter and without one.
@Suite struct DoseBolusTests {
  @Test(arguments: [
    DoseCase(
      "without a pump it adds its volume at its instant",
      """
      0 start 36
      100 bolus 2
      100 ?
      200 ?
      """, ["3 sure by set", "4 sure by set"]),
    DoseCase(
      "given on the pump and recorded: counted once",
      """
      0..8/1 vol=4
      9 start 36
      10..109/1 from=4.01 flow=36
      109 bolus 2
      109 ?
      110..121/1 from=5.17 flow=600
      121 ?
      122..200/1 from=7.01 flow=36
      200 ?
      """, ["1 of 1 to 3", "3.003 sure", "3.79 sure"]),
    DoseCase(
      "recorded a while after it was given: the jump was this bolus",
      """
      0..8/1 vol=4
      9 start 36
      10..109/1 from=4.01 flow=36
      110..160/1 from=7.01 flow=36
      160 ?
      160 bolus 2
      160 ?
      """, ["1.51 of 1.5 to 3.51 counter", "3.51 sure"]),
    DoseCase(
      "recorded while its rise is held",
      """
      0..8/1 vol=4
      9 start 36
      10..109/1 from=4.01 flow=36
      110..112/1 from=7.01 flow=36
      112 ?
      112 bolus 2
      112 ?
      """, ["1.03 of 1 to 3.03", "3.03 sure"]),
    DoseCase(
      "a jump of another size is not settled by it",
      """
      0..8/1 vol=4
      9 start 36
      10..109/1 from=4.01 flow=36
      110..160/1 from=7.01 flow=36
      160 bolus 1.6
      160 ?
      """, ["1.51 of 1.5 to 5.11 counter"]),
    DoseCase(
      "never shown: added after 300 s, estimated, with an alarm, until a person says what was given",
      """
      0..8/1 vol=4
      9 start 36
      10..109/1 from=4.01 flow=36
      109 bolus 2
      110..408/1 from=5.01 flow=36
      408.999 ?
      409 ?
      410..500/1 from=8.01 flow=36
      500 dose 5
      500 ?
      """, ["3.99 of 3.99 to 5.99", "5.99 of 3.99 to 5.99 counter", "5 sure"]),
    DoseCase(
      "one rise shows one bolus",
      """
      0..8/1 vol=4
      9 start 36
      10..109/1 from=4.01 flow=36
      109 bolus 2
      110..121/1 from=5.17 flow=600
      122..130/1 from=7.01 flow=36
      130 bolus 2
      130 ?
      """, ["3.09 of 3.09 to 5.09"]),
    DoseCase(
      "two boluses, two rises",
      """
      0..8/1 vol=4
      9 start 36
      10..109/1 from=4.01 flow=36
      109 bolus 2
      110..121/1 from=5.17 flow=600
      122..130/1 from=7.01 flow=36
      130 bolus 1
      131..136/1 from=7.26 flow=600
      137..200/1 from=8.1 flow=36
      200 ?
      """, ["4.73 sure"]),
    DoseCase(
      "on a counter of whole millilitres",
      """
      0..8/1 vol=4
      9 start 36
      10..109/1 from=4.01 flow=36 step=1
      109 bolus 2
      109 ?
      110..121/1 from=5.17 flow=600 step=1
      121 ?
      """, ["1 of 1 to 3", "3 sure"]),
    DoseCase(
      "beside a pump that tells only its rate it is added",
      """
      0..8/1 rate=0 stopped
      9 start 36
      9..109/1 rate=36 running
      109 bolus 2
      109 ?
      """, ["3 sure by rate"]),
  ])
  func counts(_ example: DoseCase) { example.check() }
}
