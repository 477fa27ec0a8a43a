import BluetoothLE
import Devices
import Glibc
import InfusionCore
import Quantities
import Testing

@testable import DevicePorts

/// BlueZ shares a device among all who ask; Chairside gives it to one listener only.
@Suite(
  "One device, several listeners", .serialized,
  .enabled(if: PrivateBus.isInstalled, "a message bus is tried where dbus-daemon is installed"))
struct SharedDeviceTests {
  private let name = "00002a5f-0000-1000-8000-00805f9b34fb"
  private let value: [UInt8] = [0x00, 0x61, 0x00, 0x48, 0x00]

  private func port(_ bus: PrivateBus) -> BluetoothPort {
    BluetoothPort(SimulatedBlueZ.address, characteristics: [name], bus: bus.address)
  }

  /// As at a serial port, the second listener hears nothing of it, and gets it as soon as the first lets go.
  @Test func `two ports never listen to one device`() throws {
    let bus = try PrivateBus()
    let blueZ = try SimulatedBlueZ(on: bus)
    let (first, second) = (port(bus), port(bus))
    _ = first.attempt(atMilliseconds: 0)
    #expect(first.next() == .opened)
    #expect(second.attempt(atMilliseconds: 0) == [.lost(.busy(process: getpid()))])
    #expect(second.fd < 0 && second.attempt(atMilliseconds: 2000).isEmpty)
    // Also between two links of the first one.
    blueZ.hangUp()
    #expect(first.next(atMilliseconds: 3000) == .lost(.vanished))
    #expect(second.attempt(atMilliseconds: 4000).isEmpty && second.fd < 0)
    first.close()
    // A program that another test starts at this moment holds the claim until it has become its own program.
    for turn in 3..<3000 where second.fd < 0 {
      _ = second.attempt(atMilliseconds: Int64(turn) * 2000)
      usleep(1000)
    }
    #expect(second.next(atMilliseconds: 6000) == .opened)
    blueZ.end()
  }

  @Test func `another device is another's affair`() throws {
    let bus = try PrivateBus()
    let (first, second) = (
      port(bus), BluetoothPort("C0:FF:EE:00:12:35", characteristics: [], bus: bus.address)
    )
    #expect(first.attempt(atMilliseconds: 0).isEmpty && second.attempt(atMilliseconds: 0).isEmpty)
    #expect(first.fd >= 0 && second.fd >= 0)
  }

  @Test func `the alarm says who has it`() throws {
    let bus = try PrivateBus()
    let blueZ = try SimulatedBlueZ(on: bus)
    let spec = try #require(try DeviceSpec.parse(["plx@ble:\(SimulatedBlueZ.address)"]).first)
    let profile = try #require(spec.kind.bluetooth)
    let first = port(bus)
    _ = first.attempt(atMilliseconds: 0)
    let device = LiveDevice(spec, on: BluetoothLine(SimulatedBlueZ.address, profile, bus: bus.address))
    let session = Session(
      plan: SessionPlan(weight: nil, plan: "trd-40", sources: [spec.description], origin: .live))
    let told = device.tend(at: .start, in: session).map(\.input)
    guard case .link(spec.source, .lost(.busy(by: .program(let program)?)))? = told.first else {
      Issue.record("\(told)")
      return
    }
    #expect(program.hasSuffix("(process \(getpid()))"))
    device.close()
    first.close()
    blueZ.end()
  }

  /// Anybody else on the bus may send what looks like signals of BlueZ, or of the bus.
  @Test func `what others say in BlueZ's place is not heard`() throws {
    let bus = try PrivateBus()
    let blueZ = try SimulatedBlueZ(on: bus)
    let liar = try SimulatedBlueZ(on: bus, isBlueZ: false)
    let port = port(bus)
    _ = port.attempt(atMilliseconds: 0)
    #expect(port.next() == .opened)
    liar.lie(to: blueZ.caller, [0x00, 0x20, 0x00, 0x20, 0x00])
    liar.end()
    // It said all that before it left.
    blueZ.notify(value)
    #expect(port.next() == .value(characteristic: name, value))
    blueZ.hangUp()
    #expect(port.next() == .lost(.vanished))
    blueZ.end()
  }

  @Test func `what is asked once comes before what is listened to`() throws {
    let bus = try PrivateBus()
    let clock = "00002a2b-0000-1000-8000-00805f9b34fb"
    var world = SimulatedBlueZ.World()
    world.characteristics = [name, clock]
    world.values = [clock: [0xEA, 0x07]]
    let blueZ = try SimulatedBlueZ(on: bus, world)
    let port = BluetoothPort(
      SimulatedBlueZ.address, characteristics: [name], readOnce: [clock], bus: bus.address)
    _ = port.attempt(atMilliseconds: 0)
    var told: [BluetoothEvent] = []
    while told.count < 2, let more = port.allNext() { told += more }
    #expect(told == [.opened, .value(characteristic: clock, [0xEA, 0x07])])
    #expect(blueZ.wasAsked("StartNotify"))
    #expect(Array(blueZ.asked.suffix(2)) == ["ReadValue", "StartNotify"])
    blueZ.end()
  }
}
