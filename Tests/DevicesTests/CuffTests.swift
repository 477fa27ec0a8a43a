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

@Suite struct PM6750Tests {
  private func messages(_ stream: [UInt8]) -> [PM6750Message] {
    var decoder = PM6750Decoder()
    return decoder.messages(in: stream)
  }

  @Test func aWaveFrameIsNothingForUs() {
    var decoder = PM6750Decoder()
    #expect(decoder.messages(in: hex("55 AA 0A 01 80 80 80 80 80 80 80 74")).isEmpty)
    #expect(decoder.counters.ignoredFrames == 1)
  }

  /// Systolic, mean, diastolic: in any other order it is a plausible and wrong pressure.
  @Test func theMeanStandsInTheMiddle() {
    let frame = PM6750Message.cuff(PM6750Cuff(state: .done, cuffPressure: 12, sys: 124, map: 93, dia: 78))
      .bytes
    #expect(frame == hex("55 AA 08 03 00 06 7C 5D 4E C7"))
    #expect(
      messages(frame) == [.cuff(PM6750Cuff(state: .done, cuffPressure: 12, sys: 124, map: 93, dia: 78))])
  }

  @Test(arguments: PM6750Cuff.State.allCases)
  func everyCuffStateStandsInBits5To2(state: PM6750Cuff.State) {
    let frame = PM6750Message.cuff(PM6750Cuff(state: state)).bytes
    #expect(frame[4] == state.rawValue << 2)
    #expect(messages(frame) == [.cuff(PM6750Cuff(state: state))])
  }

  @Test(arguments: PM6750Oximeter.State.allCases)
  func everyOximeterState(state: PM6750Oximeter.State) {
    let message = PM6750Message.oximeter(PM6750Oximeter(state: state, spo2: .value(97), pulse: .value(140)))
    #expect(messages(message.bytes) == [message])
  }

  @Test func invalidNumbersAreNone() {
    let message = PM6750Message.oximeter(PM6750Oximeter(state: .ok, spo2: .missing, pulse: .missing))
    #expect(Array(message.bytes[5...6]) == [127, 255])
    #expect(messages(message.bytes) == [message])
    #expect(
      messages(PM6750Message.temperature(PM6750Temperature(first: .missing)).bytes).first
        == .temperature(.init(first: .missing)))
  }

  @Test func ecgAndTemperature() {
    let ecg = PM6750Message.ecg(PM6750Ecg(hr: 72, rr: 14, leadIsOff: true))
    let temperature = PM6750Message.temperature(PM6750Temperature(first: .value(Fixed(thousandths: 36600))))
    #expect(messages(ecg.bytes + temperature.bytes) == [ecg, temperature])
  }

  @Test func theSwitches() {
    #expect(PM6750Switch.ecg.bytes == hex("55 AA 04 01 01 F9"))
    #expect(PM6750Switch.allCases.map(\.rawValue) == [0x01, 0x03, 0x04])
  }

  @Test func noFlippedBitMakesAWrongMessage() {
    let right = PM6750Message.cuff(PM6750Cuff(state: .done, sys: 124, map: 93, dia: 78))
    for bit in 0..<(right.bytes.count * 8) {
      // A length that grew waits for up to 34 bytes before it is found out.
      var stream = Array(repeating: right.bytes, count: 5).flatMap { $0 }
      stream[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(messages(stream).allSatisfy { $0 == right }, "bit \(bit)")
      #expect(!messages(stream).isEmpty)
    }
  }

  @Test func anySplitAndAnyGarbage() {
    let cuff = PM6750Message.cuff(PM6750Cuff(state: .done, sys: 124, map: 93, dia: 78)).bytes
    expectTheSameForAnySplit(of: noise(200, seed: 23) + [0x55] + cuff + [0x55, 0xAA, 0x55] + cuff) {
      PM6750Decoder()
    }
    #expect(messages([0x55, 0xAA, 0x55] + cuff).count == 1)
  }
}

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
