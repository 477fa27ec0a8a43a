import Foundation
import Glibc

/// A device server on a free port of the loopback.
public final class LoopbackServer {
  public let port: UInt16
  private let listener: Int32
  private var client = Wire(-1)

  public init?() {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = loopback(0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withSocketAddress(&address) {
      bind(listener, $0, length) == 0 && listen(listener, 4) == 0 && getsockname(listener, $0, &length) == 0
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
  public func serve(_ bytes: [UInt8]) {
    let listener = listener
    Thread.detachNewThread {
      var client = Wire(accept(listener, nil, nil))
      _ = client.say(bytes)
      client.hangUp()
    }
  }

  public func answer() {
    client = Wire(accept(listener, nil, nil))
    _ = fcntl(client.fd, F_SETFD, FD_CLOEXEC)
  }

  public func say(_ bytes: [UInt8]) { _ = client.say(bytes) }

  public func heard() -> [UInt8] { client.heard() }

  public func hangUp() { client.hangUp() }
}

/// Somebody who calls a port of the loopback.
public final class LoopbackCaller {
  private var wire: Wire

  /// Nil when nobody answers.
  public init?(_ port: UInt16) {
    wire = Wire(socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0))
    var address = loopback(port)
    let fd = wire.fd
    let isAnswered = withSocketAddress(&address) {
      connect(fd, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
    }
    if !isAnswered { return nil }
  }

  /// Calls `tcp:127.0.0.1:PORT`.
  public convenience init?(path: String) {
    guard let port = path.split(separator: ":").last.flatMap({ UInt16($0) }) else { return nil }
    self.init(port)
  }

  deinit { hangUp() }

  public func say(_ bytes: [UInt8]) { _ = wire.say(bytes) }

  /// What is said to it next; empty at the end.
  public func heard() -> [UInt8] { wire.heard() }

  /// Whether something has come. Who has to make the other end answer asks this, and does not wait.
  public var hasAnswer: Bool { isReadable(wire.fd, within: 0) }

  /// Waits for so many bytes; fewer at the end, or once nothing more comes.
  public func heard(_ count: Int) -> [UInt8] { wire.heard(count) }

  public func hangUp() { wire.hangUp() }
}

func loopback(_ port: UInt16) -> sockaddr_in {
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
  address.sin_port = port.bigEndian
  return address
}

func withSocketAddress(
  _ address: inout sockaddr_in, _ body: (UnsafeMutablePointer<sockaddr>) -> Bool
) -> Bool {
  withUnsafeMutablePointer(to: &address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0) }
  }
}
