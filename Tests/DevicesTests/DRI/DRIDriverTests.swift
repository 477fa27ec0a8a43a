import Devices
import InfusionCore
import Quantities
import Testing

@Suite struct DRIDriverTests {
  @Test func aMonitorsCuffIsNewWhenItsMeasurementEnded() throws {
    let record = DRIRecord(
      hr: .value(72), spo2: .value(97), sys: .value(124), dia: .value(78), map: .value(93))
    var measuring = record
    measuring.cuffIsMeasuring = true
    let stream = record.bytes + record.bytes + measuring.bytes + record.bytes
    let found = try effects(ofFile: stream, "dri")
    #expect(found.stampedReadings.map(\.0) == [.start, .seconds(10), .seconds(20), .seconds(30)])
    var old = CuffMeasurement.pressure(sys: 124, dia: 78, map: 93)
    old.ageIsUnknown = true
    #expect(
      found.readings.map(\.nibp) == [
        .measured(old), nil, nil, .measured(.pressure(sys: 124, dia: 78, map: 93)),
      ])
  }

  /// What stands there after a measurement that failed is the one of before, and the monitor says so.
  @Test func afterAMeasurementThatFailedTheOldOneIsNotNew() throws {
    var old = DRIRecord(hr: .value(72), sys: .value(124), dia: .value(78), map: .value(93), cuffIsOld: true)
    let first = old.bytes
    old.cuffIsMeasuring = true
    let measuring = old.bytes
    old.cuffIsMeasuring = false
    let found = try effects(ofFile: first + measuring + old.bytes, "dri").readings.compactMap(\.nibp)
    #expect(found.count == 1)
  }

  @Test func aMonitorIsAskedAgainWhenSilent() throws {
    var monitor = try driver("dri")
    #expect(monitor.opened(at: .start).sent == [DRIRequest.displayedValues.bytes])
    // Ten seconds are too soon for a device that speaks every ten.
    #expect(monitor.advance(to: .seconds(24)).isEmpty)
    #expect(monitor.advance(to: .seconds(25)).links == [.lost(.silent(.seconds(25)))])
    #expect(monitor.advance(to: .seconds(30)).sent == [DRIRequest.displayedValues.bytes])
  }
}
