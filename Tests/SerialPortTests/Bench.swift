import CLinux
import Glibc
import SerialPort

/// The other end of a pseudo-terminal: a device that a test can speak for, and pull out.
final class FakeDevice {
  let path: String
  private var master: Int32

  init?() {
    master = cl_pty_master()
    guard master >= 0, let name = cl_ptsname(master) else { return nil }
    path = String(cString: name)
  }

  deinit { unplug() }

  func unplug() {
    if master >= 0 { close(master) }
    master = -1
  }

  /// Says as much of this as the line takes; how much that was.
  @discardableResult func say(_ bytes: [UInt8]) -> Int { max(0, write(master, bytes, bytes.count)) }

  /// Everything that was said to it by now.
  func heard() -> [UInt8] {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(master, &buffer, buffer.count)
      if count <= 0 { return all }
      all += buffer[..<count]
    }
  }
}

/// A poll loop around one port, on a clock of its own: waiting for the next attempt takes no time.
struct Bench {
  let port: Port
  private(set) var events: [PortEvent] = []
  private(set) var nowMilliseconds: Int64 = 0

  init(_ port: Port) { self.port = port }

  var bytes: [UInt8] {
    events.flatMap { event in
      if case .bytes(let bytes) = event { Array(bytes) } else { [UInt8]() }
    }
  }

  /// Everything but the bytes.
  var news: [PortEvent] {
    events.filter { event in
      if case .bytes = event { false } else { true }
    }
  }

  /// Runs until the condition holds. Two seconds in which nothing happens end it, and the test then says what is missing.
  mutating func run(until done: (Bench) -> Bool) {
    while !done(self) {
      if port.fd < 0 {
        guard let due = port.nextAttemptMilliseconds else { return }
        nowMilliseconds = max(nowMilliseconds, due)
        events += port.attempt(atMilliseconds: nowMilliseconds)
        if nowMilliseconds > 60_000 { return }
      } else if !wait(atMostMilliseconds: 2000) {
        return
      }
    }
  }

  /// One poll; whether anything happened.
  mutating func wait(atMostMilliseconds timeout: Int32) -> Bool {
    var polled = pollfd(fd: port.fd, events: port.interest, revents: 0)
    guard poll(&polled, 1, timeout) > 0 else { return false }
    events += port.handle(polled.revents, atMilliseconds: nowMilliseconds)
    return true
  }
}
