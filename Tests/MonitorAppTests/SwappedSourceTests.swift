import DevicePorts
import Devices
import Glibc
import InfusionCore
import MonitorApp
import Quantities
import SerialPort
import TestBench
import Testing

/// Three lines, because of lines without a checksum the third in a row is the first that is used.
private func masimo(_ serial: String, _ spo2: Int) -> [UInt8] {
  let line = "02/22/26 10:00:00 SN=\(serial) SPO2=0\(spo2)% BPM=062 PI=03.60% ALARM=0000 EXC=000000\r\n"
  return ascii(line + line + line)
}

/// Another device or patient than the session began with comes to a port. The ports are real.
@Suite(.serialized) struct SwappedSourceTests {
  /// The kernel swaps the names of two adapters of one kind after a hub's hiccup.
  @Test func twoOximetersThatSwapTheirPortsAreBothTold() throws {
    let ward = ScratchFolder()
    let before = [try #require(FakeDevice()), try #require(FakeDevice())]
    for index in 0...1 { ward.link("ttyUSB\(index)", to: before[index].path) }
    let chair = Chair(
      try DeviceSpec.parse((0...1).map { "masimo-ascii1@\(ward.file("ttyUSB\($0)"))" }))
    chair.pass(to: .seconds(1))
    chair.hear(before[0], masimo("11", 98), on: 0)
    chair.hear(before[1], masimo("22", 91), on: 1)
    #expect(chair.shown(.spo2) == "masimo-ascii1 98")

    for index in 0...1 {
      unlink(ward.file("ttyUSB\(index)"))
      before[index].unplug()
      chair.awaitNews(on: index)
    }
    let after = [try #require(FakeDevice()), try #require(FakeDevice())]
    for index in 0...1 { ward.link("ttyUSB\(index)", to: after[index].path) }
    chair.pass(to: .seconds(3))
    chair.hear(after[0], masimo("22", 91), on: 0)
    chair.hear(after[1], masimo("11", 98), on: 1)
    chair.pass(to: .seconds(30))
    #expect(
      chair.events.alarms.filter { $0.contains("identity") }
        == ["3 masimo-ascii1.identity raised", "3 masimo-ascii1-2.identity raised"])
    #expect(chair.shown(.spo2) == "--")
  }

  /// One connection brings results of another bed, then of this bed again.
  @Test func anotherBedsResultsAreNotThisPatients() throws {
    let server = try #require(LoopbackServer())
    let chair = Chair(try DeviceSpec.parse(["hl7@tcp:127.0.0.1:\(server.port)"]))
    func result(_ patient: String, _ bed: String, spo2: Int) -> [UInt8] {
      let text =
        "MSH|^~\\&|G||C||20260102101500||ORU^R01|1|P|2.6\rPID|||\(patient)^^^C^MR\rPV1||O|\(bed)\r"
        + "OBX|1|NM|59408-5||\(spo2)|%|||||F\r"
      return [0x0B] + ascii(text) + [0x1C, 0x0D]
    }
    chair.await { $0.links.count == 1 }
    server.answer()
    server.say(result("P-1", "BED1", spo2: 98))
    chair.await { $0.readings.count == 1 }
    chair.pass(to: .seconds(2))
    server.say(result("P-9", "BED7", spo2: 88))
    chair.await { $0.readings.count == 2 }
    #expect(chair.shown(.spo2) == "--")
    #expect(chair.events.alarms == ["2 hl7.identity raised"])
  }
}

/// The settings `?bed=` and `?patient=` of a port.
@Suite struct AddresseeSettingsTests {
  private func spec(_ text: String) throws -> DeviceSpec {
    try #require(try DeviceSpec.parse([text]).first)
  }

  @Test(arguments: [
    ("hl7@tcp:gateway:2575", Addressee()),
    ("hl7@tcp:gateway:2575?bed=BED7", Addressee(bed: "BED7")),
    ("hl7@tcp:gateway:2575?patient=P-0142&bed=ICU^12^BED7", Addressee(bed: "ICU^12^BED7", patient: "P-0142")),
  ])
  func whoseMessagesAreMeant(text: String, asked: Addressee) throws {
    let spec = try spec(text)
    #expect(spec.addressee == asked)
    #expect(spec.endpoint == .tcp(host: "gateway", port: 2575))
  }

  @Test(arguments: [
    "hl7@tcp:gateway:2575?bed=", "hl7@tcp:gateway:2575?bed=1&bed=2", "hl7@tcp:gateway:2575?ward=1",
    "line@tcp:gateway:2575?bed=BED7", "line@/dev/ttyUSB0?bed=BED7",
  ])
  func whatCannotBeAsked(text: String) {
    #expect(throws: DeviceSpecError.self) { try DeviceSpec.parse([text]) }
  }

  @Test func theSettingsOfALineStayBesideThem() throws {
    let spec = try spec("hl7@/dev/ttyUSB0?baud=9600&bed=BED7")
    #expect(spec.addressee == Addressee(bed: "BED7"))
    #expect(spec.endpoint == (try Endpoint("/dev/ttyUSB0?baud=9600")))
  }
}

/// The setting `?address=` of a port, for a kind that has addresses.
@Suite struct AddressSettingsTests {
  @Test(arguments: [
    ("fresenius@/dev/ttyUSB0", nil), ("fresenius@/dev/ttyUSB0?address=3", LineAddress.number(3)),
    ("fresenius@/dev/ttyUSB0?address=none&baud=9600", .alone),
    ("fresenius@tcp:rack:4001?address=9", .number(9)),
  ])
  func whoIsAsked(text: String, address: LineAddress?) throws {
    #expect(try DeviceSpec.parse([text]).map(\.address) == [address])
  }

  @Test(arguments: [
    "fresenius@/dev/ttyUSB0?address=", "fresenius@/dev/ttyUSB0?address=0",
    "fresenius@/dev/ttyUSB0?address=10",
    "fresenius@/dev/ttyUSB0?address=1&address=2", "asena@/dev/ttyUSB0?address=1",
  ])
  func whatIsNoAddress(text: String) {
    #expect(throws: DeviceSpecError.self) { try DeviceSpec.parse([text]) }
  }
}
