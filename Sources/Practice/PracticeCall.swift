import Glibc
import SerialPort
import SystemClocks

/// A network cable on which the device calls a listening host, again and again until the host answers.
final class PracticeCall: PracticeCable {
  let name: String
  let path: String
  private let endpoint: Endpoint
  /// Nil if it is unplugged.
  private var port: Port?

  init(name: String, calling endpoint: Endpoint) {
    self.name = name
    self.endpoint = endpoint
    path = "calls \(endpoint)"
  }

  var fd: Int32 { port?.fd ?? -1 }

  func plugIn() throws(PracticeFailure) {
    if port == nil { port = Port(endpoint) }
  }

  func unplug() {
    port?.close()
    port = nil
  }

  func read() -> [UInt8] {
    guard let port else { return [] }
    let now = SystemClock.bootMilliseconds
    var events = port.attempt(atMilliseconds: now)
    var polled = pollfd(fd: port.fd, events: port.interest, revents: 0)
    if polled.fd >= 0, KernelWait.ofThisMachine.wait(for: &polled, milliseconds: 0) != .nothing {
      events += port.handle(polled.revents, atMilliseconds: now)
    }
    return events.flatMap { event in
      if case .bytes(let bytes) = event { Array(bytes) } else { [UInt8]() }
    }
  }

  func write(_ bytes: [UInt8]) { _ = port?.write(bytes) }
}
