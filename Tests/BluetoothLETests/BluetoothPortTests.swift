import BluetoothLE
import Devices
import Glibc
import InfusionCore
import Quantities
import SystemClocks
import Testing

@testable import DevicePorts

/// A port at a message bus of its own, with a simulated BlueZ on it. The tests wait for a word of the port;
/// its clock is the test's.
@Suite(
  "At a message bus", .serialized,
  .enabled(if: PrivateBus.isInstalled, "a message bus is tried where dbus-daemon is installed"))
struct BluetoothPortTests {
  private let name = "00002a5f-0000-1000-8000-00805f9b34fb"
  private let value: [UInt8] = [0x00, 0x61, 0x00, 0x48, 0x00]

  private func port(_ bus: PrivateBus) -> BluetoothPort {
    BluetoothPort(SimulatedBlueZ.address, characteristics: [name], bus: bus.address)
  }

  @Test func `a device is connected to, and what it notifies of is heard`() throws {
    let bus = try PrivateBus()
    let blueZ = try SimulatedBlueZ(on: bus)
    let port = port(bus)
    #expect(port.attempt(atMilliseconds: 0).isEmpty)
    #expect(port.next() == .opened)
    #expect(blueZ.asked.contains("Connect") && blueZ.asked.last == "StartNotify")
    // The same once more is another value.
    for _ in 0..<2 {
      blueZ.notify(value)
      #expect(port.next() == .value(characteristic: name, value))
    }
    blueZ.notify([])
    #expect(port.next() == .value(characteristic: name, []))
    // The link was of our making.
    port.close()
    #expect(blueZ.wasAsked("Disconnect"))
    blueZ.end()
  }

  @Test func `a link that somebody else made is used, and left alone at the end`() throws {
    let bus = try PrivateBus()
    var world = SimulatedBlueZ.World()
    (world.isConnected, world.isResolved) = (true, true)
    let blueZ = try SimulatedBlueZ(on: bus, world)
    let port = port(bus)
    _ = port.attempt(atMilliseconds: 0)
    #expect(port.next() == .opened)
    let client = blueZ.caller
    port.close()
    // The bus passes on what a connection said before it lets go of its name.
    try bus.waitUntilGone(client)
    _ = try KnownDevice.all(bus: bus.address)
    #expect(!blueZ.asked.contains("Connect") && !blueZ.asked.contains("Disconnect"))
    blueZ.end()
  }

  @Test func `services that are found some time after the link are waited for`() throws {
    let bus = try PrivateBus()
    var world = SimulatedBlueZ.World()
    world.resolvesLater = true
    let blueZ = try SimulatedBlueZ(on: bus, world)
    let port = port(bus)
    _ = port.attempt(atMilliseconds: 0)
    #expect(blueZ.wasAsked("Connect"))
    blueZ.resolve()
    #expect(port.next() == .opened)
    blueZ.end()
  }

  @Test func `a link that ends is a pulled cable, and is made anew`() throws {
    let bus = try PrivateBus()
    let blueZ = try SimulatedBlueZ(on: bus)
    let port = port(bus)
    _ = port.attempt(atMilliseconds: 0)
    #expect(port.next() == .opened)
    blueZ.hangUp()
    #expect(port.next(atMilliseconds: 10_000) == .lost(.vanished))
    #expect(port.attempt(atMilliseconds: 11_999).isEmpty)
    #expect(port.fd < 0)
    // It does not answer at once: nothing new is told.
    blueZ.change { $0.refusals["Connect"] = ("org.bluez.Error.Failed", "le-connection-abort-by-local") }
    _ = port.attempt(atMilliseconds: 12_000)
    #expect(port.next(atMilliseconds: 12_500) == nil)
    blueZ.change { $0.refusals = [:] }
    _ = port.attempt(atMilliseconds: 14_500)
    #expect(port.next(atMilliseconds: 15_000) == .opened)
    blueZ.notify(value)
    #expect(port.next() == .value(characteristic: name, value))
    blueZ.end()
  }

  /// Each with the sentence that names it.
  @Test(arguments: [
    ("no adapter", BluetoothLoss.noAdapter), ("off", .adapterIsOff), ("unknown", .unknownDevice),
    ("other", .otherService), ("unpaired", .notPaired), ("encrypted", .notPaired),
    ("far", .notReached("le-connection-abort-by-local")), ("denied", .forbidden),
  ])
  func whatIsWrongIsSaid(trouble: String, loss: BluetoothLoss) throws {
    let bus = try PrivateBus()
    var world = SimulatedBlueZ.World()
    let failed = "org.bluez.Error.Failed"
    switch trouble {
    case "no adapter": world.hasAdapter = false
    case "off": world.isPowered = false
    case "unknown": world.knowsDevice = false
    case "other": world.characteristics = ["00002a37-0000-1000-8000-00805f9b34fb"]
    case "unpaired": world.refusals["StartNotify"] = ("org.bluez.Error.NotPermitted", "")
    case "encrypted": world.refusals["StartNotify"] = (failed, "ATT error: 0x0f (Insufficient Encryption)")
    case "far": world.refusals["Connect"] = (failed, "le-connection-abort-by-local")
    default: world.refusals["GetManagedObjects"] = ("org.freedesktop.DBus.Error.AccessDenied", "rejected")
    }
    let blueZ = try SimulatedBlueZ(on: bus, world)
    let port = port(bus)
    _ = port.attempt(atMilliseconds: 0)
    #expect(port.next() == .lost(loss))
    #expect(port.nextAttemptMilliseconds == 2000)
    blueZ.end()
  }

  @Test func `a BlueZ that ends and a device that it forgets are said`() throws {
    let bus = try PrivateBus()
    let port = port(bus)
    _ = port.attempt(atMilliseconds: 0)
    #expect(port.next() == .lost(.noBlueZ))
    let blueZ = try SimulatedBlueZ(on: bus)
    _ = port.attempt(atMilliseconds: 2000)
    #expect(port.next(atMilliseconds: 3000) == .opened)
    blueZ.forget()
    #expect(port.next(atMilliseconds: 4000) == .lost(.unknownDevice))
    blueZ.change { $0.knowsDevice = true }
    _ = port.attempt(atMilliseconds: 6000)
    #expect(port.next(atMilliseconds: 7000) == .opened)
    blueZ.end()
    #expect(port.next(atMilliseconds: 8000) == .lost(.noBlueZ))
  }

  @Test func `without a bus, and when the bus ends`() throws {
    let bus = try PrivateBus()
    let nowhere = BluetoothPort(
      SimulatedBlueZ.address, characteristics: [name], bus: "unix:path=/nonexistent/bus")
    _ = nowhere.attempt(atMilliseconds: 0)
    guard case .lost(.noBus) = nowhere.next() else {
      Issue.record("a bus that is not there")
      return
    }
    let blueZ = try SimulatedBlueZ(on: bus)
    let port = port(bus)
    _ = port.attempt(atMilliseconds: 0)
    #expect(port.next() == .opened)
    bus.stop()
    guard case .lost(.noBus) = port.next() else {
      Issue.record("a bus that ended")
      return
    }
    blueZ.end()
  }

  /// A BlueZ that does not answer keeps nobody waiting.
  @Test func `what takes long is said, once, and begun anew`() throws {
    let bus = try PrivateBus()
    var world = SimulatedBlueZ.World()
    world.resolvesLater = true
    let blueZ = try SimulatedBlueZ(on: bus, world)
    let port = port(bus)
    _ = port.attempt(atMilliseconds: 0)
    #expect(blueZ.wasAsked("Connect"))
    #expect(port.attempt(atMilliseconds: 4999).isEmpty)
    #expect(port.attempt(atMilliseconds: 5000) == [.lost(.notReached("still connecting"))])
    #expect(port.attempt(atMilliseconds: 59_999).isEmpty)
    #expect(port.attempt(atMilliseconds: 60_000).isEmpty)
    #expect(port.fd < 0 && port.nextAttemptMilliseconds == 62_000)
    blueZ.end()
  }

  // MARK: What is made of it

  @Test func `its values become readings of the kind`() throws {
    let bus = try PrivateBus()
    let blueZ = try SimulatedBlueZ(on: bus)
    let spec = try #require(try DeviceSpec.parse(["plx@ble:\(SimulatedBlueZ.address.lowercased())"]).first)
    let profile = try #require(spec.kind.bluetooth)
    let device = LiveDevice(spec, on: BluetoothLine(SimulatedBlueZ.address, profile, bus: bus.address))
    let session = Session(
      plan: SessionPlan(weight: nil, plan: "trd-40", sources: [spec.description], origin: .live))
    var inputs = device.tend(at: .start, in: session)
    inputs += device.wait(in: session) { $0.contains { $0.input == .link(spec.source, .connected) } }
    blueZ.notify(value)
    inputs += device.wait(in: session) { $0.contains { if case .reading = $0.input { true } else { false } } }
    blueZ.hangUp()
    inputs += device.wait(in: session) { $0.contains { $0.input == .link(spec.source, .lost(.vanished)) } }
    let identity = SourceIdentity(adapter: "Bluetooth \(SimulatedBlueZ.address)")
    #expect(
      inputs.compactMap(\.input) == [
        .identity(spec.source, identity), .link(spec.source, .connected),
        .reading(Reading(source: spec.source, spo2: .value(97), hr: .value(72))),
        .link(spec.source, .lost(.vanished)),
      ])
    device.close()
    blueZ.end()
  }

  @Test func `what BlueZ knows is listed with its kinds`() throws {
    let bus = try PrivateBus()
    var world = SimulatedBlueZ.World()
    world.isPaired = false
    let blueZ = try SimulatedBlueZ(on: bus, world)
    let survey = try BluetoothSurvey(bus: bus.address)
    let address = SimulatedBlueZ.address
    #expect(
      survey.found.map(\.description) == [
        """
        \(address)  Oximeter; not paired: chairside devices --probe ble:\(address) --pair
          plx: chairside monitor --device plx@ble:\(address)
        """
      ])
    blueZ.change { $0.services = ["0000180f-0000-1000-8000-00805f9b34fb"] }
    #expect(try BluetoothSurvey(bus: bus.address).found.isEmpty)
    #expect(try BluetoothSurvey(bus: bus.address).others == 1)
    blueZ.change { $0.hasAdapter = false }
    #expect(throws: UnreadInput(reason: "no Bluetooth adapter")) { try BluetoothSurvey(bus: bus.address) }
    blueZ.end()
    #expect(!blueZ.asked.contains("Connect"))
  }
}

extension LiveDevice {
  fileprivate func wait(in session: Session, until isThere: ([StampedInput]) -> Bool) -> [StampedInput] {
    var inputs: [StampedInput] = []
    while !isThere(inputs) {
      var polled = pollfd(fd: fd, events: interest, revents: 0)
      guard KernelWait.ofThisMachine.wait(for: &polled, milliseconds: 30_000) == .ready else { break }
      inputs += handle(polled.revents, at: .start, in: session)
    }
    return inputs
  }
}
