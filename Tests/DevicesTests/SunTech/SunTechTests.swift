import Devices
import Quantities
import Testing

@Suite struct SunTechTests {
  private func replies(_ stream: [UInt8]) -> [SunTechReply] {
    var decoder = SunTechDecoder()
    return decoder.messages(in: stream)
  }

  @Test func theManualsResult() {
    let packet = hex("3E 18 73 00 4A 00 1E 01 00 00 00 00 00 00 31 07 55 00 58 00 00 00 00 E9")
    #expect(replies(packet) == [.result(SunTechResult(sys: 115, dia: 74, map: 88, pulse: 85, beats: 30))])
  }

  @Test func aCuffPressureAndABadSum() {
    #expect(replies(hex("3E 05 02 01 BA")) == [.cuffPressure(258)])
    var decoder = SunTechDecoder()
    #expect(decoder.messages(in: hex("3E 05 02 01 B1")).isEmpty)
    #expect(decoder.counters.badFrames == 1)
  }

  /// The codes are decimal in the manual: 85 is 0x55 on the wire, not 0x85.
  @Test func anErrorCodeIsItsNumber() {
    let blocked = SunTechReply.result(SunTechResult(sys: 0, dia: 0, map: 0, error: 85))
    #expect(blocked.bytes[20] == 0x55)
    #expect(replies(blocked.bytes) == [blocked])
  }

  @Test(arguments: SunTechAnswer.allCases)
  func everyAnswer(answer: SunTechAnswer) {
    #expect(replies(SunTechReply.acknowledged(answer).bytes) == [.acknowledged(answer)])
  }

  @Test func aBadPacketCostsOneByte() {
    #expect(replies(hex("3E 05") + hex("3E 05 02 01 BA") + hex("3E 04 4B 73")).count == 2)
  }

  @Test func questionsSumToNothing() {
    for question in SunTechQuestion.allCases { #expect(question.bytes.reduce(0, &+) == 0) }
  }

  @Test func noFlippedBitMakesAWrongResult() {
    let right = SunTechReply.result(SunTechResult(sys: 115, dia: 74, map: 88, pulse: 85, beats: 30))
    for bit in 0..<192 {
      var stream = right.bytes + right.bytes
      stream[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(replies(stream).allSatisfy { $0 == right }, "bit \(bit)")
    }
  }

  @Test func anySplitAndAnyGarbage() {
    expectTheSameForAnySplit(of: noise(400, seed: 21) + hex("3E 05 02 01 BA") + noise(90, seed: 22)) {
      SunTechDecoder()
    }
  }
}
