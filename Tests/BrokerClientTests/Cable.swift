import Glibc
import Synchronization

/// A cable between a client and its broker that can be stalled, mended and cut: a proxy on a port of its own.
final class Cable: Sendable {
  enum Condition { case whole, stalled, cut }

  let port: Int
  private let listener: Int32
  private let brokerPort: Int
  private let condition = Mutex(Condition.whole)
  private let isEnding = Mutex(false)

  init?(to brokerPort: Int) {
    self.brokerPort = brokerPort
    guard let bound = Loopback.bound(), listen(bound.descriptor, 8) == 0 else { return nil }
    listener = bound.descriptor
    port = bound.port
    let baton = Unmanaged.passRetained(self)
    var thread = pthread_t()
    pthread_create(
      &thread, nil,
      { baton in
        guard let baton else { return nil }
        Unmanaged<Cable>.fromOpaque(baton).takeRetainedValue().carry()
        return nil
      }, baton.toOpaque())
    pthread_detach(thread)
  }

  func become(_ new: Condition) { condition.withLock { $0 = new } }
  func end() { isEnding.withLock { $0 = true } }

  /// Both ways, a pair of sockets a connection.
  private func carry() {
    var pairs: [(Int32, Int32)] = []
    while !isEnding.withLock({ $0 }) {
      let condition = condition.withLock { $0 }
      if condition == .cut {
        for pair in pairs { close(pair.0); close(pair.1) }
        pairs = []
      }
      let ends = condition == .whole ? pairs.flatMap { [$0.0, $0.1] } : []
      var polled = ([listener] + ends).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      guard poll(&polled, nfds_t(polled.count), 10) > 0 else { continue }
      if polled[0].revents != 0 {
        let caller = accept(listener, nil, nil)
        if condition != .cut, let broker = Loopback.call(brokerPort) {
          pairs.append((caller, broker))
        } else {
          close(caller)
        }
      }
      guard condition == .whole else { continue }
      for pair in pairs { carry(pair, polled) }
    }
    for pair in pairs { close(pair.0); close(pair.1) }
    close(listener)
  }

  private func carry(_ pair: (Int32, Int32), _ polled: [pollfd]) {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    for (from, to) in [(pair.0, pair.1), (pair.1, pair.0)]
    where polled.contains(where: { $0.fd == from && $0.revents != 0 }) {
      let count = recv(from, &bytes, bytes.count, Int32(MSG_DONTWAIT))
      if count > 0 { _ = send(to, bytes, count, Int32(MSG_NOSIGNAL)) }
      if count == 0 { shutdown(to, Int32(SHUT_RDWR)) }
    }
  }
}
