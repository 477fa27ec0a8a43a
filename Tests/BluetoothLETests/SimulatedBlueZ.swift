import CLinux
import Glibc
import Synchronization
import SystemClocks
import SystemParts

@testable import BluetoothLE

/// What BlueZ would know and do, on a thread and a connection of its own: an adapter, and one device with its
/// characteristics.
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
  }

  static let address = "C0:FF:EE:00:12:34"
  static let adapter = "/org/bluez/hci0"
  static let device = adapter + "/dev_C0_FF_EE_00_12_34"
  private static func path(_ index: Int) -> String { device + "/service0001/char000\(index)" }

  private let desk: Mutex<Desk>
  private let wake = cl_eventfd()

  private struct Desk {
    var world: World
    var orders: [@Sendable (SimulatedBlueZ, BusServer) -> Void] = []
    var asked: [String] = []
    var isOver = false
    var isGone = false
  }

  /// Begins; it has its name on the bus when this returns.
  init(on bus: PrivateBus, _ world: World = World()) throws {
    desk = Mutex(Desk(world: world))
    let server = try BusServer(at: bus.address)
    try server.own("org.bluez")
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
      while let call = server.pop() { answer(call, server) }
      if isOver || !server.exchange(or: wake) { break }
      _ = cl_eventfd_take(wake)
    }
    server.end()
    desk.withLock { $0.isGone = true }
  }

  private func answer(_ call: BusServer.Call, _ server: BusServer) {
    let world = desk.withLock { desk in
      desk.asked.append(call.member)
      return desk.world
    }
    if let refusal = world.refusals[call.member] { return server.refuse(call, refusal.name, refusal.words) }
    switch call.member {
    case "GetManagedObjects": server.answer(call, objects(world))
    case "Connect":
      change { ($0.isConnected, $0.isResolved) = (true, !world.resolvesLater) }
      server.answer(call)
    default: server.answer(call)
    }
  }

  private func objects(_ world: World) -> BusServer.Objects {
    guard world.hasAdapter else { return [] }
    let adapter = (
      Self.adapter, [(BlueZObjects.adapterInterface, [("Powered", BusServer.Written.flag(world.isPowered))])]
    )
    guard world.knowsDevice else { return [adapter] }
    let device: BusServer.Properties = [
      ("Address", .text(Self.address)), ("Alias", .text(world.name)), ("Adapter", .path(Self.adapter)),
      ("Paired", .flag(world.isPaired)), ("Connected", .flag(world.isConnected)),
      ("ServicesResolved", .flag(world.isResolved)), ("UUIDs", .texts(world.services)),
    ]
    let characteristics = world.isResolved ? world.characteristics : []
    return [adapter, (Self.device, [(BlueZObjects.deviceInterface, device)])]
      + characteristics.enumerated().map { index, name in
        (Self.path(index), [(BlueZObjects.characteristicInterface, [("UUID", .text(name))])])
      }
  }
}
