import Devices
import Quantities
import Testing

@Suite struct ParTests {
  private func frames(_ stream: [UInt8]) -> [ParFrame] {
    var decoder = ParDecoder()
    return decoder.messages(in: stream)
  }

  /// The manual prints D2 as this line's checksum; the sum is 40, as two people found.
  @Test func theManualsStatusWithTheRightSum() {
    let status = ParStatus(error: 0, sys: .value(125), dia: .value(80), map: .value(90), pulse: .value(75))
    #expect(
      frames([0x02] + ascii("S1;A0;C03;M00;P125080090;R075;T0005;;40") + [0x03, 0x0D]) == [.status(status)])
    #expect(frames([0x02] + ascii("S1;A0;C03;M00;P125080090;R075;T0005;;D2") + [0x03]).isEmpty)
  }

  @Test func aMeasurementAsItRuns() {
    let stream = ParFrame.cuffPressure(35).bytes + ParFrame.ended.bytes
    #expect(stream == [0x02] + ascii("035C0S3") + [0x03, 0x02] + ascii("999") + [0x03])
    #expect(frames(stream) == [.cuffPressure(35), .ended])
  }

  @Test func dashesAreNone() {
    let status = ParFrame.status(ParStatus(error: 7, sys: .missing, dia: .missing, map: .missing))
    #expect(frames(status.bytes) == [status])
  }

  @Test func theOneQuestion() {
    #expect(ParQuestion.status.bytes == [0x02] + ascii("18;;DF") + [0x03])
  }

  @Test func anySplitAndAnyGarbage() {
    let status = ParFrame.status(ParStatus(error: 0, sys: .value(125), dia: .value(80), map: .value(90)))
      .bytes
    expectTheSameForAnySplit(of: noise(200, seed: 24) + status + [0x02, 0x02] + status) { ParDecoder() }
  }
}
