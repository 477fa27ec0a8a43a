import Devices
import InfusionCore
import Quantities
import Testing

func contec(_ pulse: Int, fingerIsOut: Bool = false) -> [UInt8] {
  ContecV7RealTime(pulse: .value(Fixed(pulse)), spo2: .value(97), fingerIsOut: fingerIsOut).bytes
}

@Suite struct ContecDriverTests {
  @Test func aPulseOf140IsAPulseOf140() throws {
    #expect(
      try effects(ofFile: thrice(hex("01 E8 85 B3 96 8C E1 FF FF")), "contec-v7").readings.map(\.hr)
        == [.value(140)])
  }

  @Test(arguments: [
    ("01 E1 85 B3 96 C1 E1 FF FF", SensorStatus.off), ("01 E2 85 B3 96 C1 E1 FF FF", .searching),
    ("01 E0 95 B3 96 C1 E1 FF FF", .searching), ("01 E0 85 B3 96 C1 E1 FF FF", .ok),
  ])
  func aPrintedNumberIsNotAReading(frame: String, status: SensorStatus) throws {
    let reading = try effects(ofFile: thrice(hex(frame)), "contec-v7").readings.first
    #expect(reading?.status == status)
    #expect(reading?.spo2 == (status == .ok ? .value(97) : .noValue))
  }

  @Test func itIsStartedKeptAliveAndStartedAgain() throws {
    let start = hex("7D 81 A1 80 80 80 80 80 80")
    let keepAlive = hex("7D 81 AF 80 80 80 80 80 80")
    var device = try driver("contec-v7")
    #expect(device.opened(at: .start).sent == [start])
    #expect(device.nextDeadline == .seconds(5))
    _ = device.received(contec(65)[...], at: .seconds(3))
    #expect(device.advance(to: .seconds(5)).sent == [keepAlive])
    #expect(device.advance(to: .seconds(10)).sent == [start])
    device.closed(at: .seconds(11))
    #expect(device.nextDeadline == nil)
  }

  @Test func nothingIsSaidToAFile() throws {
    #expect(try effects(ofFile: contec(65), "contec-v7").sent.isEmpty)
  }

  @Test(arguments: [
    ("87 32 05 48 62", SensorStatus.ok), ("97 32 05 48 62", .searching), ("87 32 15 48 62", .off),
    ("87 32 25 48 62", .searching),
  ])
  func contec5Byte(frame: String, status: SensorStatus) throws {
    let reading = try effects(ofFile: thrice(hex(frame)), "contec-5byte").readings.first
    #expect(reading?.status == status)
    #expect(reading?.spo2 == (status == .ok ? .value(98) : .noValue))
  }
}
