import Glibc
import Synchronization
import SystemClocks
import Testing

@Suite struct KernelWaitTests {
  /// What there is to wait for: nothing, then a byte in a pipe.
  @Test func aDescriptorIsReadyOrTheTimeIsOver() throws {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    defer { for fd in ends { close(fd) } }
    var polled = pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0)
    #expect(KernelWait.ofThisMachine.wait(for: &polled, milliseconds: 0) == .nothing)
    #expect(write(ends[1], "x", 1) == 1)
    #expect(KernelWait.ofThisMachine.wait(for: &polled, milliseconds: -1) == .ready)
    #expect(polled.revents == Int16(POLLIN))
  }

  /// Whoever waits for ever under a kernel that refuses would else turn as fast as it can.
  @Test(arguments: [(asked: Int32(-1), slept: Int32(20)), (500, 20), (7, 7), (0, 0)])
  func aRefusedWaitIsAShortSleep(asked: Int32, slept: Int32) {
    let sleeps = Sleeps()
    var polled = [pollfd(fd: 5, events: Int16(POLLOUT), revents: 0), pollfd(fd: -1, events: 1, revents: 0)]
    for _ in 0..<3 {
      #expect(refusing(ENOMEM, sleeps).wait(for: &polled, milliseconds: asked) == .unanswered)
    }
    #expect(sleeps.all == [slept, slept, slept])
    #expect(polled.map(\.revents) == [Int16(POLLOUT), 0], "whoever is there is asked, nobody else")
  }

  @Test func aSignalIsNoRefusal() {
    let sleeps = Sleeps()
    var polled = pollfd(fd: 5, events: Int16(POLLIN), revents: Int16(POLLIN))
    #expect(refusing(EINTR, sleeps).wait(for: &polled, milliseconds: -1) == .nothing)
    #expect(polled.revents == 0)
    #expect(sleeps.all.isEmpty)
  }

  private func refusing(_ code: Int32, _ sleeps: Sleeps) -> KernelWait {
    KernelWait(
      { _, _, _ in
        errno = code
        return -1
      }, sleep: { sleeps.add($0) })
  }
}

private final class Sleeps: Sendable {
  private let milliseconds = Mutex<[Int32]>([])
  var all: [Int32] { milliseconds.withLock { $0 } }
  func add(_ one: Int32) { milliseconds.withLock { $0.append(one) } }
}
