import InfusionCore
import Testing

@testable import Devices

/// Frames computed by hand from the devices' documents.
@Suite struct ContecVoiceTests {
  private static let noFinger: [(SensorStatus, contecV7: String, contec5Byte: String)] = [
    (.off, "01 E9 80 C0 90 FF FF FF FF", "80 40 50 7F 7F"),
    (.searching, "01 EA 80 C0 90 FF FF FF FF", "80 40 60 7F 7F"),
  ]

  @Test(arguments: noFinger)
  func contecsWithoutAFinger(status: SensorStatus, contecV7: String, contec5Byte: String) {
    let signals = bedside(OximeterSignal(status: status))
    var (newer, older) = (ContecV7Voice(), Contec5ByteVoice())
    #expect(text(newer.frame(signals)) == contecV7)
    #expect(text(older.frame(signals)) == contec5Byte)
  }

  /// A pulse of 128 and more needs a bit from elsewhere. 2.50 % is 250, FA 00, whose top bit does too.
  @Test func contecsWithAFastPulse() {
    let signals = bedside(
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
}
