import InfusionCore
import Quantities
import Testing

@testable import Devices

@Suite struct FreseniusDriverTests {
  private func pump(at address: LineAddress?) -> any DeviceDriver {
    DeviceKind.fresenius.driver(DriverOptions(source: SourceID("fresenius"), address: address))
  }

  private func said(_ words: (FreseniusWord, LineAddress)...) -> [[UInt8]] {
    words.map { $0.bytes(to: $1) }
  }

  @Test func aFreseniusIsAnsweredAndAsked() throws {
    let one = LineAddress.number(1)
    var pump = try driver("fresenius")
    let greeting = said((.connect, .base), (.connect, one), (.rateAndVolume, one))
    #expect(pump.opened(at: .start).sent == greeting)
    #expect(pump.received([0x05], at: ms(500)).sent == [[0x14]])
    let report = FreseniusReport(rate: Fixed(thousandths: 6300), volume: Fixed(thousandths: 1234)).bytes
    let found = pump.received(report[...], at: ms(600))
    #expect(found.sent == [[0x06]] + said((.troubles, one)))
    #expect(
      found.readings.first?.pump
        == PumpReport(state: .running, rate: MillilitresPerHour(6.3), volume: Millilitres(1.234)))
    #expect(pump.advance(to: .seconds(1)).sent == said((.rateAndVolume, one)))
    #expect(pump.advance(to: .seconds(2)).sent == greeting)
  }

  /// A pump that stands alone has no address, and no base to greet.
  @Test(arguments: [(LineAddress.alone, "none"), (.number(3), "3")])
  func whoIsAskedIsAskedInItsOwnName(address: LineAddress, words: String) {
    #expect(LineAddress(words) == address)
    var pump = pump(at: address)
    let base = address == .alone ? [] : said((.connect, .base))
    #expect(pump.opened(at: .start).sent == base + said((.connect, address), (.rateAndVolume, address)))
    let report = FreseniusReport(from: address, rate: 5, volume: 1)
    let found = pump.received(report.bytes[...], at: ms(100))
    #expect(found.readings.map { $0.pump?.rate } == [MillilitresPerHour(5)])
    #expect(found.sent == [[0x06]] + said((.troubles, address)))
  }

  /// Answers of the rack, and of the pump beside it, are not taken for answers of the pump that was asked.
  @Test func whatOthersOnTheLineSayIsAcknowledgedAndNotRead() {
    var pump = pump(at: .number(3))
    _ = pump.opened(at: .start)
    for other in [LineAddress.base, .number(2), .alone] {
      let found = pump.received(FreseniusReport(from: other, rate: 5, volume: 1).bytes[...], at: ms(100))
      #expect(found.readings.isEmpty)
      #expect(found.sent == [[0x06]])
    }
  }

  /// Nothing at all answers, or a rack answers that has no pump there: either way it is reported, with what
  /// to try.
  @Test(
    arguments: [[], [0x05], FreseniusReport(from: .base).bytes, [0x15, 0x34]],
    [LineAddress.number(3), .alone])
  func nobodyAtThatAddressIsTold(heard: [UInt8], address: LineAddress) {
    var pump = pump(at: address)
    _ = pump.opened(at: .start)
    var links: [Link] = []
    for second in Int64(1)...30 {
      links += pump.advance(to: .seconds(second)).links
      if !heard.isEmpty { links += pump.received(heard[...], at: .seconds(second)).links }
    }
    #expect(links == [.lost(.noAnswer(address: address.description))])
    links = pump.received(FreseniusReport(from: address, rate: 5).bytes[...], at: .seconds(31)).links
    #expect(links == [.connected])
  }

  @Test func onceItHasAnsweredItsSilenceIsSilence() {
    var pump = pump(at: .number(3))
    _ = pump.opened(at: .start)
    _ = pump.received(FreseniusReport(from: .number(3), rate: 5).bytes[...], at: .seconds(1))
    #expect(pump.advance(to: .seconds(11)).links == [.lost(.silent(.seconds(10)))])
  }

  /// The pump was switched off and on behind its Base, which the port did not notice.
  @Test func aFreseniusThatKnowsOfNoConversationIsGreetedAgain() throws {
    var pump = try driver("fresenius")
    let wrong = FreseniusReport(state: FreseniusReport.notUnderstood).bytes
    #expect(
      pump.received(wrong[...], at: .seconds(1)).sent
        == [[0x06]] + said((.connect, .base), (.connect, .number(1))))
  }

  /// The alarm's kind is not known to us, so any of them sends somebody to the pump.
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
