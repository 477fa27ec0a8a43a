import Devices
import Quantities
import Testing

@Suite struct Contec5ByteTests {
  private func frames(_ stream: [UInt8]) -> [Contec5ByteFrame] {
    var decoder = Contec5ByteDecoder()
    return decoder.messages(in: stream)
  }

  @Test func aFrame() throws {
    let frame = try #require(frames(hex("87 32 05 48 62")).first)
    #expect(frame.signalStrength == 7 && frame.wave == 50 && frame.bar == 5)
    #expect(frame.pulse == .value(72) && frame.spo2 == .value(98))
  }

  @Test(arguments: [127, 128, 140, 254])
  func thePulsesUpperBitStandsInTheThirdByte(rate: Int) {
    let frame = Contec5ByteFrame(pulse: .value(Fixed(rate)), spo2: .value(98))
    #expect((frame.bytes[2] & 0x40 != 0) == (rate >= 128))
    #expect(frames(frame.bytes) == [frame])
  }

  @Test func invalidNumbersAreNone() {
    let frame = frames(hex("87 00 45 7F 7F")).first
    #expect(frame?.pulse == .missing && frame?.spo2 == .missing)
    #expect(frames(hex("87 00 05 48 00")).first?.spo2 == .missing)
  }

  /// Bit 4 of byte 0 is "searching too long" or "no signal"; the finger has a bit of its own.
  @Test(arguments: [
    (
      "97 32 05 48 62",
      Contec5ByteFrame(
        pulse: .value(72), spo2: .value(98), signalStrength: 7, wave: 50, bar: 5, noSignal: true)
    ),
    (
      "87 32 15 48 62",
      Contec5ByteFrame(
        pulse: .value(72), spo2: .value(98), signalStrength: 7, wave: 50, bar: 5, probeError: true)
    ),
    (
      "87 32 25 48 62",
      Contec5ByteFrame(
        pulse: .value(72), spo2: .value(98), signalStrength: 7, wave: 50, bar: 5, isSearching: true)
    ),
    (
      "A7 32 05 48 62",
      Contec5ByteFrame(
        pulse: .value(72), spo2: .value(98), signalStrength: 7, wave: 50, bar: 5, droppingOrUnplugged: true)
    ),
    (
      "C7 32 05 48 62",
      Contec5ByteFrame(
        pulse: .value(72), spo2: .value(98), signalStrength: 7, wave: 50, bar: 5, pulseBeep: true)
    ),
  ])
  func everyStatusBit(bytes: String, frame: Contec5ByteFrame) {
    #expect(frames(hex(bytes)) == [frame])
    #expect(frame.bytes == hex(bytes))
  }

  @Test func aFifthByteWithBit7BreaksTheFrame() {
    #expect(frames(hex("87 00 45 FF 7F 87 32 05 48 62")).map(\.pulse) == [.value(72)])
  }

  @Test func anySplitAndAnyGarbage() {
    expectTheSameForAnySplit(of: noise(300, seed: 11) + hex("87 32 05 48 62 87 32 05 48 62")) {
      Contec5ByteDecoder()
    }
  }
}

@Suite struct NoninDF7Tests {
  private let packet = NoninPacket(pulse: .value(140), spo2: .value(96), perfusion: .good)

  private func packets(_ stream: [UInt8]) -> [NoninPacket] {
    var decoder = NoninDF7Decoder()
    return decoder.messages(in: stream)
  }

  @Test func theFloatsAreThoseOfFormat2() {
    #expect(packets(packet.bytesDF7) == [packet])
  }

  @Test func noFlippedBitMakesAWrongPacket() {
    for bit in 0..<1000 {
      var stream = packet.bytesDF7 + packet.bytesDF7
      stream[bit / 8] ^= 1 << UInt8(bit % 8)
      let found = packets(stream)
      #expect(
        found.allSatisfy { $0.pulse == .value(140) && $0.spo2 == .value(96) } && !found.isEmpty, "bit \(bit)")
    }
  }

  @Test func aStreamThatBeginsInTheMiddle() {
    #expect(packets(Array(packet.bytesDF7[33...]) + packet.bytesDF7).count == 1)
  }

  @Test func anySplitAndAnyGarbage() {
    expectTheSameForAnySplit(
      of: noise(300, seed: 12) + packet.bytesDF7 + noise(40, seed: 13) + packet.bytesDF7
    ) {
      NoninDF7Decoder()
    }
  }
}

@Suite struct NoninAsciiTests {
  private func lines(_ text: String) -> [NoninAsciiLine] {
    var decoder = NoninAsciiDecoder()
    return decoder.messages(in: ascii(text))
  }

  @Test(arguments: [
    ("SPO2=097 HR=072\r\n", NoninAsciiLine(spo2: .value(97), pulse: .value(72))),
    (
      "10:20:30 SPO2=097 HR=172\r\n",
      NoninAsciiLine(spo2: .value(97), pulse: .value(172), deviceTime: "10:20:30")
    ),
    ("SPO2=--- HR=---\r\n", NoninAsciiLine(spo2: .missing, pulse: .missing)),
    ("SPO2=097 HR=072 F\r\n", NoninAsciiLine(spo2: .value(97), pulse: .value(72))),
    ("SPO2=097* HR=072*B\r\n", NoninAsciiLine(spo2: .value(97), pulse: .value(72))),
  ])
  func aLine(text: String, line: NoninAsciiLine) {
    #expect(lines(text) == [line])
  }

  @Test func theTitleAtPowerUpIsPassedOver() {
    var decoder = NoninAsciiDecoder()
    #expect(decoder.messages(in: ascii("NONIN 8500 OXIMETER\r\n\r\nSPO2=097 HR=072\r\n")).count == 1)
    #expect(decoder.counters.ignoredFrames == 1)
  }

  @Test(arguments: [
    "SPO2=97 HR=072\r\n", "SPO2=197 HR=072\r\n", "SPO2=097 HR=07\r\n", "SPO2=097\r\n",
    "SPO2=097 HR=072 X\r\n", "SPO2=097 HR=072SPO2=097 HR=072\r\n",
  ])
  func aLineThatIsNotWholeIsBad(text: String) {
    var decoder = NoninAsciiDecoder()
    #expect(decoder.messages(in: ascii(text)).isEmpty)
    #expect(decoder.counters.badFrames == 1)
  }

  @Test func anySplit() {
    expectTheSameForAnySplit(
      of: noise(99, seed: 14) + ascii("\r\nSPO2=097 HR=072\r\n10:20:30 SPO2=--- HR=---\n")
    ) { NoninAsciiDecoder() }
  }
}

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
