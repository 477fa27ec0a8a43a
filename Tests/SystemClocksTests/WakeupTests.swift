import Glibc
import SystemClocks
import Testing

@Suite struct WakeupTests {
  private func isReadable(_ wakeup: Wakeup) -> Bool {
    var polled = pollfd(fd: wakeup.descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&polled, 1, 0) == 1
  }

  /// Each row: how often one thread signals before the other clears.
  @Test(arguments: [0, 1, 3])
  func isReadableFromTheFirstSignalUntilItIsCleared(signals: Int) throws {
    let wakeup = try #require(Wakeup())
    for _ in 0..<signals { wakeup.signal() }
    #expect(isReadable(wakeup) == (signals > 0))
    #expect(wakeup.clear() == (signals > 0))
    #expect(!isReadable(wakeup))
    #expect(!wakeup.clear())
  }

  @Test func aWaitLeavesTheSignalToBeCleared() throws {
    let wakeup = try #require(Wakeup())
    wakeup.signal()
    wakeup.wait(milliseconds: -1)
    #expect(wakeup.clear())
  }
}
