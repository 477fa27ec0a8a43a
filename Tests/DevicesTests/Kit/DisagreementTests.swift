import Devices
import Quantities
import Testing

/// One test for each point on which programs that read the same devices disagree; the devices' pages say what
/// is right.
@Suite("Where public decoders go wrong") struct DisagreementTests {
  private func read<Decoder: FrameDecoder>(_ decoder: Decoder, _ stream: [UInt8]) -> [Decoder.Message] {
    var decoder = decoder
    return decoder.messages(in: stream)
  }

  private func v7(_ frame: String) -> ContecV7RealTime? {
    read(ContecV7Decoder(), hex(frame)).lazy.compactMap {
      if case .realTime(let data) = $0 { data } else { nil }
    }.first
  }

  // MARK: Contec

  @Test("V7: the pulse's bit 7 is in `high`, not masked away: 140 is not 12")
  func v7PulseOf128OrMore() { #expect(v7("01 E8 85 B3 96 8C E1 FF FF")?.pulse == .value(140)) }

  @Test("V7: bit 4 of the bar byte says that the perfusion index is invalid, not valid")
  func v7PerfusionIndexInvalid() {
    #expect(v7("01 80 85 B3 96 C1 E1 90 83")?.perfusionIndex == .missing)
    #expect(v7("01 80 85 B3 86 C1 E1 90 83")?.perfusionIndex == .value(Fixed(thousandths: 7840)))
  }

  @Test("V7: `high` may be any byte with bit 7, not only E0 to E3", arguments: 0..<128)
  func v7AnyHigh(low: Int) {
    let frame: [UInt8] = [0x01, 0x80 | UInt8(low), 0x85, 0xB3, 0x96, 0xC1, 0xE1, 0xFF, 0xFF]
    #expect(read(ContecV7Decoder(), frame).count == 1)
  }

  @Test("V7: the wave is seven bits, not shifted")
  func v7Wave() { #expect(v7("01 E0 85 B3 96 C1 E1 FF FF")?.wave == 51) }

  @Test("V7: out of step, it slides to the next type byte and raises nothing")
  func v7OutOfStep() { #expect(v7("85 B3 01 E0 85 B3 01 E0 85 B3 96 C1 E1 FF FF")?.pulse == .value(65)) }

  @Test("5-byte: bit 4 of byte 0 is no signal, the finger has its own")
  func fiveByteNoSignal() {
    let frame = read(Contec5ByteDecoder(), hex("97 32 05 48 62")).first
    #expect(frame?.noSignal == true && frame?.probeError == false)
  }

  // MARK: Nonin

  @Test("Nonin: the heart rate is two bits and seven bits, not two bytes")
  func noninHeartRate() {
    let stream = NoninPacket(pulse: .value(300), spo2: .value(96)).bytesDF2
    #expect(stream[3] == 2 && stream[8] == 44)
    #expect(read(NoninDF2Decoder(), stream).first?.pulse == .value(300))
  }

  @Test("Nonin: a 01 that is no beginning begins nothing")
  func nonin01InsideAFrame() {
    let stream = NoninPacket(pulse: .value(74), spo2: .value(96)).bytesDF2
    #expect(read(NoninDF2Decoder(), [0x01, 0x01, 0x81, 0x01, 0x01] + stream).map(\.spo2) == [.value(96)])
  }

  @Test("Nonin: after a bad checksum it slides by one byte, not by five")
  func noninSlidesByOne() {
    let stream = NoninPacket(pulse: .value(74), spo2: .value(96)).bytesDF2
    #expect(read(NoninDF2Decoder(), hex("01 81 43 00 00") + stream).count == 1)
    #expect(read(NoninDF2Decoder(), hex("01 81 43") + stream).count == 1)
  }

  @Test("Bluetooth: a short float's exponent has a sign, and is not biased by 8: 97 is no 0.00000097")
  func shortFloats() {
    let value = NotifiedValue(of: BluetoothUUID(0x2A5F), hex("00 61 00 CF F3"))
    let told = read(NotifiedDecoder<PLXMeasurement>(), value.bytes).first
    #expect(told?.usual.spo2 == .value(97) && told?.usual.pulse == .value(Fixed(thousandths: 97_500)))
  }

  @Test("Nonin BLE: saturation is the eighth byte, the pulse stands behind it high byte first")
  func noninBLEPlaces() {
    let value = NotifiedValue(of: NoninOximetry.characteristic, hex("0A 50 1D 01 2C 00 07 61 01 04"))
    let told = read(NotifiedDecoder<NoninOximetry>(), value.bytes).first
    #expect(told?.spo2 == .value(97) && told?.pulse == .value(260))
  }

  // MARK: Masimo

  private func masimo(_ line: String) -> MasimoAscii1Line? {
    read(MasimoAscii1Decoder(), ascii(line + "\r\n")).first
  }

  @Test("Masimo: ALARM and EXC have tables of their own")
  func masimoTwoTables() {
    #expect(masimo("SPO2=098% BPM=097 ALARM=0020 EXC=000800")?.exception == .masimoSET)
    #expect(masimo("SPO2=098% BPM=097 ALARM=0000 EXC=000820")?.exception.contains(.sensorOff) == true)
  }

  @Test("Masimo: they are bits in hexadecimal, not texts to be compared")
  func masimoBits() {
    #expect(
      masimo("SPO2=098% BPM=097 EXC=000834")?.exception == [
        .masimoSET, .lowPerfusion, .interference, .sensorOff,
      ])
  }

  @Test("Masimo: PVI and the rest are optional, and stand in any order")
  func masimoOptionalKeys() {
    let rad8 = "02/22/16 22:47:45 SN=0000056661 SPO2=098% BPM=097 PI=03.60% EXC=000800"
    #expect(masimo(rad8)?.spo2 == .value(98))
    #expect(masimo("EXC=000800 PVI=021 BPM=097 SPO2=098%")?.spo2 == .value(98))
  }

  // MARK: Nellcor

  @Test("Nellcor: every state of a line, and a header of `%SpO2` without RESP MODE")
  func nellcorHeaderAndStates() {
    var decoder = NellcorDecoder()
    let text = [
      "N-560    VERSION 1.61.00    CRC:XXXX  SpO2 Limit: 95-100%    PR Limit: 59-148BPM",
      "                         ADULT           25SAT-S",
      "TIME                 %SpO2   BPM     PA     Status",
      "07-Jan-04 11:24:54   100     102      36    MO             AO",
      "                         ADULT           25SAT-S      RESP MODE: NORMAL",
      "07-Jan-04 11:24:56    99     101      35    PS",
    ]
    let found = decoder.messages(in: ascii(text.joined(separator: "\r\n") + "\r\n"))
    #expect(found.map(\.states) == [[.motion, .alarmOff], [.pulseSearch]])
    #expect(decoder.counters.badFrames == 0 && decoder.counters.ignoredFrames == 4)
  }

  // MARK: Cuffs

  @Test("SunTech: error codes are decimal: 87 is 57 on the wire, not 87")
  func sunTechDecimalErrors() {
    let loose = SunTechReply.result(SunTechResult(sys: 0, dia: 0, map: 0, error: 87))
    #expect(loose.bytes[20] == 0x57 && read(SunTechDecoder(), loose.bytes) == [loose])
  }

  @Test("PM6750: figures come after the enables, and a command FB is none of them")
  func pm6750Enables() {
    #expect(PM6750Switch.allCases.map { $0.bytes[3] } == [0x01, 0x03, 0x04])
    #expect(PM6750Switch.allCases.allSatisfy { $0.bytes[4] == 1 })
    // An FB frame on the line is neither a message nor an error.
    var decoder = PM6750Decoder()
    #expect(decoder.messages(in: hex("55 AA 04 FB 01 FF")).isEmpty)
    #expect(decoder.counters.badFrames == 0 && decoder.counters.ignoredFrames == 1)
  }

  @Test("PM6750: systolic, mean, diastolic, in this order")
  func pm6750Order() {
    let cuff = PM6750Cuff(state: .done, cuffPressure: 12, sys: 124, map: 93, dia: 78)
    #expect(read(PM6750Decoder(), hex("55 AA 08 03 00 06 7C 5D 4E C7")) == [.cuff(cuff)])
  }

  @Test("PAR: the sum of the manual's example is 40, not D2")
  func parSum() {
    let body = "S1;A0;C03;M00;P125080090;R075;T0005;;"
    #expect(read(ParDecoder(), [0x02] + ascii(body + "40") + [0x03]).count == 1)
    #expect(read(ParDecoder(), [0x02] + ascii(body + "D2") + [0x03]).isEmpty)
  }

  // MARK: Pumps

  @Test("Alaris: the CRC is that of the body that stands there")
  func alarisCRC() {
    #expect(read(AsenaDecoder(), ascii("!INF_VTBI^DEACT|D8C5\r")).count == 1)
    #expect(read(AsenaDecoder(), ascii("!INF_VTBI^DEACT^|D8C5\r")).isEmpty)
    var decoder = AsenaDecoder()
    _ = decoder.messages(in: ascii("!REMQUERY^DEACT^^^|E5C9\r"))
    #expect(decoder.counters.badFrames == 1 && decoder.counters.ignoredFrames == 0)
  }

  @Test("BCC: of the printed examples only ALIVE has a checksum that fits")
  func bccAlive() {
    var decoder = BCCDecoder()
    #expect(decoder.messages(in: BCCWord.alive.bytes) == [BCCBlock(values: [])])
    let printed = [0x01] + ascii("00031") + [0x02] + ascii("1/1/1>ADMIN:ALIVE") + [0x03]
    #expect(decoder.messages(in: printed + ascii("00062") + [0x04]).isEmpty)
  }
}
