import Glibc
import SerialPort
import SerialSettings
import TestBench
import Testing

private func serial(_ path: String) -> Port { Port(.serial(path: path, .init())) }

@Suite struct PortTests {
  @Test func bytesArriveAsTheyWereSentFFAndNULAmongThem() throws {
    let device = try #require(FakeDevice())
    var bench = Bench(serial(device.path))
    bench.run { $0.port.isOpen }
    let said: [UInt8] = [0x00, 0xFF, 0x00, 0x0A, 0x0D, 0x03, 0x11, 0x13, 0x1A, 0x7F, 0xFF, 0xFF, 0x80]
    device.say(said)
    bench.run { $0.bytes.count >= said.count }
    #expect(bench.bytes == said)
    #expect(bench.news == [.opened])
  }

  @Test func whatStoodInTheLineBeforeUsWasSaidToSomebodyElse() throws {
    let device = try #require(FakeDevice())
    let before = open(device.path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    defer { close(before) }
    device.say(Array("AB\n".utf8))
    #expect(isReadable(before))
    var bench = Bench(serial(device.path))
    bench.run { $0.port.isOpen }
    device.say([4])
    bench.run { !$0.bytes.isEmpty }
    #expect(bench.bytes == [4])
  }

  @Test func aDeviceThatIsPulledOutIsLostAtOnceAndClosedSoThatPollCannotSpin() throws {
    let device = try #require(FakeDevice())
    var bench = Bench(serial(device.path))
    bench.run { $0.port.isOpen }
    device.unplug()
    let woken = bench.wait(atMostMilliseconds: Int32(Patience.milliseconds))
    #expect(woken)
    #expect(bench.news == [.opened, .lost(.vanished)])
    #expect(bench.port.fd == -1)
    #expect(bench.port.loss == .vanished)
  }

  @Test func aDeviceThatComesBackUnderItsNameIsOpenedWithinHalfASecond() throws {
    let scratch = ScratchFolder()
    let first = try #require(FakeDevice())
    scratch.link("oximeter", to: first.path)
    var bench = Bench(serial("\(scratch.path)/oximeter"))
    bench.run { $0.port.isOpen }
    // The name goes first, as udev has it: the number behind it may soon be another test's device.
    unlink(scratch.file("oximeter"))
    first.unplug()
    bench.run { $0.nowMilliseconds > 10_000 }

    let second = try #require(FakeDevice())
    scratch.link("oximeter", to: second.path)
    let returned = bench.nowMilliseconds
    bench.run { $0.port.isOpen }
    second.say([7])
    bench.run { !$0.bytes.isEmpty }
    #expect(bench.bytes == [7])
    #expect(bench.nowMilliseconds - returned <= 500)
    #expect(bench.news == [.opened, .lost(.vanished), .opened])
  }

  @Test func aMissingPortIsToldOnceHoweverOftenItIsTried() throws {
    let scratch = ScratchFolder()
    var bench = Bench(serial(scratch.file("ttyUSB9")))
    bench.run { $0.nowMilliseconds > 5000 }
    #expect(bench.events == [.lost(.missing)])
  }

  @Test func aNewReasonIsToldMissingThenBusyThenOpen() throws {
    let scratch = ScratchFolder()
    let device = try #require(FakeDevice())
    var holder = Bench(serial(device.path))
    holder.run { $0.port.isOpen }

    var bench = Bench(serial(scratch.file("tty")))
    bench.run { !$0.events.isEmpty }
    scratch.link("tty", to: device.path)
    bench.run { $0.events.count >= 2 }
    holder.port.close()
    bench.run { $0.port.isOpen }
    #expect(bench.events == [.lost(.missing), .lost(.busy(process: getpid())), .opened])
  }

  @Test(.enabled(if: geteuid() != 0, "root may open every port"))
  func aPortWithoutPermissionIsForbidden() throws {
    let scratch = ScratchFolder()
    let path = scratch.write([], to: "tty")
    chmod(path, 0)
    var bench = Bench(serial(path))
    bench.run { !$0.events.isEmpty }
    #expect(bench.events == [.lost(.forbidden)])
  }

  @Test func aFileIsNoSerialPort() throws {
    let scratch = ScratchFolder()
    var bench = Bench(serial(scratch.write([1], to: "tty")))
    bench.run { !$0.events.isEmpty }
    #expect(bench.events == [.lost(.other("not a serial port"))])
  }

  @Test func aFloodComesInBoundedPortionsAndNoneOfItIsLost() throws {
    let device = try #require(FakeDevice())
    var bench = Bench(serial(device.path))
    bench.run { $0.port.isOpen }
    let block = (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    var said: [UInt8] = []
    while said.count < 1 << 18 {
      said += block[..<device.say(block)]
      guard bench.wait(atMostMilliseconds: Int32(Patience.milliseconds)) else { break }
    }
    bench.run { $0.bytes.count >= said.count }
    let isWhole = bench.bytes == said  // Compared here: a failure must not print the flood.
    #expect(isWhole)
    let longest = bench.events.map { if case .bytes(let bytes) = $0 { bytes.count } else { 0 } }.max()
    #expect(longest ?? 0 <= 16_384)
  }

  @Test func writingToADeviceThatDoesNotReadNeverBlocksAndSendsWholeFramesOnly() throws {
    let device = try #require(FakeDevice())
    var bench = Bench(serial(device.path))
    bench.run { $0.port.isOpen }
    let frame: [UInt8] = [0x7D, 0x81, 0xAF, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80]
    var accepted = 0
    var outcome = bench.port.write(frame)
    while outcome != .refused && accepted < 100_000 {
      accepted += 1
      outcome = bench.port.write(frame)
    }
    #expect(outcome == .refused)
    #expect(bench.port.interest & Int16(POLLOUT) != 0)

    // Part of it still waits in the port, and goes once the device has read the rest.
    var heard: [UInt8] = []
    let patience = Int32(Patience.milliseconds)
    while heard.count < accepted * frame.count, bench.wait(atMostMilliseconds: patience, or: device) {
      heard += device.heard()
    }
    #expect(heard.count == accepted * frame.count)
    #expect(Array(heard.suffix(frame.count)) == frame)
    #expect(bench.port.interest & Int16(POLLOUT) == 0)
    #expect(bench.port.write(frame) == .sent)
  }

  @Test func nothingIsWrittenToAPortThatIsClosed() throws {
    let port = serial("/dev/null/none")
    #expect(port.write([1]) == .refused)
  }

  @Test func aPortClosedForGoodStaysClosed() throws {
    let device = try #require(FakeDevice())
    let port = Port(.pseudoTerminal(path: device.path))
    #expect(port.attempt(atMilliseconds: 0) == [.opened])
    port.close()
    #expect(port.fd == -1)
    #expect(port.nextAttemptMilliseconds == nil)
    #expect(port.attempt(atMilliseconds: 100_000) == [])
  }
}
