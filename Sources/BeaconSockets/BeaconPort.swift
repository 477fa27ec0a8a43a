import Glibc

/// Where a chair speaks: a Unix socket (mode 0600), so that only users who may read the chair's files can
/// listen.
///
/// It never waits: a listener that does not take a whole line at once is dropped, and may come again. What a
/// listener sends is read only when `readLines` is called, a little at a time.
public final class BeaconPort {
  private let socket: ListeningSocket
  private var listeners: [Listener] = []

  fileprivate struct Listener {
    let descriptor: Int32
    /// The beginning of a line.
    var rest = LineBuffer()
  }

  /// More than a clinic has walls.
  static let listenersMax = 16

  /// Nil if no socket can be made; the chair works without one.
  ///
  /// - Parameter folder: that of the chairs' locks. Only the holder of the chair's lock makes a port there,
  ///   so an older socket of that name is one that a dead process left.
  public init?(folder: String, name: String) {
    guard let socket = ListeningSocket(folder: folder, name: name) else { return nil }
    self.socket = socket
  }

  deinit { close() }

  public var hasListeners: Bool { !listeners.isEmpty }

  /// Accepts those who have called meanwhile, up to `listenersMax`; others are hung up on.
  ///
  /// - Returns: whether anybody listens now.
  @discardableResult
  public func answerCallers() -> Bool {
    while let caller = socket.nextCaller() {
      if listeners.count < Self.listenersMax {
        listeners.append(Listener(descriptor: caller))
      } else {
        Glibc.close(caller)
      }
    }
    return hasListeners
  }

  /// Says some lines to everybody who listens.
  public func say(_ lines: [UInt8]) {
    answerCallers()
    listeners.removeAll { listener in
      let sent = lines.withUnsafeBytes {
        send(listener.descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
      }
      guard sent != lines.count else { return false }
      Glibc.close(listener.descriptor)
      return true
    }
  }

  /// Reads what accepted listeners have said, at most so many bytes of each at a time. A listener that sends
  /// a longer line, or one that is not `understood`, is dropped.
  public func readLines(atMost lineMax: Int, understood: ([UInt8]) -> Bool) {
    var kept: [Listener] = []
    for var listener in listeners {
      if listener.readLines(atMost: lineMax, understood) {
        kept.append(listener)
      } else {
        Glibc.close(listener.descriptor)
      }
    }
    listeners = kept
  }

  /// Leaves nothing behind.
  public func close() {
    for listener in listeners { Glibc.close(listener.descriptor) }
    listeners = []
    socket.close()
  }
}

extension BeaconPort.Listener {
  /// Whether it may stay.
  fileprivate mutating func readLines(atMost lineMax: Int, _ understood: ([UInt8]) -> Bool) -> Bool {
    var buffer = [UInt8](repeating: 0, count: lineMax)
    let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
    if count == 0 { return false }
    guard count > 0 else { return errno == EAGAIN || errno == EINTR }
    rest.append(buffer[..<count])
    return rest.popLines().allSatisfy(understood) && rest.count <= lineMax
  }
}
