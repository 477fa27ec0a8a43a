import Devices
import Quantities
import Testing

private func lines(_ text: String) -> [MasimoAscii1Line] {
  var decoder = MasimoAscii1Decoder()
  return decoder.messages(in: ascii(text))
}

private let good =
  "02/22/16 22:47:45 SN=0000056661 SPO2=098% BPM=097 PI=03.60% "
  + "SPCO=--.-% SPMET=--.-% DESAT=-- PIDELTA=+-- ALARM=0000 EXC=000800"

@Suite struct MasimoAscii1Tests {
  @Test func aRecordedLine() throws {
    let line = try #require(lines(good + "\r\n").first)
    #expect(line.spo2 == .value(98) && line.pulse == .value(97))
    #expect(line.perfusionIndex == .value(Fixed(thousandths: 3600)))
    #expect(line.exception == .masimoSET && line.alarm == 0)
    #expect(line.deviceTime == "02/22/16 22:47:45")
  }

  /// Numbers are printed although the sensor is off: the exception field says so, by bits and in hexadecimal.
  @Test func aRecordedLineWithTheSensorOff() throws {
    let line = try #require(
      lines("02/22/16 22:48:01 SN=0000056661 SPO2=098% BPM=101 PI=--.--% ALARM=0010 EXC=000824\r\n").first)
    #expect(line.spo2 == .value(98))
    #expect(line.perfusionIndex == .missing)
    #expect(line.exception == [.masimoSET, .sensorOff, .lowPerfusion])
    #expect(line.alarm == 0x10)
  }

  @Test(arguments: [
    (0x1, MasimoException.noSensor), (0x2, .defectiveSensor), (0x4, .lowPerfusion), (0x8, .pulseSearch),
    (0x10, .interference), (0x20, .sensorOff), (0x40, .ambientLight), (0x80, .unrecognisedSensor),
    (0x100, .incompatibleSensor), (0x400, .lowSignalQuality), (0x1000, .noCable), (0x10000, .defectiveCable),
    (0x20000, .calibrating), (0x40000, .sensorExpired),
  ])
  func everyExceptionBit(bits: Int, exception: MasimoException) {
    let digits = String(0x800 | bits, radix: 16)
    let line = lines("SPO2=098% BPM=097 EXC=\(String(repeating: "0", count: 6 - digits.count) + digits)\r\n")
      .first
    #expect(line?.exception == [.masimoSET, exception])
  }

  @Test func alarmsAreNotExceptions() {
    #expect(lines("SPO2=098% BPM=097 ALARM=0024 EXC=000800\r\n").first?.exception == .masimoSET)
  }

  @Test(arguments: [
    "SPO2=098% BPM=097 EXC=000800\r\n", "SPO2=098 BPM=097 EXC=000800\n\r",
    "\r\n\r\nEXC=000800 BPM=097 SPO2=98 PVI=021\r\n",
  ])
  func keysAreOptionalAndInAnyOrder(text: String) {
    #expect(lines(text).map(\.spo2) == [.value(98)])
  }

  @Test(arguments: ["---", "---%", "--.-%", "+--", "--.--%"])
  func dashesAreNone(text: String) {
    #expect(lines("SPO2=\(text) BPM=097 EXC=000800\r\n").first?.spo2 == .missing)
  }

  @Test(arguments: [
    "SPO2=098% BPM=097\r\n", "SPO2=098% BPM=097 EXC=8\r\n", "SPO2=9x% BPM=097 EXC=000800\r\n",
    "SPO2=198% BPM=097 EXC=000800\r\n", "SPO2=098% BPM=097 PI=99.00% EXC=000800\r\n",
    "SPO2=098% BPM=097 EXC=000800 SPO2=097% BPM=097 EXC=000800\r\n", "SPO2=-9% BPM=097 EXC=000800\r\n",
  ])
  func aLineThatIsNotWholeIsBad(text: String) {
    var decoder = MasimoAscii1Decoder()
    #expect(decoder.messages(in: ascii(text)).isEmpty)
    #expect(decoder.counters.badFrames == 1)
  }

  @Test func aLineIsWrittenAsItIsRead() {
    let line = MasimoAscii1Line(
      deviceTime: "01/02/26 10:00:00", spo2: .value(91), pulse: .value(140),
      perfusionIndex: .value(Fixed(thousandths: 450)),
      exception: [.masimoSET, .lowPerfusion], alarm: 0x12)
    var decoder = MasimoAscii1Decoder()
    #expect(decoder.messages(in: line.bytes) == [line])
  }

  @Test func anySplitAndAnyGarbage() {
    let text = ascii(good + "\r\n")
    let stream = noise(100, seed: 8) + ascii("\r\n") + text + noise(700, seed: 9) + ascii("\n") + text + text
    expectTheSameForAnySplit(of: stream) { MasimoAscii1Decoder() }
    var decoder = MasimoAscii1Decoder()
    #expect(decoder.messages(in: stream).count == 3)
  }
}
