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

  /// Records of 10 s: `120` a result, `120o` marked as older than a minute, `m` measuring, `mo` measuring
  /// with that mark, `b` nothing. What is told: `120?` of unknown age, `120`, or nothing.
  @Test(arguments: [
    ("a mark that is gone tells of a measurement between two records", "120o 120", "120? 120"),
    ("a result that grows old", "120 120 120o 120o", "120? - - -"),
    ("after a failure stands the old one, marked", "120o mo 120o", "120? - -"),
    ("or nothing at first, and then the old one", "120o m b 120o 120o", "120? - - - -"),
    ("nothing, and then a result without the mark", "120o m b 120", "120? - - 120"),
    ("another figure is new, marked or not", "120o mo 125o", "120? - 125"),
    ("a monitor that marks from the start", "120o mo 125o mo 125o", "120? - 125 - 125"),
    ("it marks while it measures within a minute of a result", "120o m 120 mo 120o", "120? - 120 - 120"),
    (
      "an honest one does so after a minute", "120o m 120 120 120 120 120 120 mo 120o",
      "120? - 120 - - - - - - -"
    ),
    ("it fails, too", "120o mo 125o mo b 125o", "120? - 125 - - -"),
    ("a failure in between", "120 m b 120o m 120", "120? - - - - 120"),
  ])
  func theCuff(course: String, records: String, told: String) throws {
    var monitor = try driver("dri")
    let found = records.split(separator: " ").enumerated().map { second, word -> String in
      let cuffs = monitor.cuffs(Self.record(word).bytes, at: .seconds(10 * Int64(second)))
      guard case .measured(let measurement) = cuffs.first else { return "-" }
      return "\(measurement.sys ?? 0)" + (measurement.ageIsUnknown ? "?" : "")
    }
    #expect(found.joined(separator: " ") == told, "\(course)")
  }

  private static func record(_ word: Substring) -> DRIRecord {
    let sys = Int(word.prefix { $0.isNumber }).map { Reported.value(Fixed($0)) } ?? .missing
    return DRIRecord(
      hr: .value(72), sys: sys, dia: sys == .missing ? .missing : .value(78),
      cuffIsMeasuring: word.hasPrefix("m"), cuffIsOld: word.hasSuffix("o"))
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
