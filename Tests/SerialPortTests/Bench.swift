import CLinux
import Glibc
import SerialPort

/// The other end of a pseudo-terminal: a device that a test can speak for, and pull out.
final class FakeDevice {
  let path: String
  private(set) var master: Int32

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

  /// What was said to it and has arrived.
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

/// Whether there is something to read, now or within two seconds.
func isReadable(_ fd: Int32) -> Bool {
  var polled = pollfd(fd: fd, events: Int16(POLLIN), revents: 0)
  return poll(&polled, 1, 2000) > 0
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

  /// Runs until the condition holds. Two seconds in which nothing happens end it, and the test then says what
  /// is missing.
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

  /// One poll of the port, and of the device's end if one is given; whether anything happened.
  mutating func wait(atMostMilliseconds timeout: Int32, or device: FakeDevice? = nil) -> Bool {
    var polled = [
      pollfd(fd: port.fd, events: port.interest, revents: 0),
      pollfd(fd: device?.master ?? -1, events: Int16(POLLIN), revents: 0),
    ]
    guard poll(&polled, 2, timeout) > 0 else { return false }
    events += port.handle(polled[0].revents, atMilliseconds: nowMilliseconds)
    return true
  }
}
