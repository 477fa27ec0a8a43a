import Glibc
import SystemClocks

@testable import BluetoothLE

extension BluetoothPort {
  /// The next thing that it reports; nil if a try ended with nothing to report.
  func next(atMilliseconds now: Int64 = 0) -> BluetoothEvent? { allNext(atMilliseconds: now)?.first }

  /// All that it reports at once; empty if nothing comes.
  func allNext(atMilliseconds now: Int64 = 0) -> [BluetoothEvent]? {
    var polled = pollfd(fd: fd, events: Int16(POLLIN), revents: 0)
    guard KernelWait.ofThisMachine.wait(for: &polled, milliseconds: 30_000) == .ready else { return nil }
    return handle(atMilliseconds: now)
  }
}

extension SimulatedBlueZ {
  /// Whether a method is called, however busy the machine is.
  func wasAsked(_ method: String) -> Bool {
    for _ in 0..<3000 {
      if asked.contains(method) { return true }
      usleep(10_000)
    }
    return false
  }
}

extension PrivateBus {
  /// Waits until a client has left the bus.
  func waitUntilGone(_ client: String) throws {
    let bus = try MessageBus(try DBusLibrary(), at: address)
    while try isThere(client, on: bus) { usleep(1000) }
  }

  private func isThere(_ client: String, on bus: MessageBus) throws -> Bool {
    let number = bus.send(.ofTheBus("GetNameOwner", [.text(client)]))
    while true {
      while let message = bus.pop() {
        switch message.content {
        case .answered(to: number, _): return true
        case .refused(to: number, _, _): return false
        case .answered, .refused, .signal, .called: continue
        }
      }
      try bus.exchange(or: -1, milliseconds: -1)
    }
  }
}
