import Devices
import InfusionCore
import Quantities
import Testing

@Suite struct FreseniusDriverTests {
  @Test func aFreseniusIsAnsweredAndAsked() throws {
    var pump = try driver("fresenius")
    #expect(pump.opened(at: .start).sent == [FreseniusWord.connect.bytes, FreseniusWord.rateAndVolume.bytes])
    #expect(pump.received([0x05], at: ms(500)).sent == [[0x14]])
    let report = FreseniusReport(rate: Fixed(thousandths: 6300), volume: Fixed(thousandths: 1234)).bytes
    let found = pump.received(report[...], at: ms(600))
    #expect(found.sent == [[0x06], FreseniusWord.troubles.bytes])
    #expect(
      found.readings.first?.pump
        == PumpReport(state: .running, rate: MillilitresPerHour(6.3), volume: Millilitres(1.234)))
    #expect(pump.advance(to: .seconds(1)).sent == [FreseniusWord.rateAndVolume.bytes])
    #expect(
      pump.advance(to: .seconds(2)).sent == [FreseniusWord.connect.bytes, FreseniusWord.rateAndVolume.bytes])
  }

  /// It was switched off and on behind its Base, which the port did not feel.
  @Test func aFreseniusThatKnowsOfNoConversationIsGreetedAgain() throws {
    var pump = try driver("fresenius")
    let wrong = FreseniusReport(state: FreseniusReport.notUnderstood).bytes
    #expect(pump.received(wrong[...], at: .seconds(1)).sent == [[0x06], FreseniusWord.connect.bytes])
  }

  /// Which alarm it is nobody has told us: any of them sends somebody to the pump.
  @Test(arguments: [
    ("0000", "00", SensorStatus.ok), ("0004", "00", .error), ("0000", "1", .error), ("?", "0", .error),
  ])
  func anyAlarmOfAFreseniusIsItsOwnFault(alarm: String, error: String, status: SensorStatus) throws {
    var pump = try driver("fresenius")
    let flow = FreseniusReport(rate: 5, volume: 1).bytes
    #expect(pump.received(flow[...], at: .start).readings.map(\.status) == [nil])
    let found = pump.received(FreseniusReport(alarm: alarm, error: error).bytes[...], at: ms(100))
    #expect(found.readings.map(\.status) == [status] && found.sent == [[0x06]])
    #expect(found.readings.last?.pump?.rate == MillilitresPerHour(5))
    #expect(pump.received(flow[...], at: .seconds(2)).readings.map(\.status) == [status])
  }
}
