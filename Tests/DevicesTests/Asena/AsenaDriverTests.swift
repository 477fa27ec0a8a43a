import Devices
import InfusionCore
import Quantities
import Testing

@Suite struct AsenaDriverTests {
  private func infusion(_ mode: String, _ rate: Fixed, hasAlarm: Bool = false) -> [UInt8] {
    AsenaReply.infusion(
      AsenaInfusion(serialNumber: "1", hasAlarm: hasAlarm, mode: mode, rate: rate, volume: 12)
    ).bytes
  }

  private func pump(_ bytes: [UInt8]) throws -> PumpReport? {
    var device = try driver("asena")
    return device.received(bytes[...], at: .start).readings.last?.pump
  }

  @Test(arguments: [
    ("HLD", 0, PumpState.paused), ("HLD", 52, .paused), ("INF", 52, .running), ("INF", 0, .stopped),
    ("SET", 0, .stopped),
    ("SET", 52, nil),
  ])
  func theStateFromModeAndRate(mode: String, rate: Int, state: PumpState?) throws {
    let report = PumpReport(state: state, rate: MillilitresPerHour(Double(rate)), volume: Millilitres(12))
    #expect(try pump(infusion(mode, Fixed(rate))) == report)
  }

  @Test(arguments: [
    (AsenaAlarm.occlusion, PumpState.occluded), (.syringeEmpty, .empty), (.endAtKVO, .kvo),
    (.volumeInfusedAtKVO, .kvo), (.volumeInfusedStopped, .stopped), (.nearEnd, .running),
  ])
  func theAlarmDecidesBeforeTheMode(alarm: AsenaAlarm, state: PumpState) throws {
    let reply = AsenaReply.alarm(alarm).bytes
    #expect(try pump(infusion("INF", 52, hasAlarm: true) + reply)?.state == state)
    #expect(try pump(infusion("INF", 52, hasAlarm: true) + reply + infusion("INF", 52))?.state == .running)
  }

  /// The volume is in and the pump goes on. At its set rate that is an infusion; at a trickle it is not.
  @Test(arguments: [(52, PumpState.running), (1, .kvo), (0, .stopped)])
  func afterTheVolumeTheRateDecides(rate: Int, state: PumpState) throws {
    let alarm = AsenaReply.alarm(.volumeInfused).bytes
    #expect(
      try pump(infusion("INF", 52) + infusion("INF", Fixed(rate), hasAlarm: true) + alarm)?.state == state)
  }

  @Test func withoutAnEarlierRateWhatGoesOnAfterTheVolumeIsATrickle() throws {
    #expect(
      try pump(infusion("INF", 52, hasAlarm: true) + AsenaReply.alarm(.volumeInfused).bytes)?.state == .kvo)
  }

  @Test func itIsAskedOnceASecondAndForItsAlarmWhenItHasOne() throws {
    var device = try driver("asena")
    #expect(device.opened(at: .start).sent == [ascii("!INF|4961\r")])
    #expect(device.advance(to: .seconds(1)).sent == [ascii("!INF|4961\r")])
    #expect(
      device.received(infusion("HLD", 0, hasAlarm: true)[...], at: ms(1100)).sent == [ascii("!ALARM|50B2\r")])
    // One question at a time; the volume to be infused is asked with every fifth answer.
    let questions = (0..<7).map { device.received(infusion("HLD", 0)[...], at: ms(1200 + $0)).sent.count }
    #expect(questions == [1, 0, 0, 0, 0, 1, 0])
  }

  @Test func theVolumeToBeInfusedIsAskedAndTold() throws {
    var device = try driver("asena")
    #expect(device.received(infusion("INF", 52)[...], at: .start).sent == [ascii("!INF_VTBI|8456\r")])
    let told = device.received(AsenaReply.vtbi(.value(23)).bytes[...], at: ms(100)).readings
    #expect(told.map(\.pump?.vtbi) == [.volume(Millilitres(23))])
    let off = device.received(AsenaReply.vtbi(.missing).bytes[...], at: ms(200)).readings
    #expect(off.map(\.pump?.vtbi) == [.unlimited])
    #expect(off.map(\.pump?.state) == [.running])
  }

  @Test(arguments: [
    ("FAULT", SensorStatus.error), ("DRDIS", .error), ("SYRCO", .error), ("PRDSC", .error), ("LDSCN", .error),
    ("EMBAT", .error), ("LWBAT", .ok), ("ACDIS", .ok), ("CALLB", .ok), ("COMTO", .ok), ("OCCLU", .ok),
  ])
  func whatThePumpCannotGoOnWithIsItsOwnFault(code: String, status: SensorStatus) throws {
    var device = try driver("asena")
    var decoder = AsenaDecoder()
    let alarm = try #require(decoder.messages(in: AsenaReply.alarm(.other(code)).bytes).first)
    let bytes = infusion("HLD", 0, hasAlarm: true) + alarm.bytes
    #expect(device.received(bytes[...], at: .start).readings.last?.status == status)
  }
}
