import Foundation
import Glibc

/// A serial device server on the loopback.
final class DeviceServer {
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

  /// Answers one call, says this and hangs up, while somebody else waits for it: on a thread of its own. A
  /// task would wait for the very threads on which tests wait for what it says.
  func serve(_ bytes: [UInt8]) {
    let listener = listener
    Thread.detachNewThread {
      let client = accept(listener, nil, nil)
      _ = write(client, bytes, bytes.count)
      _ = Glibc.close(client)
    }
  }

  func answer() {
    client = accept(listener, nil, nil)
    _ = fcntl(client, F_SETFD, FD_CLOEXEC)
  }
  func say(_ bytes: [UInt8]) { _ = write(client, bytes, bytes.count) }

  func heard() -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = read(client, &buffer, buffer.count)
    return Array(buffer.prefix(max(0, count)))
  }

  func hangUp() {
    if client >= 0 { close(client) }
    client = -1
  }
}
