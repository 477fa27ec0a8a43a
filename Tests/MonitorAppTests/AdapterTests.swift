import DevicePorts
import Devices
import Glibc
import InfusionCore
import MonitorApp
import Quantities
import SerialPort
import TestBench
import Testing

private func specs(_ texts: String...) throws -> [DeviceSpec] { try DeviceSpec.parse(texts) }

private func bound(_ events: [StampedEvent]) -> [String] {
  events.compactMap {
    if case .bound(let source, let identity) = $0.event {
      "\(source) \(identity.adapter ?? "-")"
    } else {
      nil
    }
  }
}

/// Adapters that come back under other names. The ports are real; the device tree is the test's own.
@Suite(.serialized) struct AdapterTests {
  private let machine: FakeMachine

  init() throws { machine = FakeMachine() }

  private func replug(_ old: String, _ device: FakeDevice, as new: String, at place: String, serial: String?)
    throws -> FakeDevice
  {
    unplug(old, device)
    let next = try #require(FakeDevice())
    machine.plug(new, at: place, serial: serial, next)
    return next
  }

  private func unplug(_ name: String, _ device: FakeDevice) {
    machine.unplug(name)
    device.unplug()
  }

  /// A converter goes away as ttyUSB0 and comes back as ttyUSB1.
  @Test(arguments: ["A1", nil]) func aConverterThatComesBackAsTtyUSB1IsHeardThere(serial: String?) throws {
    let first = try #require(FakeDevice())
    machine.plug("ttyUSB0", at: "1-2", serial: serial, first)
    let chair = Chair(try specs("line@\(machine.path("ttyUSB0"))"), in: machine.tree)
    chair.pass(to: .seconds(1))
    chair.hear(first, ascii("hr=72 spo2=97\n"))
    unplug("ttyUSB0", first)
    chair.awaitNews()
    chair.pass(to: .seconds(9))
    #expect(chair.story() == ["0 connected", "1 port vanished"])

    let second = try #require(FakeDevice())
    machine.plug("ttyUSB1", at: "1-2", serial: serial, second)
    chair.pass(to: .seconds(10))
    chair.hear(second, ascii("hr=80 spo2=96\n"))
    #expect(chair.shown(.spo2) == "line 96")
    #expect(bound(chair.events) == ["line \(serial.map { "0403:6001 serial \($0)" } ?? "0403:6001 at 1-2")"])
    #expect(chair.events.alarms.filter { $0.contains("identity") } == [])
  }

  /// Two converters of one kind without serial numbers swap their names after a hub's hiccup. Their devices
  /// do not say who they are, but the sockets tell them apart.
  @Test func twoConvertersThatSwapTheirNamesAreEachHeardForTheirOwnPatient() throws {
    var devices = [try #require(FakeDevice()), try #require(FakeDevice())]
    for index in 0...1 { machine.plug("ttyUSB\(index)", at: "1-\(index + 1)", devices[index]) }
    let chair = Chair(
      try specs("line@\(machine.path("ttyUSB0"))", "line@\(machine.path("ttyUSB1"))"), in: machine.tree)
    chair.pass(to: .seconds(1))
    for index in 0...1 { chair.hear(devices[index], ascii("spo2=9\(8 - index)\n"), on: index) }
    for index in 0...1 {
      unplug("ttyUSB\(index)", devices[index])
      chair.awaitNews(on: index)
    }
    devices = [try #require(FakeDevice()), try #require(FakeDevice())]
    for index in 0...1 { machine.plug("ttyUSB\(1 - index)", at: "1-\(index + 1)", devices[index]) }
    chair.pass(to: .seconds(3))
    for index in 0...1 { chair.hear(devices[index], ascii("spo2=9\(6 - index)\n"), on: index) }
    #expect(
      chair.readings.suffix(2).map { "\($0.source) \($0.spo2 == .value(96))" } == [
        "line true", "line-2 false",
      ])
    #expect(chair.events.alarms.filter { $0.contains("identity") } == [])
  }

  /// Another adapter under the old name, the right one nowhere: told, not read, until a person accepts it.
  /// right.
  @Test func anotherAdapterIsNotReadUntilItIsAccepted() throws {
    let first = try #require(FakeDevice())
    machine.plug("ttyUSB0", at: "1-2", serial: "A1", first)
    let chair = Chair(try specs("line@\(machine.path("ttyUSB0"))"), in: machine.tree)
    chair.pass(to: .seconds(1))
    chair.hear(first, ascii("hr=72 spo2=97\n"))
    unplug("ttyUSB0", first)
    chair.awaitNews()
    let second = try #require(FakeDevice())
    machine.plug("ttyUSB0", at: "1-3", serial: "B2", second)
    chair.pass(to: .seconds(2))
    #expect(chair.story().last.map { $0.hasSuffix("another adapter is plugged in there") } == true)
    #expect(chair.events.alarms.contains { $0.contains("line.identity raised") })
    #expect(chair.devices[0].fd == -1)

    chair.act(.accept(AcceptAction(device: "line", reason: "new cable")), by: "KM")
    chair.pass(to: .seconds(3))
    chair.hear(second, ascii("hr=80 spo2=96\n"))
    #expect(chair.shown(.spo2) == "line 96")
    #expect(bound(chair.events) == ["line 0403:6001 serial A1", "line 0403:6001 serial B2"])
  }

  /// The device's own serial number is added to the identity of its adapter, and does not replace it.
  @Test func aSerialNumberDoesNotMakeTheAdapterForgotten() throws {
    let device = try #require(FakeDevice())
    machine.plug("ttyUSB0", at: "1-2", serial: "A1", device)
    let chair = Chair(try specs("masimo-ascii1@\(machine.path("ttyUSB0"))"), in: machine.tree)
    chair.pass(to: .seconds(1))
    let line = "02/22/26 10:00:00 SN=11 SPO2=098% BPM=062 PI=03.60% ALARM=0000 EXC=000000\r\n"
    // Without a checksum the third in a row is the first that is used.
    chair.hear(device, ascii(line + line + line))
    let bound = chair.session.devices[SourceID("masimo-ascii1")]?.bound
    #expect(bound == SourceIdentity(adapter: "0403:6001 serial A1", serial: "11"))
  }

  /// A resumed session looks for the adapter that it began with.
  @Test func aResumedSessionKeepsItsBinding() throws {
    let first = try #require(FakeDevice())
    machine.plug("ttyUSB0", at: "1-2", serial: "A1", first)
    let places = try specs("line@\(machine.path("ttyUSB0"))")
    let chair = Chair(places, in: machine.tree)
    chair.pass(to: .seconds(1))
    chair.hear(first, ascii("hr=72 spo2=97\n"))
    for device in chair.devices { device.close() }
    let others = try #require(FakeDevice())
    let second = try replug("ttyUSB0", first, as: "ttyUSB1", at: "1-4", serial: "A1")
    machine.plug("ttyUSB0", at: "1-2", serial: "B2", others)

    let resumed = Chair(places, in: machine.tree, goingOnWith: chair.session)
    resumed.pass(to: .seconds(10))
    resumed.hear(second, ascii("hr=80 spo2=96\n"))
    #expect(resumed.shown(.spo2) == "line 96")
    #expect(resumed.events.alarms.filter { $0.contains("identity") } == [])
  }

  /// A sensor that was off before a restart counts as off until the device says otherwise, even if it sends
  /// numbers meanwhile.
  @Test func aSensorThatWasOffIsOffAfterARestart() throws {
    let first = try #require(FakeDevice())
    machine.plug("ttyUSB0", at: "1-2", serial: "A1", first)
    let places = try specs("line@\(machine.path("ttyUSB0"))")
    let chair = Chair(places, in: machine.tree)
    chair.pass(to: .seconds(1))
    chair.hear(first, ascii("hr=72 spo2=97\nstatus=off\n"))
    for device in chair.devices { device.close() }
    let second = try replug("ttyUSB0", first, as: "ttyUSB1", at: "1-4", serial: "A1")

    let resumed = Chair(
      places.map { $0.goingOn(in: chair.session) }, in: machine.tree, goingOnWith: chair.session)
    resumed.pass(to: .seconds(10))
    resumed.hear(second, ascii("hr=80 spo2=96\n"))
    #expect(resumed.shown(.spo2) == "--")
    #expect(resumed.events.alarms.filter { $0.contains("sensoroff ended") } == [])
    resumed.hear(second, ascii("status=ok\nhr=80 spo2=96\n"))
    #expect(resumed.shown(.spo2) == "line 96")
  }

  /// A device that replaces one whose sensor was off does not count as off.
  @Test(arguments: [true, false]) func anotherDeviceIsHeardThoughTheOneBeforeWasOff(restarts: Bool) throws {
    let first = try #require(FakeDevice())
    machine.plug("ttyUSB0", at: "1-2", serial: "A1", first)
    let places = try specs("line@\(machine.path("ttyUSB0"))")
    var chair = Chair(places, in: machine.tree)
    chair.pass(to: .seconds(1))
    chair.hear(first, ascii("hr=72 spo2=97\nstatus=off\n"))
    unplug("ttyUSB0", first)
    chair.awaitNews()
    let second = try #require(FakeDevice())
    machine.plug("ttyUSB0", at: "1-3", serial: "B2", second)
    if restarts {
      for device in chair.devices { device.close() }
      chair = Chair(
        places.map { $0.goingOn(in: chair.session) }, in: machine.tree, goingOnWith: chair.session)
    }
    chair.pass(to: .seconds(2))
    chair.act(.accept(AcceptAction(device: "line", reason: "new cable")), by: "KM")
    chair.pass(to: .seconds(3))
    chair.hear(second, ascii("hr=80 spo2=96\n"))
    #expect(chair.shown(.spo2) == "line 96")
  }
}
