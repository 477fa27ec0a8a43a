import InfusionCore
import Quantities
import Testing

@testable import Devices

@Suite struct PC60FWTests {
  private func told(_ bytes: String) -> [PC60FWMessage] {
    var decoder = PC60FWDecoder()
    return decoder.messages(in: hex(bytes))
  }

  @Test func theCheckIsThatOfMaxim() { #expect(CRC8.maxim(ascii("123456789")) == 0xA1) }

  /// Made by the rule.
  @Test(arguments: [
    ("AA 55 0F 08 01 60 47 00 2A 00 80 55", 96, 71, 4200),
    ("AA 55 0F 08 01 5E 3A 00 3F 00 80 55", 94, 58, 6300),
    ("AA 55 0F 08 01 63 58 00 11 00 80 00", 99, 88, 1700),
  ])
  func figures(bytes: String, spo2: Int, pulse: Int, perfusion: Int) throws {
    let message = try #require(told(bytes).first)
    #expect(message.spo2 == .value(Fixed(spo2)) && message.pulse == .value(Fixed(pulse)))
    #expect(message.perfusionIndex == .value(Fixed(thousandths: perfusion)))
    #expect(!message.probeIsOff && !message.isSearching)
  }

  @Test func aPulseAbove255HasTwoBytes() {
    let fast = PC60FWMessage(spo2: .value(97), pulse: .value(300), perfusionIndex: .missing)
    #expect(fast.bytes[6...7] == [0x2C, 0x01])
    #expect(told(text(fast.bytes)) == [fast])
  }

  /// Wave, battery, the states of a single measurement.
  @Test func otherFramesArePassedOver() {
    var decoder = PC60FWDecoder()
    let others = [
      "AA 55 0F 07 02 14 2A 3C D0 31 FD", "AA 55 F0 03 03 02 A8", "AA 55 0F 06 21 02 00 00 00 45",
      "AA 55 0F 06 21 01 04 60 49 D3",
    ]
    #expect(decoder.messages(in: hex(others.joined(separator: " "))).isEmpty)
    #expect(decoder.counters.ignoredFrames == 4 && decoder.counters.skippedBytes == 0)
  }

  /// Its values are cut anywhere.
  @Test func anySplitGivesTheSame() {
    let stream = [
      "AA 55 0F 07 02 14 2A 3C D0 31 FD", "AA 55", "AA 55 0F 08 01 60 47 00 2A 00 80 55",
      "AA 55 F0 03 03 02 A8",
      "AA 55 0F 08 01 5E 3A 00 3F 00 80 54",
    ].joined(separator: " ")
    expectTheSameForAnySplit(of: hex(stream)) { PC60FWDecoder() }
    #expect(told(stream).map(\.spo2) == [.value(96)])
  }

  @Test(arguments: [
    (UInt8(0), SensorStatus.ok), (0x02, .off), (0x04, .searching), (0x08, .error), (0x06, .off),
  ])
  func statusBits(byte: UInt8, status: SensorStatus) throws {
    var oximeter = try driver("pc60fw")
    let message = PC60FWMessage(
      spo2: .value(97), pulse: .value(72), perfusionIndex: .value(3), probeIsOff: byte & 2 != 0,
      isSearching: byte & 4 != 0, checkProbe: byte & 8 != 0)
    #expect(message.bytes[9] == byte)
    let reading = try #require(oximeter.received(message.bytes[...], at: .start).readings.first)
    #expect(reading.status == status && (reading.spo2 == .noValue) == (status != .ok))
  }
}
