import Glibc
import Synchronization
import SystemParts

/// Does the same work on many things, on every core of the machine.
public enum Workers {
  /// Returns the results in the order of the items.
  ///
  /// - Parameter threadsACore: more than one if the work waits for a disk.
  public static func map<Item: Sendable, Product: Sendable>(
    _ items: [Item], threadsACore: Int = 1, _ work: @escaping @Sendable (Item) -> Product
  ) -> [Product] {
    let bench = Workbench(items, work)
    let cores = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    let threads = min(cores * max(1, threadsACore), items.count)
    // If no further thread can be begun, the others do its work.
    let others = (1..<max(threads, 1)).compactMap { _ in try? WorkerThread.begin { bench.work() } }
    bench.work()
    for other in others { other.join() }
    return bench.products
  }
}

private final class Workbench<Item: Sendable, Product: Sendable>: Sendable {
  private let items: [Item]
  private let task: @Sendable (Item) -> Product
  private let next = Atomic<Int>(0)
  private let done: Mutex<[Product?]>

  init(_ items: [Item], _ task: @escaping @Sendable (Item) -> Product) {
    self.items = items
    self.task = task
    done = Mutex(Array(repeating: nil, count: items.count))
  }

  func work() {
    while true {
      let index = next.add(1, ordering: .relaxed).oldValue
      guard index < items.count else { return }
      let product = task(items[index])
      done.withLock { $0[index] = product }
    }
  }

  var products: [Product] { done.withLock { $0.compactMap { $0 } } }
}
