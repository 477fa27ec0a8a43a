import Devices
import Quantities
import Testing

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
