import DevicePorts
import Testing

@testable import BluetoothLE

/// `devices --probe ble:ADDRESS --pair` at a message bus of its own.
@Suite(
  "Pairing", .serialized,
  .enabled(if: PrivateBus.isInstalled, "a message bus is tried where dbus-daemon is installed"))
struct PairingTests {
  private func pair(_ bus: PrivateBus) -> (told: [String], refused: String?) {
    var told: [String] = []
    do {
      try BluetoothSurvey.pair(SimulatedBlueZ.address, bus: bus.address) { told.append($0) }
      return (told, nil)
    } catch { return (told, error.reason) }
  }

  private func unpaired() -> SimulatedBlueZ.World {
    var world = SimulatedBlueZ.World()
    world.isPaired = false
    return world
  }

  @Test func `a device that BlueZ knows is paired and trusted`() throws {
    let bus = try PrivateBus()
    let blueZ = try SimulatedBlueZ(on: bus, unpaired())
    let (told, refused) = pair(bus)
    #expect(told == ["pairing", "paired and trusted"] && refused == nil)
    #expect(blueZ.asked == ["RegisterAgent", "GetManagedObjects", "Pair", "Set"])
    #expect(blueZ.set == [.text("org.bluez.Device1"), .text("Trusted"), .flag(true)])
    #expect(try BluetoothSurvey(bus: bus.address).found.map(\.isPaired) == [true])
    blueZ.end()
  }

  @Test func `one that was never seen is looked for`() throws {
    let bus = try PrivateBus()
    var world = unpaired()
    (world.knowsDevice, world.isSeenWhenSearched) = (false, true)
    let blueZ = try SimulatedBlueZ(on: bus, world)
    let (told, refused) = pair(bus)
    #expect(refused == nil && told.count == 3 && told.first?.hasPrefix("looking for it") == true)
    let asked = blueZ.asked
    #expect(asked.filter { $0.hasSuffix("Discovery") } == ["StartDiscovery", "StopDiscovery"])
    #expect(asked.suffix(2) == ["Pair", "Set"])
    blueZ.end()
  }

  @Test func `one that is paired already is trusted`() throws {
    let bus = try PrivateBus()
    let blueZ = try SimulatedBlueZ(on: bus)
    #expect(pair(bus).told == ["paired and trusted"])
    #expect(!blueZ.asked.contains("Pair"))
    blueZ.end()
  }

  /// The agent agrees to the device's coming in, and to nothing that somebody would have to look at.
  @Test(arguments: [
    ("RequestAuthorization", true), ("RequestConfirmation", false), ("RequestPasskey", false),
    ("RequestPinCode", false), ("DisplayPasskey", false),
  ])
  func theAgentComparesNothing(question: String, isAllowed: Bool) throws {
    let bus = try PrivateBus()
    var world = unpaired()
    world.question = question
    let blueZ = try SimulatedBlueZ(on: bus, world)
    let refused = pair(bus).refused
    #expect(
      refused
        == (isAllowed
          ? nil
          : "it would not be paired (Authentication Rejected); "
            + "where it shows a number that is to be typed: bluetoothctl pair"))
    #expect(blueZ.asked.contains("Set") == isAllowed)
    blueZ.end()
  }

  @Test(arguments: [
    ("no BlueZ", "BlueZ does not run (package bluez): systemctl start bluetooth"),
    ("no adapter", "no Bluetooth adapter"), ("off", "the Bluetooth adapter is off: bluetoothctl power on"),
    ("denied", "no permission to speak with BlueZ"),
    ("far", "the Bluetooth device is not reached: Page Timeout"),
    (
      "refuses",
      "it would not be paired (Authentication Failed); "
        + "where it shows a number that is to be typed: bluetoothctl pair"
    ),
  ])
  func whatIsWrongIsSaid(trouble: String, sentence: String) throws {
    let bus = try PrivateBus()
    var world = unpaired()
    switch trouble {
    case "no adapter": world.hasAdapter = false
    case "off": (world.knowsDevice, world.isPowered) = (false, false)
    case "denied": world.refusals["RegisterAgent"] = ("org.freedesktop.DBus.Error.AccessDenied", "rejected")
    case "far": world.refusals["Pair"] = ("org.bluez.Error.ConnectionAttemptFailed", "Page Timeout")
    case "refuses":
      world.refusals["Pair"] = ("org.bluez.Error.AuthenticationFailed", "Authentication Failed")
    default: break
    }
    let blueZ = trouble == "no BlueZ" ? nil : try SimulatedBlueZ(on: bus, world)
    #expect(pair(bus).refused == sentence)
    blueZ?.end()
  }
}

/// What the bus itself says of who owns BlueZ's name.
@Suite struct BlueZPeerTests {
  private func message(from sender: String) -> BusMessage {
    BusMessage(sender: sender, content: .answered(to: 1, []))
  }

  @Test func onlyTheNamesOwnerIsBlueZ() {
    var peer = BlueZPeer()
    #expect(peer.sender(of: message(from: ":1.4")) == .nobody)
    _ = peer.answered(.owner, [.text(":1.4")])
    #expect(
      [":1.4", ":1.5", "org.freedesktop.DBus"].map { peer.sender(of: message(from: $0)) }
        == [.blueZ, .nobody, .bus])
  }

  /// BlueZ may have to be started; then its name is asked again.
  @Test func aNameWithoutOwnerIsStarted() throws {
    var peer = BlueZPeer()
    let name = "org.freedesktop.DBus.Error."
    #expect(try peer.refused(.owner, name: name + "NameHasNoOwner") == [.start])
    #expect(peer.answered(.start, []) == [.owner])
    #expect(throws: BluetoothLoss.noBlueZ) { try peer.refused(.start, name: name + "ServiceUnknown") }
    #expect(throws: BluetoothLoss.forbidden) { try peer.refused(.start, name: name + "AccessDenied") }
  }

  @Test(arguments: [
    ("org.bluez", ":1.4", false), ("org.bluez", "", true), ("org.bluez", ":1.9", true),
    ("org.other", "", false),
  ])
  func anotherOwnerIsAnEnd(name: String, owner: String, isEnd: Bool) {
    var peer = BlueZPeer()
    _ = peer.answered(.owner, [.text(":1.4")])
    let body: [BusValue] = [.text(name), .text(":1.4"), .text(owner)]
    #expect(((try? peer.hear(member: "NameOwnerChanged", body)) == nil) == isEnd)
  }
}
