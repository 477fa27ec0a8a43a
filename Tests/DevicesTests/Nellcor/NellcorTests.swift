import Devices
import Quantities
import Testing

@Suite struct NellcorTests {
  private func lines(_ text: String) -> [NellcorLine] {
    var decoder = NellcorDecoder()
    return decoder.messages(in: ascii(text))
  }

  @Test func aRecordedLineWithTwoStates() throws {
    let line = try #require(lines("07-Jan-04 11:24:54   100     102      36    MO             AO\r\n").first)
    #expect(line.spo2 == .value(100) && line.pulse == .value(102) && line.amplitude == .value(36))
    #expect(line.states == [.motion, .alarmOff])
    #expect(line.deviceTime == "07-Jan-04 11:24:54")
  }

  /// XON/XOFF may be switched on in the device: these bytes are not of its lines.
  @Test func flowControlAmongItsLinesIsPassedOver() {
    let text = "\u{11}07-Jan-04 11:24:54   100  \u{13}\u{11}   102      36\r\n\u{11}"
    #expect(lines(text).map(\.pulse) == [.value(102)])
  }

  @Test func starsAndDashes() {
    let line = lines("02-Feb-00 00:00:02    85*    ---     ---    SO LB XY\r\n").first
    #expect(line?.spo2 == .value(85) && line?.pulse == .missing && line?.amplitude == .missing)
    #expect(line?.states == [.sensorOff, .lowBattery, .other("XY")])
  }

  @Test func headersArePassedOver() {
    var decoder = NellcorDecoder()
    let text =
      "N-560    VERSION 1.61.00    CRC:XXXX  SpO2 Limit: 95-100%    PR Limit: 59-148BPM\r\n"
      + "                         ADULT           25SAT-S\r\n"
      + "TIME                 %SpO2   BPM     PA     Status\r\n"
    #expect(decoder.messages(in: ascii(text)).isEmpty)
    #expect(decoder.counters.ignoredFrames == 3 && decoder.counters.badFrames == 0)
  }

  @Test(arguments: [
    "07-Jan-04 11:24:54   100\r\n", "07-Jan-04 11:24:54   1x0     102      36\r\n",
    "07-Jan-04 11:24:54   101     102      36\r\n",
  ])
  func aLineThatIsNotWholeIsBad(text: String) {
    var decoder = NellcorDecoder()
    #expect(decoder.messages(in: ascii(text)).isEmpty)
    #expect(decoder.counters.badFrames == 1)
  }

  @Test func aLineIsWrittenAsItIsReadAndAnySplitGivesIt() {
    let line = NellcorLine(
      deviceTime: "07-Jan-04 11:24:54", spo2: .value(91), pulse: .value(140), amplitude: .missing,
      states: [.lossOfPulse])
    var decoder = NellcorDecoder()
    #expect(decoder.messages(in: line.bytes) == [line])
    expectTheSameForAnySplit(of: line.bytes + noise(99, seed: 15) + ascii("\n") + line.bytes) {
      NellcorDecoder()
    }
  }
}
