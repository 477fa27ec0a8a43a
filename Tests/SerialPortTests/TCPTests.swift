import Glibc
import SerialPort
import Testing

/// A serial device server on the loopback.
private final class DeviceServer {
  let port: UInt16
  private let listener: Int32
  private var client: Int32 = -1

  init?() {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, 4) == 0 && getsockname(listener, $0, &length) == 0
      }
    }
    self.listener = listener
    port = UInt16(bigEndian: address.sin_port)
    if !bound { return nil }
  }

  deinit {
    hangUp()
    close(listener)
  }

  func answer() {
    client = accept(listener, nil, nil)
    _ = fcntl(client, F_SETFD, FD_CLOEXEC)
  }
  func say(_ bytes: [UInt8]) { _ = write(client, bytes, bytes.count) }

  func heard() -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 64)
    let count = read(client, &buffer, buffer.count)
    return Array(buffer.prefix(max(0, count)))
  }

  func hangUp() {
    if client >= 0 { close(client) }
    client = -1
  }
}

@Suite struct TCPTests {
  @Test(arguments: ["127.0.0.1", "localhost"])
  func aDeviceServerIsCalledHeardSpokenToLostAndCalledAgain(host: String) throws {
    let server = try #require(DeviceServer())
    var bench = Bench(Port(.tcp(host: host, port: server.port)))
    bench.run { $0.port.isOpen }
    server.answer()
    server.say([1, 2])
    bench.run { $0.bytes.count >= 2 }
    #expect(bench.bytes == [1, 2])
    #expect(bench.port.write([5]) == .sent)
    #expect(server.heard() == [5])

    server.hangUp()
    bench.run { $0.news.count >= 2 }
    bench.run { $0.port.isOpen }
    #expect(bench.news == [.opened, .lost(.vanished), .opened])
  }

  @Test func aServerThatRefusesIsToldOnceAndTriedAgain() {
    var bench = Bench(Port(.tcp(host: "127.0.0.1", port: 1)))
    bench.run { $0.nowMilliseconds > 2000 }
    #expect(bench.events == [.lost(.other("Connection refused"))])
    #expect(bench.port.nextAttemptMilliseconds != nil)
  }

  @Test func aNameThatNobodyKnowsIsALossNotAWait() {
    var bench = Bench(Port(.tcp(host: "no such host", port: 4001)))
    bench.run { !$0.events.isEmpty }
    guard case .lost(.other) = bench.events.first else {
      Issue.record("expected a loss, got \(bench.events)")
      return
    }
  }
}
