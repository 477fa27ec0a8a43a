import Synchronization
import SystemClocks
import SystemParts

/// One conversation with BlueZ about one device, from its beginning to its end, on a thread of its own:
/// opening a bus may take long, and the loop that listens to devices must not wait.
///
/// The thread alone touches libdbus. What it hears waits on `desk` for the other thread.
final class BluetoothConnection: Sendable {
  /// Readable when there is news.
  let changed: Wakeup
  private let wake: Wakeup
  private let address: String
  private let characteristics: [String]
  private let readOnce: [String]
  private let bus: String
  private let desk = Mutex(Desk())

  /// A reader that is busy elsewhere for minutes must not fill the memory: the oldest values go first.
  private static let newsMost = 4096

  private struct Desk {
    var news: [BluetoothEvent] = []
    var isEnding = false
  }

  /// Nil if the kernel has no more descriptors or threads.
  init?(to address: String, characteristics: [String], readOnce: [String], bus: String) {
    guard let changed = Wakeup(), let wake = Wakeup() else { return nil }
    self.changed = changed
    self.wake = wake
    self.address = address
    self.characteristics = characteristics
    self.readOnce = readOnce
    self.bus = bus
    guard startThread() else { return nil }
  }

  func popNews() -> [BluetoothEvent] {
    changed.clear()
    return desk.withLock { desk in
      defer { desk.news = [] }
      return desk.news
    }
  }

  /// Ends the link, if it is of our making; it is not waited for.
  func end() {
    desk.withLock { $0.isEnding = true }
    wake.signal()
  }

  private var isEnding: Bool { desk.withLock { $0.isEnding } }

  private func tell(_ event: BluetoothEvent) {
    desk.withLock { desk in
      if desk.news.count >= Self.newsMost, let oldest = desk.news.firstIndex(where: \.isValue) {
        desk.news.remove(at: oldest)
      }
      desk.news.append(event)
    }
    changed.signal()
  }
}

extension BluetoothEvent {
  fileprivate var isValue: Bool { if case .value = self { true } else { false } }
}

// MARK: - The conversation's own thread

extension BluetoothConnection {
  private func startThread() -> Bool { (try? WorkerThread.start { self.work() }) != nil }

  private func work() {
    var talk = BlueZTalk(address: address, characteristics: characteristics, readOnce: readOnce)
    do throws(BluetoothLoss) {
      let bus = try BlueZBus(at: self.bus)
      let end = talk.goOn(on: bus, until: { self.isEnding }, wake: wake.descriptor) { tell($0) }
      for call in talk.end() { _ = bus.send(call.call) }
      bus.flush()
      if let loss = end { throw loss }
    } catch { tell(.lost(error)) }
  }
}

extension BlueZTalk {
  /// Talks until it is to end, or something ends it: that is what it returns.
  fileprivate mutating func goOn(
    on bus: BlueZBus, until isOver: () -> Bool, wake: Int32, _ tell: (BluetoothEvent) -> Void
  ) -> BluetoothLoss? {
    var asked: [UInt32: Call] = [:]
    var hasBegun = false
    do throws(BluetoothLoss) {
      while !isOver() {
        while let message = try bus.pop() {
          for step in try hear(message, &asked) {
            switch step {
            case .call(let call): asked[bus.send(call.call)] = call
            case .tell(let event): tell(event)
            }
          }
        }
        if bus.isReady && !hasBegun {
          hasBegun = true
          for call in begin() { asked[bus.send(call.call)] = call }
        }
        try bus.exchange(or: wake, milliseconds: -1)
      }
      return nil
    } catch { return error }
  }

  private mutating func hear(_ message: BusMessage, _ asked: inout [UInt32: Call]) throws(BluetoothLoss)
    -> [Step]
  {
    switch message.content {
    case .answered(let number, let answer):
      guard let call = asked.removeValue(forKey: number) else { return [] }
      return try answered(call, answer)
    case .refused(let number, let name, let words):
      guard let call = asked.removeValue(forKey: number) else { return [] }
      return try refused(call, name: name, words: words)
    case .signal(let path, _, let member, let body): return try signal(path: path, member: member, body)
    case .called: return []
    }
  }
}
