import CLinux
import Glibc
import Synchronization
import SystemClocks
import SystemParts

@testable import BluetoothLE

/// Everything that BlueZ would know and do, on a thread and a connection of its own: an adapter, and one
/// device with its characteristics. Without the name it is a stranger who says what BlueZ could say.
final class SimulatedBlueZ: Sendable {
  /// What is there; changed while it runs by `change`.
  struct World {
    var hasAdapter = true
    var isPowered = true
    var knowsDevice = true
    var isPaired = true
    var isConnected = false
    var isResolved = false
    var name = "Oximeter"
    var services = ["00001822-0000-1000-8000-00805f9b34fb"]
    var characteristics = ["00002a5f-0000-1000-8000-00805f9b34fb"]
    /// The errors with which it answers, by method.
    var refusals: [String: (name: String, words: String)] = [:]
    /// Whether services are known only some time after the link stands.
    var resolvesLater = false
    /// The values that characteristics have when they are read.
    var values: [String: [UInt8]] = [:]
    /// Whether the device is seen as soon as it is looked for.
    var isSeenWhenSearched = false
    /// What the agent is asked before the device is paired.
    var question: String?
  }

  /// A name of this process alone, because a device belongs to one listener of the machine, and others may
  /// test there, too.
  static let address = "C0:FF:EE:" + [16, 8, 0].map { pair(getpid() >> $0) }.joined(separator: ":")
  static let adapter = "/org/bluez/hci0"
  static let device = adapter + "/dev_" + String(address.map { $0 == ":" ? "_" : $0 })
  private static func pair(_ number: Int32) -> String {
    let digits = String(number & 0xFF, radix: 16, uppercase: true)
    return digits.count < 2 ? "0" + digits : digits
  }
  private static func path(_ index: Int) -> String { device + "/service0001/char000\(index)" }

  private let desk: Mutex<Desk>
  private let wake = cl_eventfd()

  private struct Desk {
    var world: World
    var orders: [@Sendable (SimulatedBlueZ, BusServer) -> Void] = []
    var asked: [String] = []
    /// Who called last.
    var caller = ""
    var set: [BusValue] = []
    var isOver = false
    var isGone = false
  }

  /// Begins; it has its name on the bus when this returns.
  init(on bus: PrivateBus, _ world: World = World(), isBlueZ: Bool = true) throws {
    desk = Mutex(Desk(world: world))
    let server = try BusServer(at: bus.address)
    if isBlueZ { try server.own("org.bluez") }
    try WorkerThread.start { self.run(server) }
  }

  /// Ends it, and waits until it has given up its name.
  func end() {
    desk.withLock { $0.isOver = true }
    cl_eventfd_signal(wake)
    while !desk.withLock({ $0.isGone }) { usleep(1000) }
  }

  /// The methods that were called, in order.
  var asked: [String] { desk.withLock { $0.asked } }
  /// The name on the bus of whoever called last.
  var caller: String { desk.withLock { $0.caller } }
  /// The arguments of the last property that was set.
  var set: [BusValue] { desk.withLock { $0.set } }
  func change(_ body: (inout World) -> Void) { desk.withLock { body(&$0.world) } }

  // MARK: What happens

  func notify(_ value: [UInt8], of index: Int = 0) {
    order { _, server in
      server.tellChange(
        at: Self.path(index), BlueZObjects.characteristicInterface, [("Value", .bytes(value))])
    }
  }

  func hangUp() {
    change { ($0.isConnected, $0.isResolved) = (false, false) }
    order { _, server in
      server.tellChange(at: Self.device, BlueZObjects.deviceInterface, [("Connected", .flag(false))])
    }
  }

  func resolve() {
    change { $0.isResolved = true }
    order { _, server in
      server.tellChange(at: Self.device, BlueZObjects.deviceInterface, [("ServicesResolved", .flag(true))])
    }
  }

  func forget() {
    change { $0.knowsDevice = false }
    order { _, server in server.tellRemoval(of: Self.device, [BlueZObjects.deviceInterface]) }
  }

  /// Says a false value to one client, and everything that would end its conversation.
  func lie(to client: String, _ value: [UInt8]) {
    order { _, server in
      server.addressee = client
      server.tellChange(
        at: Self.path(0), BlueZObjects.characteristicInterface, [("Value", .bytes(value))])
      server.tellChange(at: Self.device, BlueZObjects.deviceInterface, [("Connected", .flag(false))])
      server.tellRemoval(of: Self.device, [BlueZObjects.deviceInterface])
      for addressee in [client, nil] {
        server.addressee = addressee
        server.tellOwner(of: "org.bluez", was: ":1.0", is: "")
      }
    }
  }

  private func order(_ order: @escaping @Sendable (SimulatedBlueZ, BusServer) -> Void) {
    desk.withLock { $0.orders.append(order) }
    cl_eventfd_signal(wake)
  }

  // MARK: Its own thread

  private func run(_ server: BusServer) {
    while true {
      let (orders, isOver) = desk.withLock { desk in
        defer { desk.orders = [] }
        return (desk.orders, desk.isOver)
      }
      for order in orders { order(self, server) }
      while let incoming = server.pop() {
        switch incoming {
        case .call(let call): answer(call, server)
        case .reply(let isYes): endPairing(isYes, server)
        }
      }
      if isOver || !server.exchange(or: wake) { break }
      _ = cl_eventfd_take(wake)
    }
    server.end()
    desk.withLock { $0.isGone = true }
  }

  private func answer(_ call: BusServer.Call, _ server: BusServer) {
    let world = desk.withLock { desk in
      desk.asked.append(call.member)
      desk.caller = call.caller
      return desk.world
    }
    if let refusal = world.refusals[call.member] { return server.refuse(call, refusal.name, refusal.words) }
    switch call.member {
    case "GetManagedObjects": server.answer(call, objects(world))
    case "Connect":
      change { ($0.isConnected, $0.isResolved) = (true, !world.resolvesLater) }
      server.answer(call)
    case "ReadValue":
      let name = world.characteristics.indices.first { Self.path($0) == call.path }
        .map { world.characteristics[$0] }
      server.answer(call, value: name.flatMap { world.values[$0] } ?? [])
    case "StartDiscovery":
      server.answer(call)
      if world.isSeenWhenSearched { appear(server) }
    case "Set":
      desk.withLock { $0.set = call.arguments }
      server.answer(call)
    case "Pair": beginPairing(call, world, server)
    default: server.answer(call)
    }
  }

  private func appear(_ server: BusServer) {
    change { $0.knowsDevice = true }
    let properties = properties(desk.withLock { $0.world })
    server.tellComing(of: Self.device, BlueZObjects.deviceInterface, properties)
  }

  private func beginPairing(_ call: BusServer.Call, _ world: World, _ server: BusServer) {
    guard let question = world.question else {
      change { $0.isPaired = true }
      return server.answer(call)
    }
    server.waiting = call
    server.ask(call.caller, PairingTalk.Call.agent, "org.bluez.Agent1", question, about: Self.device)
  }

  private func endPairing(_ isYes: Bool, _ server: BusServer) {
    guard let call = server.waiting else { return }
    server.waiting = nil
    change { $0.isPaired = isYes }
    if isYes { return server.answer(call) }
    server.refuse(call, "org.bluez.Error.AuthenticationRejected", "Authentication Rejected")
  }

  private func objects(_ world: World) -> BusServer.Objects {
    guard world.hasAdapter else { return [] }
    let adapter = (
      Self.adapter, [(BlueZObjects.adapterInterface, [("Powered", BusServer.Written.flag(world.isPowered))])]
    )
    guard world.knowsDevice else { return [adapter] }
    let device = properties(world)
    let characteristics = world.isResolved ? world.characteristics : []
    return [adapter, (Self.device, [(BlueZObjects.deviceInterface, device)])]
      + characteristics.enumerated().map { index, name in
        (Self.path(index), [(BlueZObjects.characteristicInterface, [("UUID", .text(name))])])
      }
  }

  private func properties(_ world: World) -> BusServer.Properties {
    [
      ("Address", .text(Self.address)), ("Alias", .text(world.name)), ("Adapter", .path(Self.adapter)),
      ("Paired", .flag(world.isPaired)), ("Connected", .flag(world.isConnected)),
      ("ServicesResolved", .flag(world.isResolved)), ("UUIDs", .texts(world.services)),
    ]
  }
}
