import Foundation
import Glibc
import TestBench
import Testing

/// The built program beside a simulated BlueZ: it finds both by the address of the system's bus.
@Suite(
  "chairside over Bluetooth", .serialized,
  .enabled(if: PrivateBus.isInstalled, "a message bus is tried where dbus-daemon is installed"))
struct BuiltProgramTests {
  private let value: [UInt8] = [0x00, 0x61, 0x00, 0x48, 0x00]

  private func start(_ arguments: [String], at bus: PrivateBus, saying file: String) throws -> StartedProgram
  {
    try StartedProgram(
      StartedProgram.chairside, arguments, saying: bus.scratch.file(file),
      environment: [
        "DBUS_SYSTEM_BUS_ADDRESS=\(bus.address)", "HOME=/nonexistent", "LANG=C.UTF-8", "CHAIRSIDE_KEY=none",
        "CHAIRSIDE_MACHINE_CONFIG=/nonexistent", "SWIFT_BACKTRACE=enable=no",
      ])
  }

  private func wait(for words: String, in file: String, of bus: PrivateBus) -> Bool {
    for _ in 0..<3000 {
      if bus.scratch.text(file).contains(words) { return true }
      usleep(10_000)
    }
    return false
  }

  /// What comes is a reading; a link that ends is an alarm; and a second chair is told who listens.
  @Test func `a value is shown, and the link's loss`() throws {
    let bus = try PrivateBus()
    let blueZ = try SimulatedBlueZ(on: bus)
    let sessions = ["--headless", "--sessions", bus.scratch.file("sessions")]
    let device = ["--device", "plx@ble:\(SimulatedBlueZ.address)"]
    let first = try start(["monitor", "--chair", "2"] + sessions + device, at: bus, saying: "first")
    try #require(blueZ.wasAsked("StartNotify"), "\(bus.scratch.text("first"))")
    blueZ.notify(value)
    let second = try start(["monitor", "--chair", "3"] + sessions + device, at: bus, saying: "second")
    #expect(wait(for: #""id":"plx.lost""#, in: "second", of: bus))
    blueZ.hangUp()
    #expect(wait(for: #""id":"plx.lost""#, in: "first", of: bus))
    #expect(first.end(by: SIGTERM) == 0 && second.end(by: SIGTERM) == 0)
    let journals = bus.scratch.journals
    #expect(journals.contains { $0.contains(#""spo2":97"#) && $0.contains(#""loss":"vanished""#) })
    #expect(
      journals.contains { $0.contains(#""loss":"busy","chair":"2""#) && !$0.contains(#""kind":"reading""#) })
    blueZ.end()
  }

  @Test func `a device is paired from the command line`() throws {
    let bus = try PrivateBus()
    var world = SimulatedBlueZ.World()
    world.isPaired = false
    let blueZ = try SimulatedBlueZ(on: bus, world)
    let place = "ble:\(SimulatedBlueZ.address)"
    let program = try start(["devices", "--probe", place, "--pair"], at: bus, saying: "paired")
    #expect(program.end() == 0)
    #expect(
      bus.scratch.text("paired") == """
        \(place): pairing
        \(place): paired and trusted
        \(SimulatedBlueZ.address)  Oximeter; paired
          plx: chairside monitor --device plx@\(place)

        """)
    blueZ.end()
  }
}

extension ScratchFolder {
  /// The journals of all sessions below it.
  fileprivate var journals: [String] {
    let all = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    return all.filter { $0.hasSuffix("/journal.jsonl") }.map(text)
  }
}
