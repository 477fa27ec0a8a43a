import InfusionCore
import Testing

@testable import Devices

/// Frames computed by hand from the devices' documents.
@Suite struct DeviceBytesTests {
  private static let noFinger: [(SensorStatus, contecV7: String, contec5Byte: String)] = [
    (.off, "01 E9 80 C0 90 FF FF FF FF", "80 40 50 7F 7F"),
    (.searching, "01 EA 80 C0 90 FF FF FF FF", "80 40 60 7F 7F"),
  ]

  @Test(arguments: noFinger)
  func contecsWithoutAFinger(status: SensorStatus, contecV7: String, contec5Byte: String) {
    let signals = signals(OximeterSignal(status: status))
    var (newer, older) = (ContecV7Voice(), Contec5ByteVoice())
    #expect(text(newer.frame(signals)) == contecV7)
    #expect(text(older.frame(signals)) == contec5Byte)
  }

  /// A pulse of 128 and more needs a bit from elsewhere. 2.50 % is 250, FA 00, whose top bit does too.
  @Test func contecsWithAFastPulse() {
    let signals = signals(
      OximeterSignal(status: .ok, pulse: 140, saturation: 97, perfusionHundredths: 250))
    var (newer, older) = (ContecV7Voice(), Contec5ByteVoice())
    let packet = newer.frame(signals)
    #expect(text(Array(packet[..<2])) == "01 A8" && text(Array(packet[5...])) == "8C E1 FA 80")
    let frame = older.frame(signals)
    #expect(frame[2] & 0x40 == 0x40 && text(Array(frame[3...])) == "0C 61")
  }

  @Test func contecAnswers() {
    var voice = ContecV7Voice()
    func answer(_ command: UInt8) -> String {
      let word = [0x7D, 0x81, command] + [UInt8](repeating: 0x80, count: 6)
      return text(voice.received(word, .none))
    }
    #expect(answer(0xA2) == "0C 80")
    #expect(answer(0xAA) == "0B 81 AA 85")
  }

  @Test(arguments: [
    (SensorStatus.ok, false, UInt8(0x00)), (.ok, true, 0x02), (.off, false, 0x18), (.searching, false, 0x10),
    (.lowPerfusion, true, 0x04), (.lowPerfusion, false, 0x00), (.artifact, false, 0x20),
    (.artifact, true, 0x26),
  ])
  func noninStatus(status: SensorStatus, isBeat: Bool, byte: UInt8) {
    #expect(NoninPacketVoice.status(status, isBeat: isBeat).rawValue == byte)
  }

  /// 141 is 1 and 13 in seven-bit halves. What a display holds stands there when the finger is out.
  @Test func noninHoldsWhatADisplayShows() {
    var voice = NoninPacketVoice(.df2)
    func floats(_ signal: OximeterSignal) -> String {
      text((0..<25).map { _ in voice.frame(signals(signal))[3] })
    }
    #expect(
      floats(OximeterSignal(status: .ok, pulse: 141, saturation: 96))
        == "01 0D 60 30 00 00 00 00 60 60 60 00 00 01 0D 60 60 00 00 01 0D 01 0D 00 00")
    #expect(
      floats(OximeterSignal(status: .off))
        == "03 7F 7F 30 00 00 00 00 60 7F 7F 00 00 03 7F 7F 60 00 00 01 0D 01 0D 00 00")
  }

  @Test func noninFrames() {
    let signals = signals(OximeterSignal(status: .off))
    var (two, seven) = (NoninPacketVoice(.df2), NoninPacketVoice(.df7))
    #expect(text(two.frame(signals)) == "01 99 60 03 FD")
    #expect(text(seven.frame(signals)) == "99 60 00 03 FC")
    #expect(text(two.frame(signals)) == "01 98 60 7F 78")
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
      "SPO2=098% BPM=097 PI=03.60% ALARM=0000 EXC=000800"
    ),
    (
      // Numbers are printed although the sensor is off.
      .off, OximeterSignal(status: .ok, pulse: 101, saturation: 98, perfusionHundredths: 12),
      "SPO2=098% BPM=101 PI=00.12% ALARM=0000 EXC=000820"
    ),
    (.searching, .searching, "SPO2=---% BPM=--- PI=--.--% ALARM=0000 EXC=000808"),
  ])
  func masimo(status: SensorStatus, printed: OximeterSignal, line: String) {
    let bytes = MasimoVoice.bytes(clock: "01/01/00 00:00:07", printed: printed, status: status)
    #expect(String(decoding: bytes, as: UTF8.self) == "01/01/00 00:00:07 \(line)\r\n")
  }

  @Test func lineCountsAndChecksItsLines() {
    var voice = LineVoice(carries: [.pump])
    _ = voice.frame(.none)
    #expect(
      String(decoding: voice.frame(.none), as: UTF8.self) == "rate=0 vol=0 pump=stopped seq=1*70\r\n")
  }

  private func signals(_ oximetry: OximeterSignal) -> BedsideSignals {
    var signals = BedsideSignals.none
    signals.oximetry = oximetry
    return signals
  }

  private func text(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined(separator: " ")
  }
}
