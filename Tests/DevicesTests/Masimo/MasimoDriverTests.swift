import Devices
import InfusionCore
import Quantities
import Testing

@Suite struct MasimoDriverTests {
  @Test(arguments: [
    ("000800", SensorStatus.ok), ("000824", .off), ("000801", .off), ("000880", .off), ("000900", .off),
    ("001800", .off),
    ("000802", .error), ("010800", .error), ("000808", .searching), ("020800", .searching),
    ("000804", .lowPerfusion),
    ("000C00", .lowPerfusion), ("000810", .artifact), ("000840", .artifact), ("040800", .ok),
  ])
  func theExceptionFieldDecides(exception: String, status: SensorStatus) throws {
    let line = "02/22/16 22:47:45 SPO2=098% BPM=101 PI=03.60% ALARM=0010 EXC=\(exception)\r\n"
    let reading = try #require(try effects(ofFile: thrice(ascii(line)), "masimo-ascii1").readings.first)
    #expect(reading.status == status)
    switch status {
    case .ok: #expect(reading.spo2 == .value(98) && reading.hr == .value(101))
    case .lowPerfusion, .artifact: #expect(reading.spo2 == .value(98, .doubtful))
    case .off, .searching, .error:
      #expect(reading.spo2 == .noValue && reading.hr == .noValue && reading.pi == .noValue)
    }
  }

  @Test func oneLineASecond() throws {
    let line = "SPO2=098% BPM=101 EXC=000800\r\n"
    #expect(
      try effects(ofFile: thrice(ascii(line)) + thrice(ascii(line)), "masimo-ascii1").stampedReadings.map(\.0)
        == [.seconds(2), .seconds(3), .seconds(4), .seconds(5)])
  }
}
