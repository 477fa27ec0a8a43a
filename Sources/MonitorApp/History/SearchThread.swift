import Glibc
import Synchronization
import SystemClocks
import SystemParts

/// A search in the archive beside the loop: old sessions may lie on a slow disk, and there may be thousands.
final class SearchThread<Found: Sendable>: Sendable {
  private let answered: Wakeup
  private let answer = Mutex<Found?>(nil)
  private let search: @Sendable () -> Found

  private init?(_ search: @escaping @Sendable () -> Found) {
    guard let answered = Wakeup() else { return nil }
    self.answered = answered
    self.search = search
  }

  /// Readable once there is an answer.
  var descriptor: Int32 { answered.descriptor }

  /// Nil if the kernel has no more descriptors or threads; the search is then left out.
  static func start(_ search: @escaping @Sendable () -> Found) -> SearchThread? {
    guard let thread = SearchThread(search) else { return nil }
    return (try? WorkerThread.start { thread.run() }) == nil ? nil : thread
  }

  private func run() {
    // On Linux this affects this thread only: the monitoring has the processor first.
    _ = nice(10)
    let found = search()
    answer.withLock { $0 = found }
    answered.signal()
  }

  /// The answer, once.
  func collect() -> Found? {
    guard answered.clear() else { return nil }
    return answer.withLock { answer in
      defer { answer = nil }
      return answer
    }
  }
}
