import Devices
import InfusionCore
import Quantities
import Testing

@Suite struct PM6750DriverTests {
  private func cuff(_ state: PM6750Cuff.State, _ sys: Int = 124, _ map: Int = 93, _ dia: Int = 78) -> [UInt8]
  {
    PM6750Message.cuff(PM6750Cuff(state: state, sys: sys, map: map, dia: dia)).bytes
  }

  private func oximeter(_ state: PM6750Oximeter.State, _ pulse: Int = 75) -> [UInt8] {
    PM6750Message.oximeter(PM6750Oximeter(state: state, spo2: .value(97), pulse: .value(Fixed(pulse)))).bytes
  }

  @Test func aMeasurementThatWasSeenToEndIsNew() throws {
    var board = try driver("pm6750")
    #expect(board.cuffs(cuff(.done)) == [measured(124, 78, 93, ageIsUnknown: true)])
    #expect(board.cuffs(cuff(.done)).isEmpty)
    #expect(board.cuffs(cuff(.measuring) + cuff(.done)) == [measured(124, 78, 93)])
    #expect(board.cuffs(cuff(.measuring) + cuff(.looseCuff) + cuff(.looseCuff)) == [.failed()])
  }

  /// After a loose cuff the board idles with the figures of before.
  @Test(arguments: [PM6750Cuff.State.looseCuff, .stopped, .noResult, .interference])
  func afterAFailureTheOldFiguresAreNotNew(failure: PM6750Cuff.State) throws {
    var board = try driver("pm6750")
    _ = board.cuffs(cuff(.done, 120, 93, 80))
    let course = cuff(.measuring) + cuff(failure, 0, 0, 0) + cuff(.done, 120, 93, 80)
    #expect(board.cuffs(course) == [.failed()])
    #expect(board.cuffs(cuff(.measuring) + cuff(.done, 120, 93, 80)) == [measured(120, 80, 93)])
  }

  @Test func aBoardThatBeganAnewHasMeasuredNothing() throws {
    var board = try driver("pm6750")
    _ = board.cuffs(cuff(.done))
    #expect(board.cuffs(cuff(.measuring) + cuff(.initialising) + cuff(.initialised) + cuff(.done)).isEmpty)
    #expect(board.cuffs(cuff(.measuring) + cuff(.done, 0, 0, 0) + cuff(.done)).isEmpty)
  }

  @Test func theHeartRateIsTheECGsWhileItHasOne() throws {
    var board = try driver("pm6750")
    let ecg = PM6750Message.ecg(PM6750Ecg(hr: 72, rr: 14)).bytes
    let off = PM6750Message.ecg(PM6750Ecg(hr: 72, rr: 14, leadIsOff: true)).bytes
    let readings = board.received((ecg + oximeter(.ok) + off + oximeter(.ok))[...], at: .start).readings
    #expect(readings.map(\.hr) == [.value(72), nil, nil, .value(75)])
    #expect(readings.map(\.rr) == [.value(14), nil, .noValue, nil])
    #expect(readings[1].spo2 == .value(97))
  }

  @Test func partsThatSpeakInTurnAreComparedEachWithItself() throws {
    var board = try driver("pm6750")
    let round = PM6750Message.ecg(PM6750Ecg(hr: 72, rr: 14)).bytes + oximeter(.ok)
    let readings = (0..<20).flatMap { board.received(round[...], at: ms(50 * $0)).readings }
    #expect(readings.count == 2)
  }

  @Test(arguments: [
    (PM6750Oximeter.State.sensorOff, SensorStatus.off), (.noFinger, .off), (.searching, .searching),
  ])
  func aPrintedNumberIsNotAReading(state: PM6750Oximeter.State, status: SensorStatus) throws {
    var board = try driver("pm6750")
    let reading = board.received(oximeter(state)[...], at: .start).readings.first
    #expect(reading?.status == status && reading?.spo2 == .noValue && reading?.hr == .noValue)
  }

  @Test func itIsSwitchedOnAgainWhenSilent() throws {
    var board = try driver("pm6750")
    #expect(board.opened(at: .start).sent.count == 3)
    _ = board.received(oximeter(.ok)[...], at: .seconds(1))
    #expect(board.advance(to: .seconds(5)).sent.isEmpty)
    #expect(board.advance(to: .seconds(10)).sent.count == 3)
  }
}
