import CLinux
import Glibc
import Synchronization
import TestBench
import Testing

@testable import SerialPort

@Suite struct InputTests {
  @Test func aFileIsReadToItsEndAndThenItIsOver() throws {
    let scratch = ScratchFolder()
    let content = (0..<40_000).map { UInt8(truncatingIfNeeded: $0) }
    let port = Port(.file(path: scratch.write(content, to: "night.bin")))
    var bench = Bench(port)
    bench.run { $0.news.count >= 2 }
    #expect(bench.bytes == content)
    #expect(bench.news == [.opened, .lost(.endOfInput)])
    #expect(port.nextAttemptMilliseconds == nil)
  }

  @Test func aFileThatIsNotThereYetIsWaitedFor() throws {
    let scratch = ScratchFolder()
    let path = scratch.file("later.bin")
    var bench = Bench(Port(.file(path: path)))
    bench.run { $0.nowMilliseconds > 1000 }
    #expect(bench.events == [.lost(.missing)])
    scratch.write([1, 2], to: "later.bin")
    bench.run { $0.bytes.count >= 2 }
    #expect(bench.bytes == [1, 2])
  }

  @Test func aNamedPipeWaitsForItsWriterAndEndsWithIt() throws {
    let scratch = ScratchFolder()
    let path = scratch.file("pipe")
    #expect(mkfifo(path, 0o600) == 0)
    var bench = Bench(Port(.file(path: path)))
    bench.run { $0.port.isOpen }
    let woken = bench.wait(atMostMilliseconds: 0)
    #expect(!woken)
    let writer = open(path, O_WRONLY | O_CLOEXEC)
    _ = write(writer, [9], 1)
    close(writer)
    bench.run { $0.news.count >= 2 }
    #expect(bench.bytes == [9])
    #expect(bench.news == [.opened, .lost(.endOfInput)])
  }

  @Test func aFolderIsNotReadAgainAndAgain() throws {
    let scratch = ScratchFolder()
    var bench = Bench(Port(.file(path: scratch.path)))
    bench.run { $0.news.count >= 2 }
    #expect(bench.news == [.opened, .lost(.other("read: Is a directory"))])
    #expect(bench.port.nextAttemptMilliseconds == nil)
  }

  private static let failing: [(Int, PortLoss, [UInt8])] = [
    (3, .endOfInput, [1, 2]), (4, .other("read: Input/output error"), []),
  ]

  /// A read that fails is tried again. If it goes on failing, that is told, and does not count as the file's
  /// end.
  @Test(arguments: failing)
  func aReadErrorIsNoEnd(times: Int, loss: PortLoss, bytes: [UInt8]) throws {
    let scratch = ScratchFolder()
    let left = Mutex(times)
    let port = Port(.file(path: scratch.write([1, 2], to: "night.bin"))) { descriptor, into, count in
      let fails = left.withLock { left in
        left -= 1
        return left >= 0
      }
      guard fails else { return Port.kernelRead(descriptor, into, count) }
      errno = EIO
      return -1
    }
    var bench = Bench(port)
    bench.run { $0.news.count >= 2 }
    #expect(bench.bytes == bytes)
    #expect(bench.news == [.opened, .lost(loss)])
  }

  @Test func theTerminalThatIsOurStandardInputKeepsItsFlags() throws {
    let master = cl_pty_master()
    let name = try #require(cl_ptsname(master))
    let shared = open(String(cString: name), O_RDWR | O_NOCTTY | O_CLOEXEC)
    let ours = try InputFile.standardInput(shared)
    #expect(fcntl(shared, F_GETFL) & O_NONBLOCK == 0)
    #expect(fcntl(ours, F_GETFL) & O_NONBLOCK != 0)
    for fd in [ours, shared, master] { close(fd) }
  }

  @Test func standardInputInTheMiddleOfAFileGoesOnFromThere() throws {
    let scratch = ScratchFolder()
    let shared = open(scratch.write([1, 2, 3], to: "rest"), O_RDONLY | O_CLOEXEC)
    lseek(shared, 1, SEEK_SET)
    let ours = try InputFile.standardInput(shared)
    var bytes = [UInt8](repeating: 0, count: 8)
    #expect(read(ours, &bytes, 8) == 2)
    #expect(bytes[..<2] == [2, 3])
    for fd in [ours, shared] { close(fd) }
  }
}
