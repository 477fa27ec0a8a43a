import CLinux
import ChairBeacon
import Glibc
import Synchronization
import SystemClocks
import SystemParts

/// One connection to a broker, from its beginning to its end, on a thread of its own: finding a host,
/// reaching it and agreeing on a key may take long, and the loop that listens to chairs must not wait.
///
/// The thread alone touches the library's client. What is to be said, and what was heard, waits on `desk`.
final class BrokerConnection: Sendable {
  /// Readable when there is news.
  let changed: Wakeup
  private let wake: Wakeup
  private let access: BrokerAccess
  private let role: BrokerRole
  private let desk = Mutex(Desk())

  private static let deskBytes = 4_000_000
  /// Seconds without a word after which both sides ask whether the other is there; the least that the library
  /// takes.
  private static let keepAliveSeconds: CInt = 5
  private static let turnMilliseconds: Int32 = 1000
  /// How long the last messages may take to go out at the end.
  private static let farewellTurns = 20

  private struct Desk {
    var news: [BrokerNews] = []
    var newsBytes = 0
    var outbox: [BrokerMessage] = []
    var outboxBytes = 0
    var isEnding = false
    /// What the library complained of last: the reason behind an error's number.
    var complaint: String?
    /// The broker's refusal.
    var refusal: CInt?
  }

  /// Nil if the kernel has no more descriptors or threads.
  init?(_ access: BrokerAccess, _ role: BrokerRole) {
    guard let changed = Wakeup(), let wake = Wakeup() else { return nil }
    self.changed = changed
    self.wake = wake
    self.access = access
    self.role = role
    guard startThread() else { return nil }
  }

  func say(_ message: BrokerMessage) {
    desk.withLock { desk in
      desk.outbox.append(message)
      desk.outboxBytes += message.payload.count
      while desk.outboxBytes > Self.deskBytes, !desk.outbox.isEmpty {
        desk.outboxBytes -= desk.outbox.removeFirst().payload.count
      }
    }
    wake.signal()
  }

  func popNews() -> [BrokerNews] {
    changed.clear()
    return desk.withLock { desk in
      defer {
        desk.news = []
        desk.newsBytes = 0
      }
      return desk.news
    }
  }

  /// Sends what is to be sent, says goodbye, and ends; it is not waited for.
  func end() {
    desk.withLock { $0.isEnding = true }
    wake.signal()
  }

  fileprivate func tell(_ news: BrokerNews, bytes: Int = 0) {
    desk.withLock { desk in
      desk.news.append(news)
      desk.newsBytes += bytes
      guard desk.newsBytes > Self.deskBytes else { return }
      desk.news.removeAll { if case .message = $0 { true } else { false } }
      desk.newsBytes = 0
    }
    changed.signal()
  }

  fileprivate func note(complaint: String) { desk.withLock { $0.complaint = complaint } }
  fileprivate func note(refusal: CInt) { desk.withLock { $0.refusal = refusal } }
}

// MARK: - The connection's own thread

extension BrokerConnection {
  private func startThread() -> Bool {
    (try? WorkerThread.start { self.work() }) != nil
  }

  private func work() {
    do throws(BrokerFailure) {
      let library = try MosquittoLibrary()
      guard let client = library.new(role.client, true, Unmanaged.passUnretained(self).toOpaque()) else {
        throw .unreachable(library.message(-1))
      }
      defer { library.destroy(client) }
      try prepare(client, library)
      let code = library.connect(
        client, access.address.host, CInt(access.address.port), Self.keepAliveSeconds)
      guard code == 0 else { throw .unreachable(reason(code, library)) }
      try serve(client, library)
      tell(.ended(.lost("left")))
    } catch {
      tell(.ended(error))
    }
  }

  private func prepare(_ client: MosquittoLibrary.Client, _ library: MosquittoLibrary) throws(BrokerFailure) {
    library.whenAnswered(client) { client, context, code in answered(client, context, code) }
    library.whenReceived(client) { _, context, message in received(context, message) }
    library.whenLogged(client) { _, context, level, text in logged(context, level, text) }
    if let login = access.login, library.logIn(client, login.user, login.password) != 0 {
      throw .refused("user and password do not fit into a message")
    }
    if access.address.isEncrypted {
      let folder = access.authority == nil ? BrokerAccess.systemAuthorities : nil
      let code = library.encrypt(client, access.authority, folder, nil, nil, nil)
      guard code == 0 else {
        throw .unreachable("\(access.authority ?? BrokerAccess.systemAuthorities): \(library.message(code))")
      }
    }
    if let will = role.will {
      _ = library.setWill(
        client, will.topic, CInt(will.payload.count), will.payload, will.isAssured ? 1 : 0, will.isKept)
    }
  }

  /// Turns until the connection ends, or is to end.
  private func serve(_ client: MosquittoLibrary.Client, _ library: MosquittoLibrary) throws(BrokerFailure) {
    var isIn = false
    while true {
      let (isEnding, refusal) = desk.withLock { ($0.isEnding, $0.refusal) }
      if let refusal {
        guard refusal == 0 else { throw .refused(library.answer(refusal)) }
        if !isIn { for filter in role.filters { _ = library.subscribe(client, nil, filter, 1) } }
        if !isIn { tell(.connected) }
        isIn = true
      }
      send(client, library)
      if isEnding { return farewell(client, library) }
      wait(for: client, library)
      let code = library.loop(client, 0, 1)
      let refused = desk.withLock { $0.refusal.flatMap { $0 == 0 ? nil : $0 } }
      if let refused { throw .refused(library.answer(refused)) }
      guard code == 0 else { throw isIn ? .lost(reason(code, library)) : .unreachable(reason(code, library)) }
    }
  }

  private func send(_ client: MosquittoLibrary.Client, _ library: MosquittoLibrary) {
    let messages = desk.withLock { desk in
      defer {
        desk.outbox = []
        desk.outboxBytes = 0
      }
      return desk.outbox
    }
    for message in messages {
      _ = library.publish(
        client, nil, message.topic, CInt(message.payload.count), message.payload, message.isAssured ? 1 : 0,
        message.isKept)
    }
  }

  private func farewell(_ client: MosquittoLibrary.Client, _ library: MosquittoLibrary) {
    _ = library.disconnect(client)
    for _ in 0..<Self.farewellTurns where library.socket(client) >= 0 {
      wait(for: client, library, milliseconds: 50)
      if library.loop(client, 0, 1) != 0 { return }
    }
  }

  private func wait(
    for client: MosquittoLibrary.Client, _ library: MosquittoLibrary,
    milliseconds: Int32 = BrokerConnection.turnMilliseconds
  ) {
    let writes = library.wantsToWrite(client) ? Int16(POLLOUT) : 0
    var polled = [
      pollfd(fd: library.socket(client), events: Int16(POLLIN) | writes, revents: 0),
      pollfd(fd: wake.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    _ = KernelWait.ofThisMachine.wait(for: &polled, milliseconds: milliseconds)
    wake.clear()
  }

  private func reason(_ code: CInt, _ library: MosquittoLibrary) -> String {
    let words = library.message(code)
    return desk.withLock { $0.complaint }.map { "\(words) (\($0))" } ?? words
  }
}

// MARK: - What the library calls

private func connection(_ context: UnsafeMutableRawPointer?) -> BrokerConnection? {
  context.map { Unmanaged<BrokerConnection>.fromOpaque($0).takeUnretainedValue() }
}

private func answered(_ client: OpaquePointer, _ context: UnsafeMutableRawPointer?, _ code: CInt) {
  connection(context)?.note(refusal: code)
}

private func received(_ context: UnsafeMutableRawPointer?, _ message: MosquittoLibrary.Message?) {
  guard let connection = connection(context), let message = message?.pointee, let topic = message.topic else {
    return
  }
  // Longer than any message of ours, so it is not even copied.
  let count = Int(message.payloadlen)
  guard count <= BrokerPayload.most else { return }
  let payload = message.payload.map { Array(UnsafeRawBufferPointer(start: $0, count: count)) } ?? []
  let heard = BrokerMessage(
    topic: String(cString: topic), payload: payload, isKept: message.retain, isAssured: message.qos > 0)
  connection.tell(.message(heard), bytes: count + 256)
}

private func logged(_ context: UnsafeMutableRawPointer?, _ level: CInt, _ text: UnsafePointer<CChar>?) {
  let error: CInt = 8
  guard level == error, let text else { return }
  connection(context)?.note(complaint: String(cString: text))
}
