import DevicePorts
import Devices
import InfusionCore
import PatientSimulator
import Practice
import Quantities
import SerialPort
import Testing

@testable import ProcessSignals

/// A probe names the device by its bytes alone.
@Suite struct ProbeTests {
  @Test(arguments: [
    DeviceKind.line, .contec5Byte, .noninDF2, .noninDF7, .noninDF8, .noninAscii, .masimoAscii1,
    .nellcor, .ansarB, .par, .hl7, .plx, .blp, .noninBLE, .pc60fw, .jumper,
  ])
  func itNamesWhatItHears(kind: DeviceKind) throws {
    let heard = try probe(Self.speech(of: kind))
    #expect(heard.first == kind.name)
  }

  /// One that must be asked is named by its answers.
  @Test(arguments: DeviceKind.all.filter { !$0.allowedFrames.isEmpty })
  func itNamesWhatAnswers(kind: DeviceKind) throws {
    #expect(try probe(Self.answers(of: kind)).first == kind.name)
  }

  @Test func noiseIsNoDevice() throws {
    var chance = SplitMix64(seed: 3)
    let noise = (0..<4000).map { _ in UInt8(truncatingIfNeeded: chance.next()) }
    #expect(try probe(noise).isEmpty)
  }

  @Test func aFileThatIsNotThereIsNoDeviceThatIsSilent() throws {
    let missing = Shelf().path + "/missing"
    let unread = UnreadInput(reason: "port missing")
    let probe = DeviceProbe(.file(path: missing), mayAsk: false, each: .seconds(60))
    guard case .unopened(.missing) = probe.run(StopRequest(fd: -1), tell: { _ in }) else {
      Issue.record("taken for a file that can be read")
      return
    }
    #expect(throws: unread) {
      try OverheardDevice(try #require(try DeviceSpec.parse(["nonin-df8@file:\(missing)"]).first))
        .run(StopRequest(fd: -1)) { _ in }
    }
  }

  @Test func silenceIsNoDevice() throws {
    #expect(try probe([]).isEmpty)
  }

  @Test func aWatchTellsReadingsAndCountsWhatItPassedOver() throws {
    let shelf = Shelf()
    let noise: [UInt8] = [0x55, 0xAA, 0x55]
    let path = shelf.file("capture", noise + Self.speech(of: .noninDF8))
    var lines: [String] = []
    let kind = try DeviceKind.named("nonin-df8")
    let spec = try #require(try DeviceSpec.parse(["nonin-df8@file:\(path)"]).first)
    try OverheardDevice(spec).run(StopRequest(fd: -1)) { lines.append($0) }
    #expect(lines.first == kind.title)
    #expect(lines.contains { $0.contains("status=searching") })
    #expect(lines.contains { $0.contains("spo2=9") && $0.contains("status=ok") })
    #expect(lines.contains { $0.hasSuffix("lost: end of input") })
    let last = try #require(lines.last)
    #expect(last.hasSuffix(", 3 bytes skipped"))
    #expect(!last.contains(" 0 good"))
  }

  /// Each code that is not understood stands once, with its count.
  @Test func aWatchNamesWhatItDidNotUnderstand() throws {
    let shelf = Shelf()
    let path = shelf.file("lines", Array("hr=72 glow=3\nglow=4 hr=73\n".utf8))
    var lines: [String] = []
    let spec = try #require(try DeviceSpec.parse(["line@file:\(path)"]).first)
    try OverheardDevice(spec).run(StopRequest(fd: -1)) { lines.append($0) }
    #expect(lines.filter { $0.contains("glow") } == ["  glow = 3 not understood, 2 times"])
  }

  @Test func whatItCannotSimulateIsNamedWithWhatItCan() {
    #expect(throws: UnknownSimulatedDevice.self) {
      try SimulatedDeviceSpec.trolley(["nonin-df2", "toaster"], for: .uneventful)
    }
  }

  @Test func aLineDeviceBesideAnOximeterTellsTheRest() throws {
    let alone = try SimulatedDeviceSpec.trolley(["line"], for: .uneventful)
    #expect(alone.map(\.carries) == [Set(DeviceRole.allCases)])
    let beside = try SimulatedDeviceSpec.trolley(["contec-v7", "line"], for: .uneventful)
    #expect(beside.map(\.carries) == [[.oximeter], [.cuff]])
    let besideACuff = try SimulatedDeviceSpec.trolley(["line", "suntech"], for: .uneventful)
    #expect(besideACuff.map(\.carries) == [[.oximeter], [.cuff]])
  }

  @Test func allIsOneOfEveryKind() throws {
    let trolley = try SimulatedDeviceSpec.trolley(["all"], for: .uneventful)
    #expect(Set(trolley.map(\.kind.name)) == Set(DeviceKind.all.map(\.name)))
    #expect(trolley.first { $0.kind == .line }?.carries == Set(DeviceRole.allCases))
  }

  private func probe(_ bytes: [UInt8]) throws -> [String] {
    let shelf = Shelf()
    let path = shelf.file("capture", bytes)
    let probe = DeviceProbe(.file(path: path), mayAsk: false, each: .seconds(60))
    guard case .heard(let found) = probe.run(StopRequest(fd: -1), tell: { _ in }) else { return [] }
    return found.map(\.kind.name)
  }

  /// Eight seconds of a device.
  private static func speech(of kind: DeviceKind) -> [UInt8] {
    var station = SimulatedBedside(seed: 4, specs: [SimulatedDeviceSpec(kind)])
    var bytes: [UInt8] = []
    for sent in station.advance(to: .seconds(8)) {
      if case .bytes(let some) = sent.content { bytes += some }
    }
    return bytes
  }

  /// What it says in twelve seconds to a host of its own kind.
  private static func answers(of kind: DeviceKind) -> [UInt8] {
    var station = SimulatedBedside(seed: 4, specs: [SimulatedDeviceSpec(kind)])
    var host = kind.driver(source: SourceID(kind.name))
    var bytes: [UInt8] = []
    var effects = host.opened(at: .start)
    for tick in Int64(1)...120 {
      let now = SessionTime(milliseconds: 100 * tick)
      effects += host.advance(to: now)
      for case .send(let frame) in effects { station.received(frame.bytes, device: 0, at: now) }
      effects = []
      for case .bytes(let some) in station.advance(to: now).map(\.content) {
        bytes += some
        effects += host.received(some[...], at: now)
      }
    }
    return bytes
  }
}
