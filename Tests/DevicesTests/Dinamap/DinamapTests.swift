import Devices
import Quantities
import Testing

@Suite struct DinamapTests {
  private func replies(_ stream: [UInt8]) -> [DinamapReply] {
    var decoder = DinamapDecoder()
    return decoder.messages(in: stream)
  }

  /// As four independent programs say them.
  @Test func theQuestionsAndTheirChecksums() {
    #expect(DinamapQuestion.allCases.map(\.bytes) == [" NA!2\r", " OA!3\r", " RA!6\r"].map(ascii))
  }

  /// Three answers of a V100 stand in a public program. Two of them stand there with letters of another
  /// question: their checksums are those of NA and RA.
  @Test(arguments: [
    (" NF1101762127073078&<\r", 0, 1), (" NA1102207118080091&+\r", 1, 0), (" RA3072\"F\r", 1, 0),
  ])
  func recordedAnswersHaveTheSameChecksum(text: String, good: Int, ignored: Int) {
    var decoder = DinamapDecoder()
    #expect(decoder.messages(in: ascii(text)).count == good)
    #expect(decoder.counters.ignoredFrames == ignored && decoder.counters.badFrames == 0)
  }

  @Test func aWrongChecksumIsNoAnswer() {
    var decoder = DinamapDecoder()
    #expect(decoder.messages(in: ascii(" NA1102207118080091&,\r")).isEmpty)
    #expect(decoder.counters.badFrames == 1)
  }

  @Test func theSameFiguresInAnAnswerToNA() {
    #expect(
      replies(ascii(" NA1101762127073078&7\r")) == [
        .cuff(
          DinamapCuff(
            state: .done, ageSeconds: 1762, sys: .value(127), dia: .value(73), map: .value(78)))
      ])
  }

  @Test func whatIsNoFigureIsNone() {
    let none = DinamapReply.cuff(
      DinamapCuff(state: .busy, ageSeconds: nil, sys: .missing, dia: .missing, map: .missing))
    #expect(none.bytes.starts(with: ascii(" NA0109999-99-99-99")))
    #expect(replies(none.bytes) == [none])
    let zero = DinamapReply.pulse(DinamapPulse(source: .oximeter, rate: .value(0)))
    #expect(replies(zero.bytes) == [.pulse(DinamapPulse(source: .oximeter, rate: .missing))])
  }

  @Test(arguments: DinamapOximeter.State.allCases)
  func everyStateOfTheOximeter(state: DinamapOximeter.State) {
    let reply = DinamapReply.oximeter(DinamapOximeter(state: state, spo2: .value(97)))
    #expect(replies(reply.bytes) == [reply])
  }

  @Test(arguments: DinamapCuff.State.allCases)
  func everyStateOfTheCuff(state: DinamapCuff.State) {
    let reply = DinamapReply.cuff(
      DinamapCuff(state: state, ageSeconds: 5, sys: .value(120), dia: .value(80), map: .value(93)))
    #expect(replies(reply.bytes) == [reply])
  }

  @Test func anySplitAndAnyGarbage() {
    let answers = ascii(" OA1097912#G\r") + ascii(" NA1101762127073078&7\r")
    expectTheSameForAnySplit(of: noise(300, seed: 31) + answers + noise(90, seed: 32) + answers) {
      DinamapDecoder()
    }
  }
}
