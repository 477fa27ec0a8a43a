import InfusionCore
import Quantities
import Testing

/// A pump's counter, believed as far as it can be true. At 36 mL/h a second is 0.01 mL.
@Suite struct DoseCounterTests {
  @Test(arguments: [
    DoseCase(
      "its rise since the reading that stands at the start",
      """
      0..8/1 vol=4
      9 start 36
      10..709/1 from=4.01 flow=36
      709 ?
      """, ["7 sure"]),
    DoseCase(
      "in steps of 1 mL",
      """
      0..8/1 vol=4
      9 start 36
      10..1999/1 from=4.01 flow=36 step=1
      1908 ?
      1999 ?
      """, ["19 sure", "19 sure"]),
    DoseCase(
      "in steps of 0.1 mL at 5 mL/h",
      """
      0..8/1 vol=4.1
      9 start 5
      9..3609/1 from=4.1 flow=5 step=0.1
      3609 ?
      """, ["5 sure"]),
    DoseCase(
      "polled every 10 s",
      """
      0..10/10 vol=4
      15 start 36
      20..1020/10 from=4.05 flow=36
      1029.999 ?
      """, ["10.05 sure"]),
    DoseCase(
      "the rate is changed between two polls",
      """
      0..20/10 vol=4 rate=0 stopped
      20 start 36
      30..200/10 from=4.1 flow=36 rate=36 running
      203 rate 72
      210 vol=5.87 rate=72 running
      220..320/10 from=6.07 flow=72 rate=72 running
      320 ?
      """, ["4.07 sure"]),
    DoseCase(
      "a pump at half the rate tells what it gives",
      """
      0..8/1 vol=0 rate=0 stopped
      9 start 36
      10..1009/1 from=0.005 flow=18 rate=18 running
      1009 ?
      """, ["5 sure"]),
  ])
  func counts(_ example: DoseCase) { example.check() }

  @Test(arguments: [
    DoseCase(
      "first seen 30 s after the start: what was reckoned until then stays, estimated",
      """
      0 start 36
      29 ?
      30..130/1 from=12 flow=36
      130 ?
      """, ["0.29 sure by set", "1.3 of 1 to 1.3"]),
    DoseCase(
      "set to zero for the start: the reading after it is near 0, and the next fits it",
      """
      0..8/1 vol=47
      9 start 36
      10 vol=0
      11..110/1 from=0.01 flow=36
      110 ?
      """, ["1 sure"]),
    DoseCase(
      "the reading after the start is near 0 once: a glitch",
      """
      0..8/1 vol=47
      9 start 36
      10 vol=0
      11..110/1 from=47.02 flow=36
      110 ?
      """, ["1.01 sure"]),
    DoseCase(
      "a zero that fits neither its neighbours is not taken",
      """
      0..7/1 vol=4
      8 vol=61
      9 start 36
      10..110/1 from=4.01 flow=36
      110 ?
      """, ["1.01 of 1 to 1.01"]),
    DoseCase(
      "a first reading after the start that fits nothing: the next is zero",
      """
      0 start 36
      10 vol=61
      11..111/1 from=4 flow=36
      111 ?
      """, ["1.11 of 1 to 1.11"]),
    DoseCase(
      "lost before the start: reckoned from the start, and its last reading is its zero",
      """
      0..8/1 vol=4
      8 lost
      100 start 36
      200 ?
      201..301/1 from=5.01 flow=36
      301 ?
      """, ["1 of 0 to 1", "2.01 sure"]),
  ])
  func zero(_ example: DoseCase) { example.check() }

  @Test(arguments: [
    DoseCase(
      "one sample of 90 mL too much is no dose",
      """
      0..8/1 vol=0
      9 start 36
      10..699/1 from=0.01 flow=36
      700 vol=96.91
      700 ?
      701..800/1 from=6.92 flow=36
      800 ?
      """, ["6.91 of 6.9 to 96.91", "7.91 sure"]),
    DoseCase(
      "a spike out of a dip: the most that held readings rose stays, if a counter began anew at the dip",
      """
      0..8/1 vol=4
      9 start 36
      10..100/1 from=4.01 flow=36
      101 vol=4.5
      102 vol=6.5
      102 ?
      103 vol=4.51
      103 ?
      """, ["0.93 of 0.91 to 2.91", "0.94 of 0.91 to 2.91"]),
    DoseCase(
      "36 s of 7 mL too little: another track, and the way back from it",
      """
      0..8/1 vol=4
      9 start 36
      10..999/1 from=4.01 flow=36
      1000..1035/1 from=6.91 flow=36
      1035 ?
      1036..1039/1 from=14.27 flow=36
      1039 ?
      1040..1100/1 from=14.31 flow=36
      1100 ?
      """, ["10.26 of 10.25 to 10.26", "10.3 of 10.25 to 17.3", "10.91 sure"]),
    DoseCase(
      "52 dips of 0.18 mL",
      """
      0..8/1 vol=4
      9 start 36
      10..2349/1 from=4.01 flow=36 dips=45
      2349 ?
      2350 vol=27.41
      2350 ?
      """, ["23.4 of 23.39 to 23.4", "23.41 sure"]),
    DoseCase(
      "two glitches in a row, each long enough for a track",
      """
      0..8/1 vol=4
      9 start 36
      10..699/1 from=4.01 flow=36
      700..714/1 from=60 flow=36
      714 ?
      715..729/1 from=2 flow=36
      729 ?
      730..800/1 from=11.21 flow=36
      800 ?
      """,
      ["7.05 of 7.04 to 56.14 counter", "7.2 of 7.18 to 56.29 counter", "7.91 sure"]),
    DoseCase(
      "from 999.9 to 0: it began anew, and what was reckoned between is estimated",
      """
      0..8/1 vol=993
      9 start 36
      10..699/1 from=993.01 flow=36
      700..799/1 from=0.01 flow=36
      799 ?
      """, ["7.9 of 7.89 to 7.9"]),
    DoseCase(
      "another syringe",
      """
      0..8/1 vol=4
      9 start 36
      10..699/1 from=4.01 flow=36
      729 ?
      730..829/1 from=0.1 flow=36
      829 ?
      """, ["7.2 of 6.9 to 7.2", "8.2 of 7.89 to 8.2"]),
    DoseCase(
      "while the way back is open for 10 min, all that was reckoned may have flowed",
      """
      0..8/1 vol=4
      9 start 36
      10..699/1 from=4.01 flow=36
      700..1309/1 from=0 flow=18
      1309.999 ?
      1310 ?
      """, ["9.955 of 9.945 to 13.01", "9.955 of 9.945 to 9.955"]),
    DoseCase(
      "a power cycle: silent for a minute, then from 0",
      """
      0..8/1 vol=4
      9 start 36
      10..699/1 from=4.01 flow=36
      760..859/1 from=0.01 flow=36
      859 ?
      """, ["8.5 of 7.89 to 8.5"]),
    DoseCase(
      "a burst at 1200 mL/h after a fall, reported",
      """
      0..8/1 vol=4 rate=36 running
      9 start 36
      10..699/1 from=4.01 flow=36 rate=36 running
      700..703/1 vol=0 rate=0 stopped
      704..713/1 from=0 flow=1200 rate=1200 running
      714..800/1 from=3.01 flow=36 rate=36 running
      800 ?
      """, ["10.78 of 10.77 to 11.103 fast"]),
    DoseCase(
      "a jump forward that stays is an alarm, and stands in the most",
      """
      0..8/1 vol=4
      9 start 36
      10..699/1 from=4.01 flow=36
      700..800/1 from=16 flow=36
      709 ?
      800 ?
      """, ["7.91 of 7.9 to 13 counter", "7.91 of 7.9 to 13 counter"]),
    DoseCase(
      "the way back after a fall leads to the track of the jump, not to the one before it",
      """
      0..7/7 vol=4 rate=0 stopped
      10 start 60
      14..105/7 from=4.04 flow=36 rate=36 running
      112..231/7 from=5.82 flow=36 rate=36 running
      238..266/7 from=4.88 flow=36 rate=36 running
      273 vol=7.43 rate=36 running
      273 ?
      280..301/7 from=7.5 flow=36 rate=36 running
      301 ?
      """,
      ["2.63 of 2.42 to 5.63 counter", "2.91 of 2.84 to 3.71 counter"], interval: .seconds(7)),
    DoseCase(
      "a way back that would take away more than half a millilitre is a new track, however far it goes on",
      """
      0..8/1 vol=4
      9 start 36
      10..199/1 from=4.01 flow=36
      200..258/1 from=0 flow=36
      259..268/1 from=5.91 flow=36
      268 ?
      269..275/1 from=6.01 flow=36
      275 ?
      """, ["2.59 of 2.48 to 7.91", "2.66 of 2.64 to 7.98 counter"]),
    DoseCase(
      "readings that fit nothing for 60 s are an alarm, until one fits",
      """
      0..8/1 vol=4
      9 start 36
      10..699/1 from=4.01 flow=36
      700 vol=80
      701 vol=20
      702 vol=60
      703 vol=30
      704 vol=50
      759.999 ?
      760 ?
      761 vol=11.52
      761 ?
      """,
      ["7.51 of 6.9 to 76", "7.51 of 6.9 to 76 counter", "7.52 sure"]),
  ])
  func glitchesAndTracks(_ example: DoseCase) { example.check() }

  @Test(arguments: [
    DoseCase(
      "the most that it can have given since its last reading",
      """
      0..8/1 vol=4
      9 start 36
      10..109/1 from=4.01 flow=36
      110 vol=5.222
      110 ?
      """, ["1.222 sure"]),
    DoseCase(
      "a thousandth more",
      """
      0..8/1 vol=4
      9 start 36
      10..109/1 from=4.01 flow=36
      110 vol=5.223
      110 ?
      """, ["1.01 of 1 to 1.223"]),
    DoseCase(
      "the most after 100 s of silence: 1.1 x what 101 s give, and 0.2 mL",
      """
      0..8/1 vol=4
      9 start 36
      10..109/1 from=4.01 flow=36
      209 vol=6.311
      209 ?
      """, ["2.311 sure"]),
    DoseCase(
      "a thousandth more after 100 s of silence",
      """
      0..8/1 vol=4
      9 start 36
      10..109/1 from=4.01 flow=36
      209 vol=6.312
      209 ?
      """, ["2 of 1 to 2.312"]),
  ])
  func mayRise(_ example: DoseCase) { example.check() }
}
