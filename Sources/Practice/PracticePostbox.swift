import Glibc

/// A port on the loopback to which a host sends messages (UDP). It answers the last sender.
///
/// Unplugged, it hears and says nothing; plugged in again, it has the same number.
final class PracticePostbox: PracticeCable {
  let name: String
  var path: String { "udp:127.0.0.1:\(port)" }
  private(set) var fd: Int32 = -1
  private var port: UInt16 = 0
  private var host: sockaddr_in?

  init(name: String) { self.name = name }

  deinit { unplug() }

  func plugIn() throws(PracticeFailure) {
    guard fd < 0 else { return }
    fd = socket(AF_INET, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    guard fd >= 0, let bound = LoopbackAddress.bind(fd, port) else {
      let words = String(cString: strerror(errno))
      unplug()
      throw .noSocket(words)
    }
    port = bound
  }

  func unplug() {
    if fd >= 0 { close(fd) }
    fd = -1
    host = nil
  }

  /// All messages that have come, one after the other.
  func read() -> [UInt8] {
    var heard: [UInt8] = []
    while let message = nextMessage() { heard += message }
    return heard
  }

  func write(_ bytes: [UInt8]) {
    guard fd >= 0, var host else { return }
    _ = withUnsafePointer(to: &host) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        sendto(
          fd, bytes, bytes.count, Int32(MSG_NOSIGNAL), address, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }

  private func nextMessage() -> [UInt8]? {
    guard fd >= 0 else { return nil }
    var sender = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    var chunk = [UInt8](repeating: 0, count: 4096)
    let count = withUnsafeMutablePointer(to: &sender) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        recvfrom(fd, &chunk, chunk.count, 0, $0, &length)
      }
    }
    guard count >= 0 else { return nil }
    host = sender
    return Array(chunk.prefix(count))
  }
}
