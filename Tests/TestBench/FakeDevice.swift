import CLinux
import Glibc

/// A serial device that a test speaks for and pulls out: the other end of a pseudo-terminal.
public final class FakeDevice {
  /// What a port opens.
  public let path: String
  private var wire: Wire

  public init?() {
    wire = Wire(cl_pty_master())
    guard wire.fd >= 0, let name = cl_ptsname(wire.fd) else { return nil }
    path = String(cString: name)
  }

  deinit { unplug() }

  public var master: Int32 { wire.fd }

  public func unplug() { wire.hangUp() }

  /// Says as much of this as the line takes; how much that was.
  @discardableResult public func say(_ bytes: [UInt8]) -> Int { wire.say(bytes) }

  /// What is said to it next.
  public func hears() -> [UInt8] { wire.heard() }

  /// All that was said to it and has arrived.
  public func heard() -> [UInt8] {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(wire.fd, &buffer, buffer.count)
      if count <= 0 { return all }
      all += buffer[..<count]
    }
  }
}

/// A host that opens a serial port by its path.
public final class SerialHost {
  private var wire: Wire

  public init?(_ path: String) {
    wire = Wire(open(path, O_RDWR | O_NOCTTY | O_CLOEXEC))
    if wire.fd < 0 { return nil }
  }

  deinit { close() }

  public var isHungUp: Bool {
    var polled = pollfd(fd: wire.fd, events: 0, revents: 0)
    return poll(&polled, 1, 0) > 0 && polled.revents & Int16(POLLHUP) != 0
  }

  /// Waits for so many bytes; fewer once nothing more comes.
  public func read(_ count: Int) -> [UInt8] { wire.heard(count) }

  public func write(_ bytes: [UInt8]) { _ = wire.say(bytes) }

  public func close() { wire.hangUp() }
}
