import Devices
import InfusionCore
import Quantities
import Testing

private func readings(_ lines: String) throws -> [Reading] {
  var line = try driver("line")
  return line.received(ascii(lines)[...], at: .start).readings
}

@Suite struct LineStatusTests {
  @Test func withoutAStatusARateCountsAsOk() throws {
    let reading = try readings("hr=72 spo2=98\n").first
    #expect(reading == Reading(source: SourceID("line"), status: .ok, spo2: .value(98), hr: .value(72)))
  }

  @Test func aRespiratoryRateSaysNothingAboutTheSensor() throws {
    #expect(try readings("rr=14\n").first?.status == nil)
  }

  @Test(arguments: [("off", SensorStatus.off), ("searching", .searching), ("error", .error)])
  func withTheseTheNumbersAreNoReadings(word: String, status: SensorStatus) throws {
    let line = "hr=72 spo2=98 rr=14 sys=120 dia=80 rate=5 vol=1.2 pump=running status=\(word)\n"
    let reading = try readings(line).first
    #expect(reading?.status == status)
    #expect(reading?.hr == .noValue && reading?.spo2 == .noValue && reading?.rr == .noValue)
    #expect(reading?.nibp == .failed())
    #expect(reading?.pump == PumpReport(state: .running))
    // The same where it stood alone, and as where the pump says that it has none.
    let alone = try readings("status=\(word)\nrate=5 vol=1.2 pump=running\n").last
    #expect(alone?.pump == PumpReport(state: .running))
    #expect(try readings("rate=- vol=- pump=running\n").first?.pump == PumpReport(state: .running))
  }

  @Test(arguments: [("lowperfusion", SensorStatus.lowPerfusion), ("artifact", .artifact)])
  func withTheseTheNumbersAreUsedAndMarked(word: String, status: SensorStatus) throws {
    let reading = try readings("hr=72 spo2=98 status=\(word)\n").first
    #expect(reading?.status == status)
    #expect(reading?.hr == .value(72, .doubtful) && reading?.spo2 == .value(98, .doubtful))
    let pump = try readings("rate=52.5 vol=1.25 status=\(word)\n").first?.pump
    #expect(pump == PumpReport(rate: MillilitresPerHour(52.5), volume: Millilitres(1.25)))
  }

  @Test(arguments: [
    ("sys=124 dia=78 status=artifact", true), ("map=93 status=lowperfusion", true),
    ("status=artifact\nsys=124 dia=78", true), ("sys=124 dia=78 status=ok", false), ("sys=124 dia=78", false),
  ])
  func aPressureOfSuchALineIsMarkedToo(lines: String, isDoubtful: Bool) throws {
    let result = try readings("\(lines)\n").last?.nibp
    guard case .measured(let measurement) = result else { throw Absent() }
    #expect(measurement.isDoubtful == isDoubtful)
  }

  private struct Absent: Error {}

  @Test func besideAReadingItHoldsForItsOwnLine() throws {
    let readings = try readings("hr=72 status=artifact\nhr=73\n")
    #expect(readings.map(\.status) == [.artifact, .ok])
    #expect(readings.last?.hr == .value(73))
  }

  @Test func aloneItHoldsUntilTheNextOne() throws {
    let readings = try readings("status=artifact\nhr=72\nspo2=98\nhr=73 status=ok\nhr=74\n")
    #expect(readings.map(\.status) == [.artifact, .artifact, .artifact, .ok, .ok])
    #expect(readings.map(\.hr) == [nil, .value(72, .doubtful), nil, .value(73), .value(74)])
  }

  @Test func aloneItTakesBackWhatTheDeviceGave() throws {
    let readings = try readings("hr=72 rr=14\nstatus=off\nhr=73\nstatus=ok\nhr=74\n")
    var off = Reading(source: SourceID("line"), status: .off, hr: .noValue, rr: .noValue)
    off.statusStands = true
    #expect(readings[1] == off)
    #expect(readings[2].hr == .noValue)
    #expect(readings[4].hr == .value(74))
  }

  @Test(arguments: ["hr=72", "spo2=98", "rr=14", "pi=3.1", "etco2=36", "temp=36.5"])
  func aloneItTakesBackEachVitalThatStreams(field: String) throws {
    let readings = try readings("\(field)\nstatus=off\n")
    let samples = readings.map { [$0.hr, $0.spo2, $0.rr, $0.pi, $0.etco2, $0.temp].compactMap { $0 } }
    #expect(samples.map(\.count) == [1, 1] && samples[0] != [.noValue] && samples[1] == [.noValue])
  }

  /// A session that is taken up again has to know which it was.
  @Test func aloneItIsToldAsOneThatStands() throws {
    let readings = try readings("hr=72\nstatus=off\nhr=73\nhr=74 status=off\nhr=75\nstatus=ok\nhr=76\n")
    #expect(readings.map(\.statusStands) == [false, true, true, false, false, false, false])
  }

  @Test func aPulledCableMakesNoSensorWell() throws {
    var line = try driver("line")
    _ = line.received(ascii("hr=72\nstatus=off\n")[...], at: .start)
    line.closed(at: .seconds(1))
    _ = line.opened(at: .seconds(2))
    let after = line.received(ascii("hr=73\n")[...], at: .seconds(3)).readings
    #expect(after.map(\.hr) == [.noValue])
    #expect(after.map(\.status) == [.off])
  }

  @Test func afterARestartTheSensorIsWhatItWasSaidToBe() throws {
    let options = DriverOptions(source: SourceID("line"), standingStatus: .off)
    var line = try DeviceKind.named("line").driver(options)
    let readings = line.received(ascii("hr=72 spo2=98\nstatus=ok\nhr=73\n")[...], at: .start).readings
    #expect(readings.map(\.hr) == [.noValue, nil, .value(73)])
    #expect(readings.map(\.status) == [.off, .ok, .ok])
  }
}

@Suite struct LineReadingTests {
  @Test func everyRecordWithAValueIsAReading() throws {
    #expect(try readings("hr=72\nhr=72\n@5\nseq=4\nhr=72\nx=1\n").count == 3)
  }

  @Test func aMeanThatIsMissingIsDerivedAndMarked() throws {
    let cuffs = try readings("sys=120 dia=80\nsys=124 dia=78 map=93 nid=4\nmap=88\nsys=- dia=- nid=5\n").map(
      \.nibp)
    #expect(cuffs[0] == .measured(CuffMeasurement(sys: 120, dia: 80, map: 93, mapIsDerived: true)))
    #expect(cuffs[1] == .measured(CuffMeasurement(sys: 124, dia: 78, map: 93, number: 4)))
    #expect(cuffs[2] == .measured(CuffMeasurement(sys: nil, dia: nil, map: 88)))
    #expect(cuffs[3] == .failed(number: 5))
  }

  @Test func aRepeatedCuffNumberIsForTheCoreToJudge() throws {
    #expect(try readings("sys=120 dia=80 nid=4\nsys=120 dia=80 nid=4\n").count == 2)
  }

  @Test func aPumpsFigures() throws {
    let pump = try readings("rate=52.5 vol=1.25 pump=kvo\n").first?.pump
    #expect(pump == PumpReport(state: .kvo, rate: MillilitresPerHour(52.5), volume: Millilitres(1.25)))
  }

  @Test func aLiveReadingTakesTheTimeAtWhichItsLineEnded() throws {
    var line = try driver("line")
    #expect(line.received(ascii("@0 hr=7")[...], at: .seconds(1)).isEmpty)
    let effects = line.received(ascii("2\n")[...], at: .seconds(2))
    #expect(effects.stampedReadings.map(\.0) == [.seconds(2)])
  }

  @Test func underTheSourceClockTheRecordsCarryTheTime() throws {
    let effects = try effects(
      ofFile: ascii("@0.5 hr=72\n@1\n@1.2\nspo2=98\n@7 hr=73 sys=- dia=-\n@9\n"), "line")
    #expect(effects.stampedReadings.map(\.0) == [ms(500), .seconds(7)])
    #expect(effects.contains(.time(ms(1200))) && !effects.contains(.time(.seconds(1))))
    #expect(effects.last == .time(.seconds(9)))
  }
}
