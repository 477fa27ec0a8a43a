import CLinux
import Glibc
import SerialPort
import TestBench

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

  /// Runs until the condition holds. Patience in which nothing happens ends it, and the test then says what
  /// is missing.
  mutating func run(until done: (Bench) -> Bool) {
    while !done(self) {
      if port.fd < 0 {
        guard let due = port.nextAttemptMilliseconds else { return }
        nowMilliseconds = max(nowMilliseconds, due)
        events += port.attempt(atMilliseconds: nowMilliseconds)
        if nowMilliseconds > 60_000 { return }
      } else if !wait(atMostMilliseconds: Int32(Patience.milliseconds)) {
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
