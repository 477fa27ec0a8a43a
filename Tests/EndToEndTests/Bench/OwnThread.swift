import Foundation
import Synchronization
import Testing

/// Runs a suite, and all that is in it, on a thread of its own.
///
/// All other tests share a thread a processor. Behind properties that compute for half a minute each, a test
/// that waits for a program would look at its screen only when what it waits for has come and gone. The suite
/// is given the thread as a whole: the steps from one of its tests to the next wait for nobody either.
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
