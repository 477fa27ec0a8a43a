import InfusionCore
import Quantities
import Testing

/// Silence that is bounded, and what ends it.
@Suite struct AudioPauseScenarios {
  @Test(arguments: [
    Case(
      "two minutes to the millisecond",
      """
      7.5 ! audio-pause by=KM
      127.499
      127.5
      """,
      ["7.5 audio paused until 127.5", "127.5 audio resumed expired"]),
    Case(
      "a clinic's own length",
      on: .fixture.configured { $0.audioPause = .seconds(60) },
      """
      0 ! audio-pause
      60
      """,
      ["0 audio paused until 60", "60 audio resumed expired"]),
    Case(
      "a second press ends it; a third begins another",
      """
      0 ! audio-pause
      10 ! audio-pause
      20 ! audio-pause
      140
      """,
      [
        "0 audio paused until 120", "10 audio resumed operator", "20 audio paused until 140",
        "140 audio resumed expired",
      ]),
    Case(
      "a new medium alarm ends it at once",
      """
      0 ! audio-pause
      10 sys=165 dia=80
      200
      """,
      ["0 audio paused until 120", "10 raised sys.high medium 165/160", "10 audio resumed alarm"]),
    Case(
      "a new low one does not",
      """
      0 ! audio-pause
      10 status=off
      120
      """,
      ["0 audio paused until 120", "10 raised line.sensoroff low", "120 audio resumed expired"]),
    Case(
      "a rise ends it, a fall does not",
      """
      0 sys=165 dia=80
      1 ! audio-pause
      10 sys=185 dia=80
      20 ! audio-pause
      30 sys=170 dia=80
      140
      """,
      [
        "0 raised sys.high medium 165/160", "1 audio paused until 121", "10 priority sys.high high 185/180",
        "10 audio resumed alarm", "20 audio paused until 140", "30 priority sys.high medium 170/160",
        "140 audio resumed expired",
      ]),
    Case(
      "what goes on sounding does not end it, and a reminder does not",
      """
      0 status=error
      1 ! ack
      100 ! audio-pause
      181
      220
      """,
      [
        "0 raised line.fault medium", "1 acknowledged line.fault", "100 audio paused until 220",
        "181 reminded line.fault", "220 audio resumed expired",
      ]),
    Case(
      "a reminder and the end of a pause at one instant: the reminder first",
      """
      0 status=error
      1 ! ack
      61 ! audio-pause
      181
      """,
      [
        "0 raised line.fault medium", "1 acknowledged line.fault", "61 audio paused until 181",
        "181 reminded line.fault", "181 audio resumed expired",
      ]),
  ])
  func pauses(_ example: Case) { example.check() }

  @Test func whatSoundsIsTheHighestThatNobodyHasAnswered() {
    let start = "0 sys=185 dia=105\n"
    #expect(Scenario(start).session.board.sounding == .high)
    #expect(Scenario(start + "1 ! ack id=sys.high").session.board.sounding == .medium)
    #expect(Scenario(start + "1 ! ack").session.board.sounding == nil)
    #expect(Scenario(start + "1 ! ack").session.board.highest == .high)
    #expect(Scenario(start + "1 ! audio-pause").session.board.sounding == nil)
    #expect(Scenario(start + "1 sys=120 dia=80").session.board.sounding == nil)
  }
}
