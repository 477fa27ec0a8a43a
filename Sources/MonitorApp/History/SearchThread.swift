import CLinux
import Glibc
import Synchronization
import SystemParts

/// A search in the archive beside the loop: old sessions may lie on a slow disk, and there may be thousands.
final class SearchThread<Found: Sendable>: Sendable {
  /// Readable once there is an answer.
  let descriptor: Int32
  private let answer = Mutex<Found?>(nil)
  private let search: @Sendable () -> Found

  private init?(_ search: @escaping @Sendable () -> Found) {
    self.search = search
    descriptor = cl_eventfd()
    guard descriptor >= 0 else { return nil }
  }

  deinit { close(descriptor) }

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
    cl_eventfd_signal(descriptor)
  }

  /// The answer, once.
  func collect() -> Found? {
    guard cl_eventfd_take(descriptor) > 0 else { return nil }
    return answer.withLock { answer in
      defer { answer = nil }
      return answer
    }
  }
}
