import InfusionCore
import Quantities
import Testing

@testable import Devices

@Suite struct JumperTests {
  private func reading(_ value: String) throws -> Reading? {
    var oximeter = try driver("jumper")
    let bytes = NotifiedValue(of: JumperMessage.characteristic, hex(value)).bytes
    return oximeter.received(bytes[...], at: .start).readings.first
  }

  @Test func pulseThenSaturationThenPerfusion() throws {
    let told = try #require(try reading("81 48 61 2D"))
    #expect(told.hr == .value(72) && told.spo2 == .value(97))
    #expect(told.pi == .value(Fixed(thousandths: 4500)) && told.status == nil)
  }

  @Test(arguments: ["81 FF 7F 00", "81 00 00 00"])
  func nothingIsMeasured(value: String) throws {
    let told = try #require(try reading(value))
    #expect(told.hr == .noValue && told.spo2 == .noValue && told.pi == .noValue)
  }

  /// The wave comes in the same characteristic.
  @Test func theWaveIsPassedOver() throws {
    var decoder = NotifiedDecoder<JumperMessage>()
    let wave = NotifiedValue(of: JumperMessage.characteristic, hex("80 10 20 30 40 50 60 70 60 50 40")).bytes
    let cut = NotifiedValue(of: JumperMessage.characteristic, hex("81 48 61")).bytes
    #expect(decoder.messages(in: wave + cut).isEmpty)
    #expect(decoder.counters.ignoredFrames == 1 && decoder.counters.badFrames == 1)
  }
}
