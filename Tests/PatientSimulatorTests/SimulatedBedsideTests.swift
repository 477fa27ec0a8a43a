import Devices
import InfusionCore
import PatientSimulator
import Pharmacokinetics
import Quantities
import Testing

@Suite struct SimulatedBedsideTests {
  /// In this order: the noise on a cable depends on its place.
  private static let trolley = [
    DeviceKind.line, .contecV7, .contec5Byte, .noninDF2, .noninDF7, .noninDF8, .noninAscii, .masimoAscii1,
    .nellcor, .sunTech, .pm6750, .ansarB, .dri, .par, .asena, .ne1000, .fresenius, .bcc, .hl7, .dinamap,
    .accutorr3, .intelliVue,
  ].map { SimulatedDeviceSpec($0) }

  /// A seed gives the same bytes on every machine and in every version: whoever changes them changes the
  /// fixtures.
  @Test func aSeedIsAlwaysTheSameBytes() {
    #expect(digest(transmissions(seed: 7)) == 755_727_098_766_858_491)
    #expect(digest(transmissions(seed: 8)) != digest(transmissions(seed: 7)))
  }

  @Test(arguments: [Int64(1), 7, 250, 999, 1000, 1001, 60_000])
  func anySplitOfTimeGivesTheSameBytes(stepMilliseconds: Int64) {
    let end = SessionTime.seconds(stepMilliseconds < 100 ? 5 : 90)
    var whole = station(seed: 5)
    var split = whole
    var pieces: [Transmission] = []
    var now = SessionTime.start
    while now < end {
      now = min(end, now + .milliseconds(stepMilliseconds))
      pieces += split.advance(to: now)
    }
    #expect(pieces == whole.advance(to: end))
  }

  @Test func framesComeAtTheirNominalRate() {
    var station = station(seed: 5)
    let sent = station.advance(to: SessionTime(milliseconds: 9999))
    let counts = Dictionary(grouping: sent, by: \.device).mapValues(\.count)
    let frames: [DeviceKind: Int] = [
      .line: 10, .contecV7: 600, .contec5Byte: 600, .noninDF2: 750, .noninDF7: 750, .noninDF8: 10,
      .noninAscii: 10, .masimoAscii1: 10, .nellcor: 5, .ansarB: 10, .hl7: 2,
      // While it measures.
      .par: 10,
    ]
    for (device, spec) in Self.trolley.enumerated() { #expect(counts[device] == frames[spec.kind]) }
    let nonin = Self.trolley.firstIndex(of: SimulatedDeviceSpec(.noninDF2))
    #expect(sent.filter { $0.device == nonin }.prefix(4).map(\.time.milliseconds) == [0, 13, 26, 40])
  }

  @Test func contecWaitsForItsCommandAndForgets() {
    var station = SimulatedBedside(seed: 1, specs: [SimulatedDeviceSpec(.contecV7)])
    #expect(station.advance(to: .seconds(3)).isEmpty)
    // Half a command, then the rest.
    station.received([0x00, 0x7D, 0x81, 0xA1, 0x80], device: 0, at: .seconds(3))
    station.received([0x80, 0x80, 0x80, 0x80, 0x80], device: 0, at: .seconds(3))
    #expect(station.advance(to: .seconds(4)).count == 61)
    #expect(station.advance(to: .minutes(3)).count == 3600 - 61)
    station.received([0x7D, 0x81, 0xA2, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80], device: 0, at: .minutes(3))
    #expect(station.advance(to: .minutes(4)).map(\.content) == [.bytes([0x0C, 0x80])])
  }

  @Test func aKeepAliveKeepsItAlive() {
    var station = SimulatedBedside(seed: 1, specs: [SimulatedDeviceSpec(.contecV7)])
    let command = { (code: UInt8) in [0x7D, 0x81, code] + [UInt8](repeating: 0x80, count: 6) }
    station.received(command(0xA1), device: 0, at: .start)
    var frames = 0
    for second in Int64(0)..<120 {
      if second % 5 == 0 { station.received(command(0xAF), device: 0, at: .seconds(second)) }
      frames += station.advance(to: SessionTime(milliseconds: second * 1000 + 999)).count
    }
    #expect(frames == 7200)
  }

  @Test func anUnpluggedContecHasToBeAskedAgain() throws {
    let scenario = try Scenario(name: "pull", text: "@2 unplug device=oximeter for=3\n")
    var station = SimulatedBedside(seed: 1, scenario: scenario, specs: [SimulatedDeviceSpec(.contecV7)])
    station.received([0x7D, 0x81, 0xA1] + [UInt8](repeating: 0x80, count: 6), device: 0, at: .start)
    let sent = station.advance(to: .seconds(10))
    #expect(sent.suffix(2).map(\.content) == [.unplugged, .pluggedIn])
    #expect(sent.suffix(2).map(\.time) == [.seconds(2), .seconds(5)])
  }

  @Test func garbageIsAsLongAsWhatItReplaces() throws {
    let scenario = try Scenario(name: "noise", text: "@2 garbage device=oximeter for=1\n")
    var noisy = SimulatedBedside(seed: 1, scenario: scenario, specs: [SimulatedDeviceSpec(.noninDF8)])
    var clean = SimulatedBedside(seed: 1, specs: [SimulatedDeviceSpec(.noninDF8)])
    let heard = zip(noisy.advance(to: .seconds(5)), clean.advance(to: .seconds(5)))
    #expect(heard.map { $0.0 == $0.1 } == [true, true, false, true, true, true])
  }

  /// The nurse's word moves what the pump and the patient do, not what the noise draws.
  @Test func theDoseReachesThePatientOnlyWhileItFlows() {
    var station = SimulatedBedside(seed: 1)
    station.follow(phase: .infusing, rate: .init(52.5), concentration: .init(1), at: .seconds(10))
    _ = station.advance(to: .minutes(20))
    let running = station.patient.effect
    station.follow(phase: .paused, rate: .init(52.5), concentration: .init(1), at: .minutes(20))
    _ = station.advance(to: .minutes(30))
    #expect(running.value > 190 && station.patient.effect.value < 90)
  }

  /// The infusion starts while the second measurement of the preparation runs.
  @Test func aMeasurementThatHasBegunIsFinished() {
    var bedside = Bedside(SimulatedBedside(seed: 1, specs: [.line([.cuff])]))
    bedside.run(to: .seconds(110))
    bedside.act(.start(override: nil), at: .seconds(110))
    bedside.run(to: .minutes(12))
    let results = bedside.records().filter { $0.fields["sys"] != nil }.map(\.time)
    #expect(results == [.seconds(20), .seconds(120), .seconds(110 + 595)])
  }

  /// The trainee presses the monitor's NIBP key: once for one measurement, which does not begin anew.
  @Test func aKeyStartsTheCuff() {
    var bedside = Bedside(SimulatedBedside(seed: 1, specs: [.line([.cuff])]))
    bedside.run(to: .seconds(200))
    bedside.act(.intervention(name: "cuff"), at: .seconds(200))
    bedside.run(to: .seconds(210))
    bedside.act(.intervention(name: "cuff"), at: .seconds(210))
    bedside.run(to: .minutes(5))
    let results = bedside.records().filter { $0.fields["sys"] != nil }.map(\.time)
    #expect(results == [.seconds(20), .seconds(120), .seconds(225)])
  }

  private func station(seed: UInt64) -> SimulatedBedside {
    var station = SimulatedBedside(seed: seed, specs: Self.trolley)
    let contec = Self.trolley.firstIndex(of: SimulatedDeviceSpec(.contecV7)) ?? 0
    station.received([0x7D, 0x81, 0xA1] + [UInt8](repeating: 0x80, count: 6), device: contec, at: .start)
    return station
  }

  private func transmissions(seed: UInt64) -> [Transmission] {
    var station = station(seed: seed)
    station.follow(phase: .infusing, rate: .init(52.5), concentration: .init(1), at: .seconds(60))
    return station.advance(to: .minutes(2))
  }

  /// FNV-1a, 64 bits.
  private func digest(_ sent: [Transmission]) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for transmission in sent {
      guard case .bytes(let bytes) = transmission.content else { continue }
      for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    }
    return hash
  }
}
