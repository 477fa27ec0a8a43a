import CLinux
import Glibc

/// A port of this machine that others call, for a poll loop: the other way round than `Port`. It never
/// blocks, and where it cannot listen it tries again by itself: poll `fd` for input and call `handle`; call
/// `attempt` when `nextAttemptMilliseconds` is due.
///
/// A caller may be anybody. So there are few callers at once, each with a small store for what it has not
/// fetched yet; a silent one gives way to a new one, and those beyond the limit are turned away.
public final class Listener {
  public let address: String
  public let port: UInt16
  /// When `attempt` is due; nil while it listens.
  public private(set) var nextAttemptMilliseconds: Int64? = .min

  /// More than a monitor and its gateways ever are.
  public static let callersMax = 16
  /// A caller that has said nothing for this long since it called gives way first.
  static let patienceMilliseconds: Int64 = 5000
  /// Then a caller that last said something this long ago.
  static let silenceMilliseconds: Int64 = 60_000
  /// Room for some answers. A caller that does not fetch them gets no more.
  static let pendingBytes = 4096

  private struct Caller {
    let fd: Int32
    let since: Int64
    var lastByte: Int64?
    var pending = PendingBytes(capacity: Listener.pendingBytes)
  }

  private var epoll: Int32 = -1
  private var socket: Int32 = -1
  private var callers: [Int: Caller] = [:]
  private var calls = 0
  private var isCrowded = false
  private var loss: PortLoss?
  private var pacing = ReopenPacing()
  private var isFinished = false
  private var buffer = [UInt8](repeating: 0, count: 16_384)

  /// - Parameter address: in figures.
  public init(address: String, port: UInt16) {
    self.address = address
    self.port = port
  }

  deinit { release() }

  /// What to poll for input; -1, which poll ignores, while there is nothing.
  public var fd: Int32 { epoll }

  /// Tries to listen if that is due.
  public func attempt(atMilliseconds now: Int64) -> [ListenerEvent] {
    guard !isFinished, let due = nextAttemptMilliseconds, due <= now else { return [] }
    do throws(PortLoss) {
      try open()
      nextAttemptMilliseconds = nil
      loss = nil
      pacing.reset()
      return [.listening]
    } catch {
      return lose(error, now)
    }
  }

  /// Does what can be done now: answers who calls, reads, and writes on.
  public func handle(atMilliseconds now: Int64) -> [ListenerEvent] {
    guard epoll >= 0 else { return [] }
    var tags = [UInt64](repeating: 0, count: Self.callersMax + 1)
    var states = [Int32](repeating: 0, count: Self.callersMax + 1)
    let count = cl_epoll_ready(epoll, &tags, &states, Int32(tags.count))
    var events: [ListenerEvent] = []
    for index in 0..<Int(count) {
      let number = Int(tags[index])
      if number == Self.ownTag {
        events += answer(now)
      } else {
        if states[index] & 2 != 0 { sendPending(to: number) }
        if states[index] & 1 != 0 { events += read(number, now) }
      }
    }
    return events
  }

  /// Sends a frame to one caller, now or as soon as its line takes it, whole or not at all.
  public func write(_ frame: [UInt8], to number: Int) -> WriteOutcome {
    guard var caller = callers[number] else { return .refused }
    defer { callers[number] = caller }
    let sent = caller.pending.isEmpty ? send(frame[...], caller.fd) : 0
    if sent == frame.count { return .sent }
    guard caller.pending.append(frame[sent...]) else { return .refused }
    _ = cl_epoll_watch(epoll, caller.fd, 1, UInt64(number))
    return .queued
  }

  /// Hangs up on one caller. No event tells of it, since the caller of this function knows.
  public func hangUp(_ number: Int) {
    guard let caller = callers.removeValue(forKey: number) else { return }
    Glibc.close(caller.fd)
  }

  /// Closes it for good.
  public func close() {
    release()
    isFinished = true
    nextAttemptMilliseconds = nil
  }
}

/// What a listener has to tell. Callers are numbered from 1, in the order in which they call.
public enum ListenerEvent: Hashable, Sendable {
  case listening
  /// Told once an outage, and again when the reason becomes another.
  case lost(PortLoss)
  case called(Int, from: String)
  case bytes(Int, ArraySlice<UInt8>)
  case left(Int)
  /// More called than there is room for. Told once, and again when there was room between.
  case crowded
}

// MARK: - Opening

extension Listener {
  private static let ownTag = 0
  private static let backlog: Int32 = 16

  private func open() throws(PortLoss) {
    let addresses: [NetworkAddress]
    do throws(LookupFailure) {
      addresses = try NetworkAddress.resolve(address, port, onlyNumeric: true)
    } catch { throw .other(error.reason) }
    guard let own = addresses.first else { throw .other("no address") }
    let type = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    socket = Glibc.socket(own.family, type, 0)
    epoll = cl_epoll()
    var again: Int32 = 1
    // Lets the address be bound again at once after a listener on it was closed.
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &again, socklen_t(MemoryLayout<Int32>.size))
    guard socket >= 0, epoll >= 0, own.bind(socket) == 0, listen(socket, Self.backlog) == 0,
      cl_epoll_watch(epoll, socket, 0, UInt64(Self.ownTag)) == 0
    else {
      let loss = PortLoss(opening: errno)
      release()
      throw loss
    }
  }

  private func lose(_ reason: PortLoss, _ now: Int64) -> [ListenerEvent] {
    let gone = callers.keys.sorted().map(ListenerEvent.left)
    release()
    nextAttemptMilliseconds = now + pacing.pauseMilliseconds()
    guard reason != loss else { return gone }
    loss = reason
    return gone + [.lost(reason)]
  }

  private func release() {
    for caller in callers.values { Glibc.close(caller.fd) }
    callers.removeAll()
    if socket >= 0 { Glibc.close(socket) }
    if epoll >= 0 { Glibc.close(epoll) }
    (socket, epoll) = (-1, -1)
  }
}

// MARK: - Callers

extension Listener {
  /// Answers all that wait, but no more of them at once than there are places.
  private func answer(_ now: Int64) -> [ListenerEvent] {
    var events: [ListenerEvent] = []
    for _ in 0..<Self.callersMax {
      let fd = accept(socket, nil, nil)
      if fd < 0 {
        // With no descriptor left, poll would wake us for ever.
        let isOver = ![EAGAIN, EINTR, ECONNABORTED].contains(errno)
        return isOver ? events + lose(PortLoss(opening: errno), now) : events
      }
      events += admit(fd, now)
    }
    return events
  }

  private func admit(_ fd: Int32, _ now: Int64) -> [ListenerEvent] {
    var events = makeRoom(now)
    guard callers.count < Self.callersMax else {
      Glibc.close(fd)
      defer { isCrowded = true }
      return events + (isCrowded ? [] : [.crowded])
    }
    isCrowded = isCrowded && callers.count + 1 == Self.callersMax
    calls += 1
    guard fcntl(fd, F_SETFD, FD_CLOEXEC) == 0, fcntl(fd, F_SETFL, O_NONBLOCK) == 0,
      cl_epoll_watch(epoll, fd, 0, UInt64(calls)) == 0
    else {
      Glibc.close(fd)
      return events
    }
    KeepAlive.begin(on: fd)
    callers[calls] = Caller(fd: fd, since: now)
    events.append(.called(calls, from: NetworkAddress.caller(fd)))
    return events
  }

  /// If all places are taken, the caller that has been silent longest goes, if that is long enough.
  private func makeRoom(_ now: Int64) -> [ListenerEvent] {
    guard callers.count >= Self.callersMax else { return [] }
    let mute = callers.filter { $1.lastByte == nil && now - $1.since >= Self.patienceMilliseconds }
    let quiet = callers.filter { $1.lastByte.map { now - $0 >= Self.silenceMilliseconds } ?? false }
    let first =
      mute.min { ($0.value.since, $0.key) < ($1.value.since, $1.key) }
      ?? quiet.min { ($0.value.lastByte ?? 0, $0.key) < ($1.value.lastByte ?? 0, $1.key) }
    guard let number = first?.key else { return [] }
    hangUp(number)
    return [.left(number)]
  }

  /// One read a call: there is more when poll says so again, and the others have their turn between.
  private func read(_ number: Int, _ now: Int64) -> [ListenerEvent] {
    guard let caller = callers[number] else { return [] }
    let count = Glibc.read(caller.fd, &buffer, buffer.count)
    if count > 0 {
      callers[number]?.lastByte = now
      return [.bytes(number, ArraySlice(Array(buffer[..<count])))]
    }
    if count < 0 && (errno == EAGAIN || errno == EINTR) { return [] }
    hangUp(number)
    return [.left(number)]
  }

  private func sendPending(to number: Int) {
    guard var caller = callers[number] else { return }
    caller.pending.dropFirst(send(caller.pending.bytes[...], caller.fd))
    if caller.pending.isEmpty { _ = cl_epoll_watch(epoll, caller.fd, 0, UInt64(number)) }
    callers[number] = caller
  }

  /// How many bytes the line took. An error is not told here: the next read tells it, too.
  private func send(_ bytes: ArraySlice<UInt8>, _ fd: Int32) -> Int {
    max(0, bytes.withUnsafeBytes { Glibc.send(fd, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) })
  }
}
