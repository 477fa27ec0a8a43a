import Glibc

/// A place on the loopback to which messages are sent, as a monitor on a network has one.
public final class LoopbackPostbox {
  public let port: UInt16
  private let fd: Int32
  private var sender = sockaddr_in()

  public init?() {
    let socket = socket(AF_INET, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = loopback(0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withSocketAddress(&address) {
      bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0
    }
    fd = socket
    port = UInt16(bigEndian: address.sin_port)
    if !isBound { return nil }
  }

  deinit { close(fd) }

  /// The next message; empty when none comes.
  public func heard() -> [UInt8] {
    guard isReadable(fd) else { return [] }
    var bytes = [UInt8](repeating: 0, count: 2048)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    var count = 0
    _ = withSocketAddress(&sender) {
      count = recvfrom(fd, &bytes, bytes.count, 0, $0, &length)
      return count >= 0
    }
    return Array(bytes.prefix(max(0, count)))
  }

  /// Answers whoever wrote last.
  public func say(_ message: [UInt8]) { say(message, to: &sender) }

  /// Says it as somebody else would, to the same.
  public func sayAsAStranger(_ message: [UInt8]) {
    let stranger = socket(AF_INET, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    defer { close(stranger) }
    say(message, to: &sender, by: stranger)
  }

  private func say(_ message: [UInt8], to address: inout sockaddr_in, by other: Int32? = nil) {
    let length = socklen_t(MemoryLayout<sockaddr_in>.size)
    _ = withSocketAddress(&address) { sendto(other ?? fd, message, message.count, 0, $0, length) >= 0 }
  }
}
