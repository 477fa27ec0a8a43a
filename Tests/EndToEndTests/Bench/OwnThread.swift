import Foundation
import Synchronization
import Testing

/// Runs a suite, and all that is in it, on a thread of its own.
///
/// All other tests share one thread for each processor. A test that waits for a program, queued behind
/// properties that compute for half a minute each, would look at its screen only after what it waits for has
/// come and gone. The whole suite has the thread, so that the steps from one of its tests to the next do not
/// wait either.
struct OwnThread: SuiteTrait, TestScoping {
  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await withTaskExecutorPreference(WaitingThread.shared, operation: function)
  }
}

extension Trait where Self == OwnThread {
  static var onItsOwnThread: Self { OwnThread() }
}

/// The thread on which tests wait: what is to be done next on it, in order.
private final class WaitingThread: TaskExecutor {
  static let shared = WaitingThread()

  private let jobs = Mutex<[UnownedJob]>([])
  private let waiting = DispatchSemaphore(value: 0)

  private init() { Thread.detachNewThread { [self] in while true { runNext() } } }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    jobs.withLock { $0.append(job) }
    waiting.signal()
  }

  private func runNext() {
    waiting.wait()
    jobs.withLock { $0.removeFirst() }.runSynchronously(on: asUnownedTaskExecutor())
  }
}
