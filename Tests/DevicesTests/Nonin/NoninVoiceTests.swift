import InfusionCore
import Testing

@testable import Devices

/// Frames computed by hand from the devices' documents.
@Suite struct NoninVoiceTests {
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
      text((0..<25).map { _ in voice.frame(bedside(signal))[3] })
    }
    #expect(
      floats(OximeterSignal(status: .ok, pulse: 141, saturation: 96))
        == "01 0D 60 30 00 00 00 00 60 60 60 00 00 01 0D 60 60 00 00 01 0D 01 0D 00 00")
    #expect(
      floats(OximeterSignal(status: .off))
        == "03 7F 7F 30 00 00 00 00 60 7F 7F 00 00 03 7F 7F 60 00 00 01 0D 01 0D 00 00")
  }

  @Test func noninFrames() {
    let signals = bedside(OximeterSignal(status: .off))
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
}
