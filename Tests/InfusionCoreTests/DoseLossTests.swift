import InfusionCore
import Quantities
import Testing

/// A pump's counter that stands still, or is not heard any more.
@Suite struct DoseLossTests {
  @Test(arguments: [
    DoseCase(
      "it stands while much is reckoned: lost from its last change",
      """
      0..8/1 vol=4
      9 start 36
      10..109/1 from=4.01 flow=36 step=0.1
      110..159/1 vol=5
      159 ?
      160 vol=5
      160 ?
      161..200/1 vol=5.1
      200 ?
      """, ["1 sure", "1.51 of 1 to 1.51", "1.52 of 1.1 to 1.52"]),
    DoseCase(
      "it stands while it leads back to its track: lost from its last change, not from the way back",
      """
      0..5/5 vol=4
      10 start 36
      10..245/5 from=4 flow=36
      250..280/5 from=13.4 flow=36
      285..295/5 from=6.75 flow=36
      300..335/5 vol=6.85
      339.999 ?
      340..345/5 vol=6.85
      345 ?
      """, ["2.85 sure", "3.35 of 2.85 to 3.35"], interval: .seconds(5)),
    DoseCase(
      "it stands, and one rise makes all of it good: a thousandth is no doubt that stays",
      """
      0..99/1 vol=0 rate=0 stopped
      100 start
      100..244/1 from=0 flow=52.5 rate=52.5 running
      245..400/1 vol=2.1 rate=52.5 running
      400 ?
      401..500/1 from=4.38959 flow=52.5 rate=52.5 running
      500 ?
      """, ["4.375 of 2.1 to 4.375", "5.833 sure"]),
    DoseCase(
      "lost 10 s after its last reading, reckoned from that; heard again it decides",
      """
      0..8/1 vol=4
      9 start 36
      10..109/1 from=4.01 flow=36
      118.999 ?
      119 ?
      709 ?
      710 vol=9
      710 ?
      """, ["1 sure", "1.1 of 1 to 1.1", "7 of 1 to 7", "5 sure"]),
    DoseCase(
      "lost at once when the link says so",
      """
      0..8/1 vol=4
      9 start 36
      10..109/1 from=4.01 flow=36
      110 lost
      110 ?
      """, ["1.01 of 1 to 1.01"]),
    DoseCase(
      "polled every 10 s it is lost after 25 s",
      """
      0..20/10 vol=4
      20 start 36
      30..120/10 from=4.1 flow=36
      144.999 ?
      145 ?
      """, ["1 sure", "1.25 of 1 to 1.25"]),
    DoseCase(
      "lost while it said that it runs in a pause: from the loss on nothing should flow",
      """
      0..8/1 vol=4
      9 start 36
      10..109/1 from=4.01 flow=36 rate=36 running
      109 pause
      110 lost
      209 ?
      """, ["1.01 of 1 to 1.01"]),
    DoseCase(
      "in a gap it is as lost, capped at the order",
      """
      0..8/1 vol=4
      9 start 36
      10..109/1 from=4.01 flow=36
      7309 gap 110
      7309 ?
      7310..7320/1 from=37 flow=36
      7320 ?
      """, ["35 of 1 to 35", "33.1 sure"]),
    DoseCase(
      "another pump takes over: what was reckoned for the first stays, estimated",
      """
      0..8/1 vol=4
      9 start 36
      10..109/1 from=4.01 flow=36
      120 lost
      129 changed
      129..229/1 from=100 flow=36
      229 ?
      """, ["2.2 of 2 to 2.2"]),
  ])
  func standsOrIsLost(_ example: DoseCase) { example.check() }

  /// A display that froze for 200 s and then shows all of it: the pump never ran too fast.
  @Test func `what a counter that stood makes good came in all that time`() {
    var trace = DoseTrace()
    trace.run(
      """
      0..8/1 vol=4 rate=0 stopped
      9 start 52.5
      9..299/1 from=4 flow=52.5 rate=52.5 running
      300..499/1 vol=8.229 rate=52.5 running
      """)
    #expect(trace.account.figures(at: .seconds(499)).isEstimated)
    trace.run("500..540/1 from=11.16 flow=52.5 rate=52.5 running")
    #expect(!trace.account.figures(at: .seconds(540)).isEstimated)
    for second in 541...700 {
      trace.run("\(second) vol=\(4 + 52.5 / 3600 * Double(second - 9)) rate=52.5 running")
      #expect(!trace.account.isRisingTooFast)
    }
  }
}
