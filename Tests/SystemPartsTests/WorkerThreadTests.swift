import Glibc
import Synchronization
import SystemParts
import Testing

@Suite struct WorkerThreadTests {
  @Test func aWorkerThatIsWaitedForHasDoneItsWork() throws {
    let sum = Atomic(0)
    let workers = try (1...8).map { number in
      try WorkerThread.begin { sum.add(number, ordering: .relaxed) }
    }
    for worker in workers { worker.join() }
    let total = sum.load(ordering: .relaxed)
    #expect(total == 36)
  }

  @Test func aWorkerNobodyWaitsForWorksToo() throws {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    defer { close(ends[0]) }
    let end = ends[1]
    try WorkerThread.start {
      _ = write(end, "x", 1)
      close(end)
    }
    var byte: UInt8 = 0
    #expect(read(ends[0], &byte, 1) == 1)
    #expect(byte == UInt8(ascii: "x"))
  }

  /// A signal that a worker took would be lost for whoever waits for it.
  @Test(arguments: [SIGTERM, SIGCHLD, SIGHUP, SIGWINCH])
  func aWorkerTakesNoSignal(_ signal: Int32) throws {
    let isBlocked = Atomic(false)
    let mine = maskOfThisThread()
    let worker = try WorkerThread.begin {
      var mask = maskOfThisThread()
      isBlocked.store(sigismember(&mask, signal) == 1, ordering: .relaxed)
    }
    worker.join()
    let tookNone = isBlocked.load(ordering: .relaxed)
    #expect(tookNone)
    var after = maskOfThisThread()
    var before = mine
    #expect(sigismember(&after, signal) == sigismember(&before, signal), "its maker's mask is as it was")
  }
}

private func maskOfThisThread() -> sigset_t {
  var mask = sigset_t()
  pthread_sigmask(SIG_BLOCK, nil, &mask)
  return mask
}
