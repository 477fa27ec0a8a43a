import Devices
import Glibc
import InfusionCore
import ProcessSignals
import Quantities
import SerialPort
import SerialSettings
import SystemClocks

/// A port that is listened to by the decoders of one kind, or of several at once, outside of any session.
final class OverheardPort {
  enum Told {
    case opened
    case lost(PortLoss)
    case link(Link)
    case reading(Reading)

    fileprivate var isLink: Bool { if case .link = self { true } else { false } }
  }
  let line: LineSettings?
  private(set) var byteCount = 0
  /// Bytes that the line damaged: many of them are what a wrong speed or parity looks like.
  private(set) var damagedCount = 0
  /// Whether it was open at all, and why not or no longer.
  private(set) var wasOpen = false
  private(set) var loss: PortLoss?
  private(set) var isOver = false

  private let port: Port
  private var drivers: [any DeviceDriver]
  private let mayAsk: Bool
  private let began = SystemClock.bootMilliseconds

  /// - Parameter mayAsk: whether frames of the allow-list are sent; of one kind only, lest two talk at once.
  init(_ endpoint: Endpoint, line: LineSettings, kinds: [DeviceKind], mayAsk: Bool) {
    port = Port(endpoint, line: line)
    self.line = port.line
    self.mayAsk = mayAsk && kinds.count == 1
    drivers = kinds.map {
      $0.driver(
        DriverOptions(source: SourceID($0.name), line: line.description, watchesLink: kinds.count == 1))
    }
  }

  var now: SessionTime { SessionTime(milliseconds: SystemClock.bootMilliseconds - began) }
  /// In the order of the kinds.
  var counters: [WireCounters] { drivers.map(\.counters) }

  func close() { port.close() }

  /// Listens until a time, or until something is told, or somebody asks to stop.
  func listen(until limit: SessionTime, _ stop: StopRequest) -> [Told] {
    var told: [Told] = []
    while told.isEmpty, !isOver, now < limit {
      told = hear(port.attempt(atMilliseconds: now.milliseconds))
      for index in drivers.indices { told += hear(drivers[index].advance(to: now)) }
      var polled = [
        pollfd(fd: stop.fd, events: Int16(POLLIN), revents: 0),
        pollfd(fd: port.fd, events: port.interest, revents: 0),
      ]
      guard told.isEmpty, poll(&polled, 2, patience(limit)) >= 0 else { continue }
      if polled[0].revents != 0 { return told }
      told = hear(port.handle(polled[1].revents, atMilliseconds: now.milliseconds))
    }
    return told
  }

  private func patience(_ limit: SessionTime) -> Int32 {
    let attempt = port.nextAttemptMilliseconds.map { SessionTime(milliseconds: max(0, $0)) }
    let due = ([limit, attempt] + drivers.map(\.nextDeadline)).compactMap { $0 }.min() ?? limit
    return Int32(clamping: max(0, (due - now).milliseconds))
  }

  private func hear(_ events: [PortEvent]) -> [Told] {
    events.flatMap { event -> [Told] in
      switch event {
      case .opened:
        wasOpen = true
        loss = nil
        // That a driver calls an open port connected is no news beside it, and no byte was heard yet.
        return [.opened] + each { hear($0.opened(at: now)) }.filter { !$0.isLink }
      case .bytes(let bytes):
        byteCount += bytes.count
        return each { hear($0.received(bytes, at: now)) }
      case .damaged(let count):
        damagedCount += count
        return []
      case .lost(let loss):
        for index in drivers.indices { drivers[index].closed(at: now) }
        self.loss = loss
        isOver = port.endpoint.isFinite
        return [.lost(loss)]
      }
    }
  }

  private func each(_ body: (inout any DeviceDriver) -> [Told]) -> [Told] {
    drivers.indices.flatMap { body(&drivers[$0]) }
  }

  private func hear(_ effects: [DriverEffect]) -> [Told] {
    effects.compactMap { effect in
      switch effect {
      case .send(let frame):
        if mayAsk { _ = port.write(frame.bytes) }
        return nil
      case .time: return nil
      case .input(.reading(let reading), _): return .reading(reading)
      case .input(.link(_, let link), _): return .link(link)
      case .input: return nil
      }
    }
  }
}
