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
    case lost(LinkLoss)
    case link(Link)
    case reading(Reading)
    /// A remark of the driver: a message passed over, a caller hung up on. Unread codes are asked for at the
    /// end.
    case remark(String)
    case called(Caller, from: String)
    case left(Caller)
    /// Messages came, and nothing of them is a reading.
    case nothingRead

    fileprivate var isLink: Bool { if case .link = self { true } else { false } }
  }
  let line: LineSettings?
  private(set) var byteCount = 0
  /// Bytes that the line damaged: many of them are what a wrong speed or parity looks like.
  private(set) var damagedCount = 0
  /// Whether it was open at all, and why not or no longer.
  private(set) var wasOpen = false
  private(set) var loss: LinkLoss?
  private(set) var isOver = false

  private let port: any DeviceLine
  private let endpoint: Endpoint
  private var drivers: [any DeviceDriver]
  private let mayAsk: Bool
  private let began = SystemClock.bootMilliseconds

  /// - Parameters:
  ///   - mayAsk: whether frames of the allow-list are sent; of one kind only, so that no two talk at once.
  ///   - address: which device on the line is asked.
  ///   - addressee: whose messages are meant.
  init(
    _ endpoint: Endpoint, line: LineSettings, kinds: [DeviceKind], mayAsk: Bool, address: LineAddress? = nil,
    addressee: Addressee = Addressee()
  ) {
    let port = endpoint.line(line, kinds.count == 1 ? kinds[0].bluetooth : nil)
    self.port = port
    self.endpoint = endpoint
    self.line = (port as? Port)?.line
    self.mayAsk = mayAsk && kinds.count == 1
    // With all kinds listening, none of them needs to guess which other kind the bytes look like.
    let isOne = kinds.count == 1
    drivers = kinds.map {
      $0.driver(
        DriverOptions(
          source: SourceID($0.name), line: line.description, watchesLink: isOne, watchesConduct: isOne,
          remarksUnread: false, address: address, addressee: addressee, listens: endpoint.isCalled))
    }
  }

  var now: SessionTime { SessionTime(milliseconds: SystemClock.bootMilliseconds - began) }
  /// In the order of the kinds.
  var counters: [WireCounters] { drivers.map(\.counters) }
  var unread: [UnreadCounts] { drivers.map(\.unread) }
  var passedOver: [[String: Int]] { drivers.map(\.passedOver) }

  func close() { port.close() }

  /// Listens until a time, or until something is told, or somebody asks to stop.
  func listen(until limit: SessionTime, _ stop: StopRequest) -> [Told] {
    var told: [Told] = []
    while told.isEmpty, !isOver, now < limit {
      told = hear(port.attempt(now.milliseconds))
      for index in drivers.indices { told += perform(drivers[index].advance(to: now)) }
      var polled = [
        pollfd(fd: stop.fd, events: Int16(POLLIN), revents: 0),
        pollfd(fd: port.fd, events: port.interest, revents: 0),
      ]
      guard told.isEmpty else { return told }
      _ = KernelWait.ofThisMachine.wait(for: &polled, milliseconds: patience(limit))
      if polled[0].revents != 0, stop.isMade { return told }
      told = hear(port.handle(polled[1].revents, now.milliseconds))
    }
    return told
  }

  private func patience(_ limit: SessionTime) -> Int32 {
    let attempt = port.nextAttemptMilliseconds.map { SessionTime(milliseconds: max(0, $0)) }
    let due = ([limit, attempt] + drivers.map(\.nextDeadline)).compactMap { $0 }.min() ?? limit
    return Int32(clamping: max(0, (due - now).milliseconds))
  }

  private func hear(_ events: [LineEvent]) -> [Told] {
    events.flatMap { event -> [Told] in
      if let caller = event.caller { return hear(event.content, of: caller) }
      switch event.content {
      case .opened:
        wasOpen = true
        loss = nil
        // Tells `.opened` alone: the driver's "connected" adds nothing to it while no byte was heard.
        return [.opened] + each { perform($0.opened(at: now)) }.filter { !$0.isLink }
      case .received(let bytes):
        byteCount += bytes.count
        return each { hear(from: nil, &$0) { $0.received(bytes[...], at: $1) } }
      case .damaged(let count):
        damagedCount += count
        return []
      case .adapter: return []
      case .lost(let loss):
        for index in drivers.indices { drivers[index].closed(at: now) }
        self.loss = loss
        isOver = endpoint.isFinite
        return [.lost(loss)]
      case .crowded: return each { perform($0.crowded(at: now)) }
      case .called, .sent, .omitted, .closed: return []
      }
    }
  }

  private func hear(_ content: CaptureEntry.Content, of caller: Caller) -> [Told] {
    switch content {
    case .called(let address):
      return [.called(caller, from: address)]
        + each { perform($0.called(by: caller, from: address, at: now)) }
    case .received(let bytes):
      byteCount += bytes.count
      return each { hear(from: caller, &$0) { $0.received(bytes[...], from: caller, at: $1) } }
    case .closed:
      for index in drivers.indices { drivers[index].left(caller, at: now) }
      return [.left(caller)]
    case .opened, .damaged, .sent, .lost, .omitted, .crowded, .adapter: return []
    }
  }

  /// Tells of messages without any reading too, so that a wrong dialect does not look like silence.
  private func hear(
    from caller: Caller?, _ driver: inout any DeviceDriver,
    _ receive: (inout any DeviceDriver, SessionTime) -> [DriverEffect]
  ) -> [Told] {
    let before = driver.unread.total
    let told = perform(receive(&driver, now))
    let hasReading = told.contains { if case .reading = $0 { true } else { false } }
    return driver.unread.total > before && !hasReading ? told + [.nothingRead] : told
  }

  private func each(_ body: (inout any DeviceDriver) -> [Told]) -> [Told] {
    drivers.indices.flatMap { body(&drivers[$0]) }
  }

  private func perform(_ effects: [DriverEffect]) -> [Told] {
    effects.compactMap { effect in
      switch effect {
      case .send(let frame):
        if mayAsk { _ = port.send(frame.bytes, to: nil) }
        return nil
      case .answer(let frame, let caller):
        if mayAsk { _ = port.send(frame.bytes, to: caller) }
        return nil
      case .hangUp(let caller):
        port.hangUp(caller)
        return .left(caller)
      case .time: return nil
      case .input(.reading(let reading), _): return .reading(reading)
      case .input(.link(_, let link), _): return .link(link)
      case .input(.annotation(let text, _), _): return .remark(text)
      case .input: return nil
      }
    }
  }
}
