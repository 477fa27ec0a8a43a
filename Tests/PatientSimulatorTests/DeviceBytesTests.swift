import InfusionCore
import Testing

@testable import PatientSimulator

/// Frames computed by hand from the devices' documents.
@Suite struct DeviceBytesTests {
  @Test(arguments: [
    (ContecV7Frame(strength: 5, wave: 51, bar: 6, pulse: 65, saturation: 97), "01 E0 85 B3 96 C1 E1 FF FF"),
    (ContecV7Frame(strength: 4, wave: 19, bar: 2, pulse: 60, saturation: 99), "01 E0 84 93 92 BC E3 FF FF"),
    // A pulse of 128 and more needs its top bit from the second byte.
    (ContecV7Frame(strength: 5, wave: 51, bar: 6, pulse: 140, saturation: 97), "01 E8 85 B3 96 8C E1 FF FF"),
    // 2.50 %: 250 is FA 00, whose top bit goes into the second byte.
    (
      ContecV7Frame(strength: 6, wave: 1, bar: 3, pulse: 72, saturation: 98, perfusionHundredths: 250),
      "01 A0 86 81 83 C8 E2 FA 80"
    ),
    (ContecV7Frame(fingerOut: true), "01 E9 80 C0 90 FF FF FF FF"),
    (ContecV7Frame(searching: true), "01 EA 80 C0 90 FF FF FF FF"),
  ])
  func contecV7(frame: ContecV7Frame, hex: String) {
    #expect(text(frame.bytes) == hex)
  }

  @Test func contecAnswers() {
    #expect(text(ContecV7Frame.packet(type: 0x0C, [])) == "0C 80")
    #expect(text(ContecV7Frame.packet(type: 0x0B, [0xAA, 0x05])) == "0B 81 AA 85")
  }

  @Test func noninDF2Frames() {
    #expect(text(NoninDF2Packet.frame(status: 0x81, pleth: 0x43, float: 0x00)) == "01 81 43 00 C5")
    #expect(text(NoninDF2Packet.frame(status: 0x98, pleth: 0x63, float: 0x00)) == "01 98 63 00 FC")
  }

  @Test(arguments: [
    (SensorStatus.ok, true, false, UInt8(0x81)), (.ok, false, true, 0x82), (.off, false, false, 0x98),
    (.searching, true, false, 0x91), (.lowPerfusion, false, true, 0x84), (.lowPerfusion, false, false, 0x80),
    (.artifact, false, false, 0xA0),
  ])
  func noninDF2Status(status: SensorStatus, isFirst: Bool, isBeat: Bool, byte: UInt8) {
    #expect(NoninDF2Packet.status(OximeterSignal(status: status), isFirst: isFirst, isBeat: isBeat) == byte)
  }

  /// 141 is 1 and 13 in seven-bit halves.
  @Test func noninDF2Numbers() {
    let seen = OximeterSignal(status: .ok, pulse: 141, saturation: 96)
    let held = OximeterSignal(status: .ok, pulse: 74, saturation: 95)
    #expect(
      text(NoninDF2Packet.floats(seen, held: held))
        == "01 0D 60 30 00 00 00 00 5F 60 60 00 00 01 0D 60 5F 00 00 00 4A 00 4A 00 00")
  }

  @Test func noninDF2WithoutAReading() {
    let floats = NoninDF2Packet.floats(.searching, held: .searching)
    #expect(floats[0] == 0x03 && floats[1] == 0x7F && floats[2] == 127)
  }

  @Test(arguments: [
    (OximeterSignal(status: .ok, pulse: 72, saturation: 98), "80 48 62 00"),
    (OximeterSignal(status: .ok, pulse: 141, saturation: 96), "81 0D 60 00"),
    (OximeterSignal(status: .lowPerfusion, pulse: 72, saturation: 98), "90 48 62 00"),
    (OximeterSignal(status: .artifact, pulse: 72, saturation: 98), "84 48 62 00"),
    (OximeterSignal(status: .searching), "A3 7F 7F 00"),
    (OximeterSignal(status: .off), "A3 7F 7F 08"),
  ])
  func noninDF8(signal: OximeterSignal, hex: String) {
    #expect(text(NoninDF8Voice.bytes(signal)) == hex)
  }

  @Test func noninTakesItsOwnFormatAndRefusesOthers() {
    #expect(NoninSelection.answer([0x02, 0x70, 0x02, 0x02, 0x08, 0x03], ownFormat: 0x08) == [0x06])
    #expect(NoninSelection.answer([0x02, 0x70, 0x02, 0x02, 0x02, 0x03], ownFormat: 0x08) == [0x15])
    #expect(NoninSelection.answer([0x02, 0x70], ownFormat: 0x08).isEmpty)
  }

  @Test(arguments: [
    (
      SensorStatus.ok, OximeterSignal(status: .ok, pulse: 97, saturation: 98, perfusionHundredths: 360),
      "SPO2=098% BPM=097 PI=03.60% SPCO=--.-% SPMET=--.-% DESAT=-- PIDELTA=+-- ALARM=0000 EXC=000800"
    ),
    (
      // Numbers are printed although the sensor is off.
      .off, OximeterSignal(status: .ok, pulse: 101, saturation: 98, perfusionHundredths: 12),
      "SPO2=098% BPM=101 PI=00.12% SPCO=--.-% SPMET=--.-% DESAT=-- PIDELTA=+-- ALARM=0000 EXC=000820"
    ),
    (
      .searching, .searching,
      "SPO2=---% BPM=--- PI=--.--% SPCO=--.-% SPMET=--.-% DESAT=-- PIDELTA=+-- ALARM=0000 EXC=000808"
    ),
  ])
  func masimo(status: SensorStatus, printed: OximeterSignal, line: String) {
    let bytes = MasimoVoice.bytes(clock: "01/01/00 00:00:07", printed: printed, status: status)
    #expect(String(decoding: bytes, as: UTF8.self) == "01/01/00 00:00:07 SN=0000000001 \(line)\r\n")
  }

  /// The checksum of the protocol's own example.
  @Test func lineChecksum() {
    let bytes = LineVoice.line(["@4", "rate=26.25", "vol=0.00", "pump=running"])
    #expect(String(decoding: bytes, as: UTF8.self) == "@4 rate=26.25 vol=0.00 pump=running*52\r\n")
  }

  private func text(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined(separator: " ")
  }
}
