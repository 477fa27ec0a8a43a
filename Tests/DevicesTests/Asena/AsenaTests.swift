import Devices
import Quantities
import Testing

@Suite struct AsenaTests {
  private let recorded = "!INF^8002-51733^A^HLD^0.00^ml/h^^0.969^ml^530.15^mmHg^00:04:09^EVENT^214725|DB9D\r"

  private func replies(_ stream: [UInt8]) -> [AsenaReply] {
    var decoder = AsenaDecoder()
    return decoder.messages(in: stream)
  }

  @Test func aRecordedReply() {
    let state = AsenaInfusion(
      serialNumber: "8002-51733", hasAlarm: true, mode: "HLD", rate: 0, volume: Fixed(thousandths: 969))
    #expect(replies(ascii(recorded)) == [.infusion(state)])
  }

  @Test func theQuestionsCarryTheirCRC() {
    #expect(AsenaQuestion.infusion.bytes == ascii("!INF|4961\r"))
    #expect(AsenaQuestion.alarm.bytes == ascii("!ALARM|50B2\r"))
    #expect(AsenaQuestion.vtbi.bytes == ascii("!INF_VTBI|8456\r"))
  }

  /// The form in which it is set, CRC and all, is in a public program; the answer is taken to have the same.
  @Test func theVolumeToBeInfused() {
    #expect(replies(ascii("!INF_VTBI^ACTIV^11.000^ml^STOP|4433\r")) == [.vtbi(.value(11))])
    #expect(replies(ascii("!INF_VTBI^DEACT|D8C5\r")) == [.vtbi(.missing)])
    for reply in [AsenaReply.vtbi(.value(35)), .vtbi(.missing)] { #expect(replies(reply.bytes) == [reply]) }
  }

  /// A published example that carries the CRC of another body: the CRC decides.
  @Test func aWrongCRCIsRefused() {
    var decoder = AsenaDecoder()
    #expect(decoder.messages(in: ascii("!REMQUERY^DEACT^^^|E5C9\r")).isEmpty)
    #expect(decoder.counters.badFrames == 1)
    #expect(decoder.messages(in: ascii("!REMQUERY^DEACT^^^^|E5C9\r")).isEmpty)
    #expect(decoder.counters.ignoredFrames == 1)
  }

  @Test(arguments: [
    AsenaAlarm.none, .occlusion, .syringeEmpty, .endAtKVO, .volumeInfused, .volumeInfusedAtKVO,
    .volumeInfusedStopped, .nearEnd, .fault, .disturbed("DRDIS"), .other("LWBAT"),
  ])
  func everyAlarm(alarm: AsenaAlarm) {
    #expect(replies(AsenaReply.alarm(alarm).bytes) == [.alarm(alarm)])
  }

  @Test func anotherUnitIsNotGuessed() {
    let right = AsenaReply.infusion(
      AsenaInfusion(
        serialNumber: "1", hasAlarm: false, mode: "INF", rate: Fixed(thousandths: 52500), volume: 1))
    #expect(replies(right.bytes) == [right])
    #expect(replies(ascii("!INF^1^-^INF^52.5^mcg/h^^1^ml|0000\r")).isEmpty)
  }

  @Test func anEscapeOrAFlippedBitNeverMakesAReply() {
    let stream = ascii(recorded)
    let right = replies(stream)
    for bit in 0..<(stream.count * 8) {
      var damaged = stream + stream
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      let found = replies(damaged)
      #expect(found.last == right.last && found.allSatisfy { $0 == right.last }, "bit \(bit)")
    }
    #expect(replies(Array(stream[..<20]) + [0x1B] + stream) == right)
  }

  /// Longer than any reply, so it is refused, whether it comes in one read or in many.
  @Test func aReplyThatNeverEndsIsRefusedHoweverItComes() {
    let long = AsenaReply.infusion(
      AsenaInfusion(
        serialNumber: String(repeating: "8", count: 300), hasAlarm: false, mode: "INF", rate: 1, volume: 1)
    ).bytes
    var whole = AsenaDecoder()
    var cut = AsenaDecoder()
    #expect(whole.messages(in: long).isEmpty)
    for byte in long { #expect(cut.messages(in: [byte]).isEmpty) }
    #expect(whole.counters == cut.counters)
  }

  @Test func anySplitAndAnyGarbage() {
    expectTheSameForAnySplit(
      of: noise(300, seed: 41) + ascii(recorded) + noise(50, seed: 42) + ascii(recorded)
    ) { AsenaDecoder() }
  }
}
