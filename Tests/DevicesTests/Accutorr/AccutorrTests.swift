import Devices
import InfusionCore
import Quantities
import Testing

@Suite struct AccutorrTests {
  private func lines(_ text: String) -> [AccutorrLine] {
    var decoder = AccutorrDecoder()
    return decoder.messages(in: ascii(text))
  }

  @Test func ninePlaces() {
    #expect(
      lines("P: 97, 72,120, 90, 80,002,000,000,  5\r\n>") == [
        AccutorrLine(
          spo2: .value(97), pulse: .value(72), sys: .value(120), map: .value(90), dia: .value(80),
          oximeter: .sensorOff, minutes: 5)
      ])
  }

  @Test func twoDashesAreNone() {
    #expect(
      lines(">P:--,--, --, --, --,000,000,000,--\r\n") == [
        AccutorrLine(
          spo2: .missing, pulse: .missing, sys: .missing, map: .missing, dia: .missing, minutes: nil)
      ])
  }

  /// The manual's example has a mean of 45 between 120 and 80: its figures were typed, not measured.
  @Test func aMeanThatIsNotBetweenIsNoLine() {
    #expect(lines("P:--,85,120, 45, 80,000,010,000, 5\r\n").isEmpty)
    #expect(lines("P:--,85,120, 91, 80,000,010,000, 5\r\n").count == 1)
  }

  @Test(arguments: [
    "P: 97, 72,120, 90, 80,000,000,000\r\n", "P: 97, 72,120, 90, 80,000,000,000,  5,  6\r\n",
    "P:101, 72,120, 90, 80,000,000,000,  5\r\n", "P: 9x, 72,120, 90, 80,000,000,000,  5\r\n",
    "P: 97, 72,120, 90, 80,  -,000,000,  5\r\n", "P: 97, 72,120, 90, 80,256,000,000,  5\r\n",
  ])
  func whatIsNoLine(text: String) {
    var decoder = AccutorrDecoder()
    #expect(decoder.messages(in: ascii(text)).isEmpty)
    #expect(decoder.counters.badFrames == 1)
  }

  @Test func whatElseItPrintsIsPassedOver() {
    var decoder = AccutorrDecoder()
    let text = "ACCUTORR PC Interface is ready\r\n>L:100, 90,140, 50,160, 90,110, 60, 90, 50\r\n>\r\n"
    #expect(decoder.messages(in: ascii(text)).isEmpty)
    #expect(decoder.counters.ignoredFrames == 3 && decoder.counters.badFrames == 0)
  }

  @Test func anySplitAndAnyGarbage() {
    let line = AccutorrLine(
      spo2: .value(97), pulse: .value(72), sys: .value(120), map: .value(90), dia: .value(80), minutes: 5)
    expectTheSameForAnySplit(of: noise(200, seed: 41) + line.bytes + noise(90, seed: 42) + line.bytes) {
      AccutorrDecoder()
    }
  }
}

@Suite struct AccutorrDriverTests {
  private func line(
    _ minutes: Int?, _ sys: Int = 120, spo2: Reported = .value(97), oximeter: AccutorrFlags = .none,
    fault: AccutorrFlags = .none, cuff: AccutorrFlags = .none
  ) -> [UInt8] {
    AccutorrLine(
      spo2: spo2, pulse: .value(72), sys: .value(Fixed(sys)), map: .value(90), dia: .value(80),
      oximeter: oximeter, oximeterFault: fault, cuff: cuff, minutes: minutes
    ).bytes
  }
  private let old = measured(120, 80, 90, ageIsUnknown: true)
  private let new = measured(120, 80, 90)

  /// One that has heard three lines: without a checksum the third in a row is used.
  private func accustomed() throws -> any DeviceDriver {
    var monitor = try driver("accutorr3")
    #expect(monitor.cuffs(line(5) + line(5) + line(5)).isEmpty)
    #expect(monitor.cuffs(line(5)) == [old])
    return monitor
  }

  @Test func thePromptIsAskedForUntilItAnswers() throws {
    var monitor = try driver("accutorr3")
    #expect(monitor.opened(at: .start).sent == [[0x03]])
    #expect(monitor.advance(to: .seconds(2)).sent == [ascii("P")])
    #expect(monitor.advance(to: .seconds(4)).sent == [[0x03]])
    #expect(monitor.advance(to: .seconds(6)).sent == [ascii("P")])
    _ = monitor.received(line(5)[...], at: .seconds(7))
    #expect(monitor.advance(to: .seconds(8)).sent == [ascii("P")])
  }

  @Test func newFiguresAreUsedWhenTwoLinesSaySo() throws {
    var monitor = try accustomed()
    #expect(monitor.cuffs(line(5, 180)).isEmpty)
    #expect(monitor.cuffs(line(5) + line(5)).isEmpty)
    #expect(monitor.cuffs(line(0, 130) + line(0, 130)) == [measured(130, 80, 90)])
  }

  @Test func theSameFiguresAreNewWhenTheirMinutesFell() throws {
    var monitor = try accustomed()
    #expect(monitor.cuffs(line(6) + line(6)).isEmpty)
    #expect(monitor.cuffs(line(0) + line(0)) == [new])
  }

  @Test func anOverpressureIsAFailure() throws {
    var monitor = try accustomed()
    let overpressure = line(6, cuff: .overpressure)
    #expect(monitor.cuffs(overpressure + overpressure + overpressure) == [.failed()])
    #expect(monitor.cuffs(line(7) + line(7)).isEmpty)
  }

  @Test func besideMotionNothingOfTheCuffIsRead() throws {
    var monitor = try accustomed()
    let motion = line(0, 200, cuff: .motion)
    #expect(monitor.cuffs(motion + motion).isEmpty)
  }

  @Test(arguments: [
    (AccutorrFlags.none, SensorStatus.ok, Sample.value(97, .good)),
    (.noSensor, .off, .noValue), (.sensorOff, .off, .noValue), (.pulseSearch, .searching, .noValue),
    (.interference, .artifact, .value(97, .doubtful)),
    // 16 or 10 hex: what it means depends on what nobody says.
    (AccutorrFlags(16), .error, .noValue), (AccutorrFlags(10), .error, .noValue),
  ])
  func theOximetersFlags(flags: AccutorrFlags, status: SensorStatus, spo2: Sample) throws {
    var monitor = try accustomed()
    let heard = monitor.received(line(5, oximeter: flags)[...], at: .seconds(5)).readings
    #expect(heard.map(\.status) == [status] && heard.map(\.spo2) == [spo2])
    // The pulse may be the cuff's.
    #expect(heard.map(\.hr) == [nil])
  }

  @Test func aFaultOfTheOximeterTakesItsNumbers() throws {
    var monitor = try accustomed()
    let heard = monitor.received(line(5, fault: .noSensor)[...], at: .seconds(5)).readings
    #expect(heard.map(\.status) == [.error] && heard.map(\.spo2) == [.noValue])
  }

  @Test func anOximeterThatWasNeverUsedIsNoSensorThatFellOff() throws {
    var monitor = try driver("accutorr3")
    let unused = line(5, spo2: .missing, oximeter: .noSensor)
    let readings = monitor.received((unused + unused + unused + unused)[...], at: .start).readings
    #expect(readings.map(\.status) == [nil])
    #expect(readings.map(\.nibp) == [old])
  }
}
