import Devices
import InfusionCore
import Synchronization
import SystemClocks

/// What the loop's thread and the capturing thread hand to each other. Bounded: what does not fit is counted
/// and left out, and the file says so.
final class CaptureQueue: Sendable {
  enum Order: Sendable {
    case file(CaptureHeader, SourceID)
    case entry(CaptureEntry, SourceID)
  }

  fileprivate struct State: Sendable {
    var orders: [Order] = []
    var waitingBytes = 0
    var omitted: [SourceID: Int] = [:]
    var troubles: [String] = []
    var mustEnd = false
    var hasEnded = false
  }

  /// What an entry takes besides its bytes, about.
  private static let entryBytes = 64

  private let limitBytes: Int
  private let state = Mutex(State())
  private let toWriter: Wakeup
  private let toLoop: Wakeup

  /// Nil if the kernel has no more descriptors.
  init?(limitBytes: Int) {
    guard let toWriter = Wakeup(), let toLoop = Wakeup() else { return nil }
    self.toWriter = toWriter
    self.toLoop = toLoop
    self.limitBytes = limitBytes
  }

  // MARK: The loop's side

  func post(_ header: CaptureHeader, of source: SourceID) {
    state.withLock { $0.orders.append(.file(header, source)) }
    toWriter.signal()
  }

  func post(_ entry: CaptureEntry, of source: SourceID) {
    state.withLock { $0.append(entry, of: source, limit: limitBytes, cost: Self.entryBytes) }
    toWriter.signal()
  }

  func drainTroubles() -> [String] {
    state.withLock { state in
      defer { state.troubles = [] }
      return state.troubles
    }
  }

  func end(patienceMilliseconds: Int32) {
    state.withLock { $0.mustEnd = true }
    toWriter.signal()
    let limit = SystemClock.bootMilliseconds + Int64(patienceMilliseconds)
    while !state.withLock({ $0.hasEnded }) {
      let left = limit - SystemClock.bootMilliseconds
      guard left > 0 else { return }
      toLoop.wait(milliseconds: Int32(clamping: left))
    }
  }

  // MARK: The writer's side

  func drainOrders() -> (orders: [Order], mustEnd: Bool) {
    state.withLock { state in
      defer {
        state.orders = []
        state.waitingBytes = 0
      }
      return (state.orders, state.mustEnd)
    }
  }

  func waitForOrders() {
    toWriter.wait(milliseconds: -1)
    toWriter.clear()
  }

  func tell(_ trouble: String) { state.withLock { $0.troubles.append(trouble) } }

  func hasEnded() {
    state.withLock { $0.hasEnded = true }
    toLoop.signal()
  }
}

extension CaptureQueue.State {
  fileprivate mutating func append(_ entry: CaptureEntry, of source: SourceID, limit: Int, cost: Int) {
    let count = entry.receivedCount
    guard waitingBytes + count + cost <= limit else {
      omitted[source, default: 0] += count
      return
    }
    if let missing = omitted.removeValue(forKey: source), missing > 0 {
      orders.append(.entry(CaptureEntry(.omitted(count: missing), at: entry.time), source))
    }
    orders.append(.entry(entry, source))
    waitingBytes += count + cost
  }
}

extension CaptureEntry {
  fileprivate var receivedCount: Int {
    switch content {
    case .received(let bytes), .sent(let bytes): bytes.count
    case .opened, .adapter, .damaged, .lost, .omitted, .closed, .called, .crowded: 0
    }
  }
}
