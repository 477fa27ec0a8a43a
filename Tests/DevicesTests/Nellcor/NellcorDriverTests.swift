import Devices
import InfusionCore
import Quantities
import Testing

@Suite struct NellcorDriverTests {
  @Test(arguments: [
    ("", SensorStatus.ok), ("AO", .ok), ("MO             AO", .artifact), ("SO", .off), ("AS SD", .off),
    ("MO LP", .searching),
    ("LM", .searching), ("PS", .searching), ("SL PH", .ok),
  ])
  func nellcor(states: String, status: SensorStatus) throws {
    let line = "07-Jan-04 11:24:54   100     102      36    \(states)\r\n"
    let found = try effects(ofFile: thrice(ascii(line)) + ascii(line), "nellcor")
    #expect(found.stampedReadings.map(\.0) == [.seconds(4), .seconds(6)])
    #expect(found.readings.first?.status == status)
    #expect(
      found.readings.first?.hr
        == (status == .ok ? .value(102) : status == .artifact ? .value(102, .doubtful) : .noValue))
  }
}
