import Glibc
import Testing

@testable import Practice

/// A simulated network cable, seen by a host that calls it.
@Suite struct PracticeSocketTests {
  private let device = PracticeSocket(name: "hl7")

  init() throws { try device.plugIn() }

  @Test func bytesGoBothWaysUnchanged() throws {
    let host = try #require(Caller(device.path))
    #expect(device.read().isEmpty)
    let frame: [UInt8] = [0x0B, 0x00, 0x0A, 0x0D, 0x1C, 0xFF]
    device.write(frame)
    #expect(host.read(frame.count) == frame)
    host.write(frame)
    var polled = pollfd(fd: device.fd, events: Int16(POLLIN), revents: 0)
    #expect(poll(&polled, 1, 2000) == 1)
    #expect(device.read() == frame)
  }

  @Test func aHostMayLeaveAndCallAgain() throws {
    let listener = device.fd
    for round in UInt8(1)...3 {
      let host = try #require(Caller(device.path))
      _ = device.read()
      #expect(device.fd != listener)
      device.write([round])
      #expect(host.read(1) == [round])
      host.close()
      _ = device.read()
      #expect(device.fd == listener)
    }
  }

  @Test func whatNobodyHearsIsLost() throws {
    device.write([1, 2, 3])
    let host = try #require(Caller(device.path))
    _ = device.read()
    device.write([4])
    #expect(host.read(1) == [4])
  }

  @Test func pulledOutItHangsUpAndComesBackUnderItsNumber() throws {
    let path = device.path
    let host = try #require(Caller(path))
    _ = device.read()
    device.unplug()
    #expect(host.read(1).isEmpty)
    #expect(device.fd == -1)
    #expect(Caller(path) == nil)
    try device.plugIn()
    #expect(device.path == path)
    #expect(Caller(path) != nil)
  }
}

/// The other end of the cable.
private final class Caller {
  private var fd: Int32

  /// Calls `tcp:127.0.0.1:PORT`; nil when nobody answers.
  init?(_ path: String) {
    fd = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard let port = path.split(separator: ":").last.flatMap({ UInt16($0) }) else { return nil }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    address.sin_port = port.bigEndian
    let isAnswered = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(fd, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    if !isAnswered { return nil }
  }

  deinit { close() }

  /// Waits for so many bytes; fewer at the end, or once nothing more comes.
  func read(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      var polled = pollfd(fd: fd, events: Int16(POLLIN), revents: 0)
      guard poll(&polled, 1, 2000) > 0 else { return bytes }
      var chunk = [UInt8](repeating: 0, count: count - bytes.count)
      let got = Glibc.read(fd, &chunk, chunk.count)
      guard got > 0 else { return bytes }
      bytes += chunk[..<got]
    }
    return bytes
  }

  func write(_ bytes: [UInt8]) { _ = Glibc.write(fd, bytes, bytes.count) }

  func close() {
    if fd >= 0 { Glibc.close(fd) }
    fd = -1
  }
}
