import Devices
import InfusionCore
import Quantities
import Testing

@Suite struct DinamapDriverTests {
  private func cuff(_ state: DinamapCuff.State?, _ age: Int?, _ sys: Int = 120) -> [UInt8] {
    DinamapReply.cuff(
      DinamapCuff(state: state, ageSeconds: age, sys: .value(Fixed(sys)), dia: .value(80), map: .value(93))
    ).bytes
  }
  private func oximeter(_ state: DinamapOximeter.State?) -> [UInt8] {
    DinamapReply.oximeter(DinamapOximeter(state: state, spo2: .value(97))).bytes
  }
  private func pulse(_ source: DinamapPulse.Source) -> [UInt8] {
    DinamapReply.pulse(DinamapPulse(source: source, rate: .value(72))).bytes
  }
  private let old = measured(120, 80, 93, ageIsUnknown: true)
  private let new = measured(120, 80, 93)

  @Test func oximeterAndCuffAreAskedInTurn() throws {
    var monitor = try driver("dinamap")
    #expect(monitor.opened(at: .start).sent == [ascii(" OA!3\r")])
    #expect(monitor.advance(to: .seconds(1)).sent == [ascii(" NA!2\r")])
    #expect(monitor.advance(to: .seconds(2)).sent == [ascii(" OA!3\r")])
  }

  @Test func theSameFiguresAreNewWhenTheirAgeFell() throws {
    var monitor = try driver("dinamap")
    #expect(monitor.cuffs(cuff(.done, 100)) == [old])
    #expect(monitor.cuffs(cuff(.done, 102) + cuff(.busy, 104) + cuff(.busy, 128)).isEmpty)
    #expect(monitor.cuffs(cuff(.done, 1)) == [new])
    #expect(monitor.cuffs(cuff(.done, 3)).isEmpty)
  }

  /// Soon after a result: its age never came so far as that of the next one.
  @Test func aSecondMeasurementAtOnceIsNew() throws {
    var monitor = try driver("dinamap")
    _ = monitor.cuffs(cuff(.done, nil))
    #expect(monitor.cuffs(cuff(.done, 1)) == [new])
    #expect(monitor.cuffs(cuff(.busy, 3) + cuff(.busy, 27) + cuff(.done, 2)) == [new])
  }

  @Test func aMeasurementThatWasCancelledLeavesTheOldResult() throws {
    var monitor = try driver("dinamap")
    _ = monitor.cuffs(cuff(.done, 100))
    #expect(monitor.cuffs(cuff(.busy, 110) + cuff(.done, 114)).isEmpty)
  }

  @Test func aFailureIsToldOnceAndDoesNotMakeTheOldResultNew() throws {
    var monitor = try driver("dinamap")
    _ = monitor.cuffs(cuff(.done, 100))
    #expect(monitor.cuffs(cuff(.busy, 110) + cuff(.failed, 130) + cuff(.failed, 132)) == [.failed()])
    #expect(monitor.cuffs(cuff(.busy, 140) + cuff(.pumpTookTooLong, 160)) == [.failed()])
    #expect(monitor.cuffs(cuff(.done, 162)).isEmpty)
  }

  @Test func anUnknownStateSaysNothing() throws {
    var monitor = try driver("dinamap")
    #expect(monitor.cuffs(cuff(nil, 5)).isEmpty)
  }

  @Test func theOximetersPulseIsAHeartRateAndTheCuffsIsNone() throws {
    var monitor = try driver("dinamap")
    let heard = monitor.received(oximeter(.operating)[...], at: .start)
    #expect(heard.sent == [ascii(" RA!6\r")])
    #expect(heard.readings.map(\.spo2) == [.value(97, .good)])
    #expect(monitor.received(pulse(.oximeter)[...], at: .start).readings.map(\.hr) == [.value(72, .good)])
    #expect(monitor.received(pulse(.cuff)[...], at: .seconds(2)).readings.map(\.hr) == [.noValue])
  }

  @Test(arguments: [DinamapOximeter.State.standby, .noData, .unplugged])
  func anOximeterThatStopsTakesItsValuesAway(state: DinamapOximeter.State) throws {
    var monitor = try driver("dinamap")
    _ = monitor.received((oximeter(.operating) + pulse(.oximeter))[...], at: .start)
    let stopped = monitor.received(oximeter(state)[...], at: .seconds(2))
    #expect(stopped.sent.isEmpty)
    #expect(stopped.readings.map(\.status) == [.off])
    #expect(stopped.readings.map(\.spo2) == [.noValue] && stopped.readings.map(\.hr) == [.noValue])
  }

  /// A monitor without one, or whose finger probe lies in a drawer.
  @Test func anOximeterThatWasNeverUsedIsNoSensorThatFellOff() throws {
    var monitor = try driver("dinamap")
    #expect(monitor.received(oximeter(.standby)[...], at: .start).readings.isEmpty)
  }
}
