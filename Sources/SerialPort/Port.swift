import Glibc
public import SerialSettings
import SystemParts

/// A byte channel for a poll loop. It never blocks, and it comes back by itself: poll `fd` for `interest` and
/// call `handle`; call `attempt` when `nextAttemptMilliseconds` is due. Times are milliseconds of one
/// monotonic clock, the caller's. A port belongs to one thread.
public final class Port {
  public let endpoint: Endpoint
  /// The settings in force: the protocol's, with what the endpoint overrides. Only a serial line has any.
  public let line: LineSettings?
  /// When `attempt` is due: to open the port, or to give up a connection that nobody answers. nil while there
  /// is nothing to attempt.
  public private(set) var nextAttemptMilliseconds: Int64? = .min
  /// Why it cannot be heard now; nil while it is open or was never tried.
  public private(set) var loss: PortLoss?
  /// The identity of the adapter that is meant; nil for whatever stands under the name.
  public var boundAdapter: String?

  /// read(2), or what a simulation has in its place.
  public typealias Read = @Sendable (Int32, UnsafeMutableRawPointer?, Int) -> Int
  public static let kernelRead: Read = { Glibc.read($0, $1, $2) }

  private let tree: DeviceTree
  private let read: Read
  private var lastPlace: String?
  private var state = State.waiting
  private var pacing = ReopenPacing()
  private var damage = DamageFilter()
  private var pending = PendingBytes()
  private var failedReads = 0
  private var buffer = [UInt8](repeating: 0, count: 16_384)

  private enum State {
    case waiting
    case lookingUp(NameLookup)
    case dialling(TCPDialling)
    case open(Int32)
    /// For good.
    case finished
  }

  /// - Parameters:
  ///   - protocolLine: how the device speaks unless the endpoint says otherwise.
  ///   - tree: the ports of the machine, in which an adapter is found again.
  public init(
    _ endpoint: Endpoint, line protocolLine: LineSettings = LineSettings(),
    in tree: DeviceTree = DeviceTree(),
    read: @escaping Read = Port.kernelRead
  ) {
    self.endpoint = endpoint
    self.tree = tree
    self.read = read
    switch endpoint {
    case .serial(_, let overrides): line = protocolLine.overridden(by: overrides)
    case .standardInput, .file, .pseudoTerminal, .tcp, .udp, .listen, .bluetooth: line = nil
    }
  }

  deinit { release() }

  /// What to poll; -1, which poll ignores, while there is nothing.
  public var fd: Int32 {
    switch state {
    case .waiting, .finished: -1
    case .lookingUp(let lookup): lookup.fd
    case .dialling(let call): call.fd
    case .open(let fd): fd
    }
  }

  /// The events to poll `fd` for.
  public var interest: Int16 {
    switch state {
    case .waiting, .finished: 0
    case .lookingUp: Int16(POLLIN)
    case .dialling: Int16(POLLOUT)
    case .open: Int16(POLLIN) | (pending.isEmpty ? 0 : Int16(POLLOUT))
    }
  }

  public var isOpen: Bool {
    if case .open = state { true } else { false }
  }

  /// Tries to open the port if that is due.
  public func attempt(atMilliseconds now: Int64) -> [PortEvent] {
    guard let due = nextAttemptMilliseconds, due <= now else { return [] }
    nextAttemptMilliseconds = nil
    if case .open(let fd) = state {
      renew(fd, now)
      return []
    }
    do throws(PortLoss) {
      return try begin(now)
    } catch {
      return lose(error, now)
    }
  }

  /// Does what poll says can be done.
  public func handle(_ revents: Int16, atMilliseconds now: Int64) -> [PortEvent] {
    guard revents != 0 else { return [] }
    do throws(PortLoss) {
      switch state {
      case .waiting, .finished: return []
      case .lookingUp(let lookup): return try dial(lookup, now)
      case .dialling(let call): return try connect(call, now)
      case .open(let fd): return try exchange(fd, revents, now)
      }
    } catch {
      return lose(error, now)
    }
  }

  /// Sends a frame, now or as soon as the line takes it; a frame is never sent in part and forgotten.
  public func write(_ frame: [UInt8]) -> WriteOutcome {
    guard endpoint.acceptsWrites, case .open(let fd) = state else { return .refused }
    guard pending.isEmpty else { return pending.append(frame[...]) ? .queued : .refused }
    let sent = send(frame[...], fd)
    if sent == frame.count { return .sent }
    if case .udp = endpoint { return .refused }
    return pending.append(frame[sent...]) ? .queued : .refused
  }

  /// Closes it for good.
  public func close() {
    release()
    state = .finished
    nextAttemptMilliseconds = nil
  }
}

// MARK: - Opening

extension Port {
  private func begin(_ now: Int64) throws(PortLoss) -> [PortEvent] {
    switch state {
    case .finished, .open, .lookingUp: return []
    case .dialling(let call):
      state = .waiting  // The call gives up its descriptor, whichever way it ends.
      wait(for: try call.givenUp(), now)
      return []
    case .waiting:
      switch endpoint {
      case .serial(let path, _): return try openSerial(path)
      case .pseudoTerminal(let path): return opened(try SerialLine.open(path, nil))
      case .file(let path): return opened(try InputFile.open(path))
      case .standardInput: return opened(try InputFile.standardInput())
      case .tcp(let host, let port), .udp(let host, let port): return try call(host, port, now)
      case .listen: throw .other("a port calls; a listener is called")
      case .bluetooth: throw .other("a Bluetooth device is no byte channel; BlueZ speaks with it")
      }
    }
  }

  /// A socket for messages keeps the address that this machine had when it was opened, and after a change of
  /// network nothing would ever come. So one that hears nothing is replaced now and then. No event tells of
  /// it: the device's silence is told already.
  private func renew(_ fd: Int32, _ now: Int64) {
    guard case .udp(let host, let port) = endpoint else { return }
    nextAttemptMilliseconds = now + MessageSocket.renewalMilliseconds
    guard let numeric = try? NetworkAddress.resolve(host, port, onlyNumeric: true),
      let other = try? MessageSocket.open(numeric)
    else { return }
    Glibc.close(fd)
    state = .open(other)
  }

  private func openSerial(_ path: String) throws(PortLoss) -> [PortEvent] {
    let finding = tree.find(path, bound: boundAdapter, lastPlace: lastPlace)
    switch finding {
    case .alike: throw .alike
    case .other(let path, let identity):
      // That port is another chair's: it must not become an identity that somebody could accept here.
      if let holder = KernelLocks.now.process(holding: path) { throw .busy(process: holder) }
      throw .otherAdapter(identity)
    case .here(let place, let adapter):
      let fd = try SerialLine.open(place, line)
      // Names may have moved between the look and the opening.
      guard tree.find(path, bound: boundAdapter, lastPlace: lastPlace) == finding else {
        SerialLine.close(fd)
        throw .vanished
      }
      lastPlace = adapter?.place
      return (adapter.map { [.adapter($0.identity)] } ?? []) + opened(fd)
    }
  }

  private func opened(_ fd: Int32) -> [PortEvent] {
    state = .open(fd)
    loss = nil
    nextAttemptMilliseconds = nil
    damage = DamageFilter()
    return [.opened]
  }

  private func call(_ host: String, _ port: UInt16, _ now: Int64) throws(PortLoss) -> [PortEvent] {
    if let numeric = try? NetworkAddress.resolve(host, port, onlyNumeric: true) {
      return try reach(numeric, now)
    } else if let lookup = NameLookup.begin(host, port) {
      state = .lookingUp(lookup)
    } else {
      throw .other("no thread to look up \(host)")
    }
    return []
  }

  private func dial(_ lookup: NameLookup, _ now: Int64) throws(PortLoss) -> [PortEvent] {
    switch lookup.collect() {
    case nil: return []
    case .failure(let failure): throw .other(failure.reason)
    case .success(let addresses): return try reach(addresses, now)
    }
  }

  /// A TCP connection waits for an answer; a socket for messages is ready at once.
  private func reach(_ addresses: [NetworkAddress], _ now: Int64) throws(PortLoss) -> [PortEvent] {
    if case .udp = endpoint {
      let events = opened(try MessageSocket.open(addresses))
      nextAttemptMilliseconds = now + MessageSocket.renewalMilliseconds
      return events
    }
    wait(for: try TCPDialling(addresses[...]), now)
    return []
  }

  private func connect(_ call: TCPDialling, _ now: Int64) throws(PortLoss) -> [PortEvent] {
    state = .waiting  // As above.
    switch try call.answered() {
    case .connected(let fd): return opened(fd)
    case .next(let other):
      wait(for: other, now)
      return []
    }
  }

  private func wait(for call: TCPDialling, _ now: Int64) {
    state = .dialling(call)
    nextAttemptMilliseconds = now + TCPDialling.patienceMilliseconds
  }
}

// MARK: - Bytes

extension Port {
  private func exchange(_ fd: Int32, _ revents: Int16, _ now: Int64) throws(PortLoss) -> [PortEvent] {
    if revents & Int16(POLLNVAL) != 0 { throw .vanished }
    if revents & Int16(POLLOUT) != 0 { pending.dropFirst(send(pending.bytes[...], fd)) }
    let readable = Int16(POLLIN | POLLHUP | POLLERR)
    guard revents & readable != 0 else { return [] }
    // One read a call: poll asks again while there is more, and the other ports have their turn between.
    let count = buffer.withUnsafeMutableBytes { [read] in read(fd, $0.baseAddress, $0.count) }
    if count > 0 {
      if nextAttemptMilliseconds != nil { nextAttemptMilliseconds = now + MessageSocket.renewalMilliseconds }
      return received(buffer[..<count])
    }
    // An empty message is allowed, and one of ours may have found nobody: neither is a loss. Silence tells
    // whether anybody is there.
    if case .udp = endpoint, count == 0 || MessageSocket.meansNobody(errno) { return [] }
    if count == 0 { throw endpoint.isFinite ? .endOfInput : .vanished }
    switch errno {
    case EINTR: return []
    case EAGAIN:
      // A hang-up that no read can fetch would wake poll for ever.
      if revents & Int16(POLLHUP | POLLERR) != 0 { throw endpoint.isFinite ? .endOfInput : .vanished }
      return []
    case let code: return try failRead(code, fd)
    }
  }

  /// A read error is not the end of a file: it is tried again, and where it stays, what follows is lost. An
  /// error of a terminal or a line means that it went away.
  private func failRead(_ code: Int32, _ fd: Int32) throws(PortLoss) -> [PortEvent] {
    guard endpoint.isFinite, isatty(fd) == 0 else { throw PortLoss(using: code) }
    failedReads += 1
    guard failedReads > Self.mostFailedReads else { return [] }
    throw .other("read: \(String(cString: strerror(code)))")
  }

  private static let mostFailedReads = 3

  private func received(_ bytes: ArraySlice<UInt8>) -> [PortEvent] {
    pacing.reset()
    failedReads = 0
    guard line != nil else { return [.bytes(ArraySlice(Array(bytes)))] }
    return damage.pieces(bytes).map { piece in
      switch piece {
      case .good(let bytes): .bytes(bytes[...])
      case .damaged(let count): .damaged(count: count)
      }
    }
  }

  /// How many bytes the line took. Ignores an error, because poll reports it too, and then it becomes a loss.
  private func send(_ bytes: ArraySlice<UInt8>, _ fd: Int32) -> Int {
    let count = bytes.withUnsafeBytes { bytes in
      // A socket whose other end is gone must not end the program with SIGPIPE.
      switch endpoint {
      case .tcp: return Glibc.send(fd, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
      case .udp: return MessageSocket.send(bytes, fd)
      case .serial, .standardInput, .file, .pseudoTerminal, .listen, .bluetooth:
        return Glibc.write(fd, bytes.baseAddress, bytes.count)
      }
    }
    return max(count, 0)
  }
}

// MARK: - Losing

extension Port {
  private func lose(_ reason: PortLoss, _ now: Int64) -> [PortEvent] {
    let wasOpen = isOpen
    release()
    if endpoint.isFinite && wasOpen {
      state = .finished
      nextAttemptMilliseconds = nil
    } else {
      state = .waiting
      nextAttemptMilliseconds = now + pacing.pauseMilliseconds()
    }
    guard isNews(reason) else { return [] }
    loss = reason
    if case .otherAdapter(let identity) = reason { return [.adapter(identity), .lost(reason)] }
    return [.lost(reason)]
  }

  /// After `.vanished`, that it is missing or does not answer is not news.
  private func isNews(_ reason: PortLoss) -> Bool {
    switch (loss, reason) {
    case (.vanished, .missing), (.vanished, .other): false
    case (let old, let new): old != new
    }
  }

  private func release() {
    pending.removeAll()
    switch state {
    case .waiting, .finished, .lookingUp: break
    case .dialling(let call): Glibc.close(call.fd)
    case .open(let fd):
      switch endpoint {
      case .serial, .pseudoTerminal: SerialLine.close(fd)
      case .standardInput, .file, .tcp, .udp, .listen, .bluetooth: Glibc.close(fd)
      }
    }
  }
}
