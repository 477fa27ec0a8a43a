import CLinux
import Devices
import Glibc
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
  private let toWriter: Int32
  private let toLoop: Int32

  /// Nil if the kernel has no more descriptors.
  init?(limitBytes: Int) {
    self.limitBytes = limitBytes
    toWriter = cl_eventfd()
    toLoop = cl_eventfd()
    guard toWriter >= 0, toLoop >= 0 else {
      close(toWriter)
      close(toLoop)
      return nil
    }
  }

  deinit {
    close(toWriter)
    close(toLoop)
  }

  // MARK: The loop's side

  func post(_ header: CaptureHeader, of source: SourceID) {
    state.withLock { $0.orders.append(.file(header, source)) }
    cl_eventfd_signal(toWriter)
  }

  func post(_ entry: CaptureEntry, of source: SourceID) {
    state.withLock { $0.append(entry, of: source, limit: limitBytes, cost: Self.entryBytes) }
    cl_eventfd_signal(toWriter)
  }

  func drainTroubles() -> [String] {
    state.withLock { state in
      defer { state.troubles = [] }
      return state.troubles
    }
  }

  func end(patienceMilliseconds: Int32) {
    state.withLock { $0.mustEnd = true }
    cl_eventfd_signal(toWriter)
    let limit = SystemClock.bootMilliseconds + Int64(patienceMilliseconds)
    while !state.withLock({ $0.hasEnded }) {
      let left = limit - SystemClock.bootMilliseconds
      guard left > 0 else { return }
      var entry = pollfd(fd: toLoop, events: Int16(POLLIN), revents: 0)
      _ = KernelWait.ofThisMachine.wait(for: &entry, milliseconds: Int32(clamping: left))
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
    var entry = pollfd(fd: toWriter, events: Int16(POLLIN), revents: 0)
    _ = KernelWait.ofThisMachine.wait(for: &entry, milliseconds: -1)
    _ = cl_eventfd_take(toWriter)
  }

  func tell(_ trouble: String) { state.withLock { $0.troubles.append(trouble) } }

  func hasEnded() {
    state.withLock { $0.hasEnded = true }
    cl_eventfd_signal(toLoop)
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
