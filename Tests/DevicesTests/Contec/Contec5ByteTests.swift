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
