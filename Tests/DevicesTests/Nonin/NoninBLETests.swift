import InfusionCore
import Quantities
import Testing

@testable import Devices

@Suite struct NoninBLETests {
  private func told(_ value: String) -> NoninOximetry? {
    var decoder = NotifiedDecoder<NoninOximetry>()
    return decoder.messages(in: NotifiedValue(of: NoninOximetry.characteristic, hex(value)).bytes).first
  }

  @Test func everyPart() throws {
    let value = try #require(told("0A 56 1D 01 2C 00 07 61 00 48"))
    #expect(value.status == [.encrypted, .onTheFinger, .smartPoint, .weakSignal] && value.battery == 29)
    #expect(value.perfusionIndex == .value(3) && value.number == 7)
    #expect(value.spo2 == .value(97) && value.pulse == .value(72))
  }

  @Test func noneIs127And511() {
    #expect(told("0A 40 1D 00 00 00 07 7F 01 FF")?.spo2 == .missing)
    #expect(told("0A 40 1D 00 00 00 07 7F 01 FF")?.pulse == .missing)
  }

  @Test func whatALaterDeviceAddsAtTheEndIsPassedOver() {
    #expect(told("0C 50 1D 01 2C 00 07 61 00 48 01 02")?.spo2 == .value(97))
  }

  @Test(arguments: ["", "0A 50 1D 01 2C 00 07 61 00", "0B 50 1D 01 2C 00 07 61 00 48", "05 50 1D 01 2C"])
  func aLengthThatDoesNotFitIsNoValue(value: String) { #expect(told(value) == nil) }

  @Test(arguments: [
    (UInt8(0x50), SensorStatus.ok), (0x52, .lowPerfusion), (0x58, .searching), (0x40, .off), (0x48, .off),
  ])
  func statusBits(byte: UInt8, status: SensorStatus) throws {
    var oximeter = try driver("nonin-ble")
    let value = NoninOximetry(
      status: .init(rawValue: byte), perfusionIndex: .value(3), number: 1, spo2: .value(97), pulse: .value(72)
    )
    let reading = try #require(oximeter.received(value.bytes[...], at: .start).readings.first)
    #expect(reading.status == status)
    #expect((reading.hr == .noValue) == [.off, .searching].contains(status))
    #expect((reading.spo2 == .value(97, .doubtful)) == (status == .lowPerfusion))
  }
}
