import Devices
import InfusionCore
import Quantities
import Testing

/// What a B. Braun pump says of itself, parameter by parameter.
@Suite struct BCCDriverTests {
  private func heard(_ said: [(BCCParameter, Fixed)], after usual: Fixed = 52) throws -> Reading? {
    var rack = try driver("bcc")
    func block(_ said: [(BCCParameter, Fixed)]) -> [UInt8] {
      BCCBlock(values: said.map { .init(address: "1/1/11", parameter: $0, figure: .value($1)) }).bytes
    }
    _ = rack.received(block([(.rate, usual), (.volume, 3)])[...], at: .start)
    return rack.received(block(said)[...], at: .seconds(2)).readings.last
  }

  @Test(
    arguments: [
      ([], 52, PumpState.running), ([], 0, .stopped), ([.isPumping], 52, .running),
      ([.pressure], 52, .occluded), ([.air], 52, .air), ([.syringeEmpty], 0, .empty),
      ([.volumeInfused], 52, .running), ([.volumeInfused], 1, .kvo), ([.volumeInfused], 0, .stopped),
      ([.timeOver], 1, .kvo), ([.kvoEnd], 0, .stopped), ([.isInStandby], 0, .paused),
    ] as [([BCCParameter], Int, PumpState)])
  func theAlarmThenThePumpThenTheRate(set: [BCCParameter], rate: Int, state: PumpState) throws {
    let reading = try heard([(.rate, Fixed(rate))] + set.map { ($0, 1) })
    #expect(reading?.pump?.state == state && reading?.status == .ok)
  }

  @Test func aPumpThatSaysThatItDoesNotPumpIsStoppedWhateverItsRate() throws {
    #expect(try heard([(.rate, 52), (.isPumping, 0)])?.pump?.state == .stopped)
  }

  @Test(arguments: [
    BCCParameter.batteryEmpty, .standbyOver, .ccAlarm, .syringe, .doorOpen, .drops,
  ])
  func whatItCannotGoOnWithIsItsOwnFault(flag: BCCParameter) throws {
    #expect(try heard([(.rate, 0), (flag, 1)])?.status == .error)
    #expect(try heard([(.rate, 52), (flag, 0)])?.status == .ok)
  }

  @Test func itsVolumeToBeInfused() throws {
    #expect(try heard([(.volumeToBeInfused, 23)])?.pump?.vtbi == .volume(Millilitres(23)))
  }

  /// Racks can be set to character stuffing; the plain form goes first.
  @Test func aRackThatDoesNotAnswerIsAskedInTheOtherForm() throws {
    var rack = try driver("bcc")
    let (plain, stuffed) = (BCCWord.alive.bytes, BCCWord.alive.stuffedBytes)
    #expect(rack.opened(at: .start).sent == [plain])
    #expect(rack.advance(to: .seconds(6)).sent == [stuffed, plain, stuffed])
    _ = rack.received(BCCBlock(values: []).bytes[...], at: .seconds(7))
    #expect(rack.advance(to: .seconds(8)).sent == [BCCWord.getAll.stuffedBytes])
  }

  @Test func anAnswerInTwoBlocksIsOneReading() throws {
    var rack = try driver("bcc")
    let first = BCCBlock(
      values: [.init(address: "1/1/11", parameter: .rate, figure: .value(52))], isLast: false)
    let second = BCCBlock(values: [.init(address: "1/1/11", parameter: .pressure, figure: .value(1))])
    let found = rack.received((first.bytes + second.bytes)[...], at: .start)
    #expect(found.readings.map(\.pump?.state) == [.occluded])
    #expect(found.sent == [[0x06], [0x06]])
  }

  @Test func ofAStackTheFirstPumpIsHeard() throws {
    var rack = try driver("bcc")
    #expect(rack.opened(at: .start).sent == [BCCWord.alive.bytes])
    let block = BCCBlock(values: [
      .init(address: "1/1/11", parameter: .rate, figure: .value(52)),
      .init(address: "1/1/12", parameter: .rate, figure: .value(7)),
      .init(address: "1/1/11", parameter: .volume, figure: .value(3)),
    ])
    let found = rack.received(block.bytes[...], at: .seconds(1))
    #expect(found.sent == [[0x06]])
    #expect(
      found.readings.map(\.pump) == [
        PumpReport(state: .running, rate: MillilitresPerHour(52), volume: Millilitres(3))
      ])
    #expect(rack.advance(to: .seconds(2)).sent == [BCCWord.getAll.bytes])
  }
}
