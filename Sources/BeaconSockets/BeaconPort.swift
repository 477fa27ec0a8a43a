import Glibc

/// Where a chair speaks: a Unix socket (mode 0600), so that only users who may read the chair's files can
/// listen.
///
/// It never waits: a listener that does not take a whole line at once is dropped, and may come again. What a
/// listener sends is read only when `hear` is called, a little at a time.
public final class BeaconPort {
  private let socket: Int32
  private let path: String
  private var listeners: [Listener] = []
  private var isClosed = false

  fileprivate struct Listener {
    let descriptor: Int32
    /// The beginning of a line.
    var rest: [UInt8] = []
  }

  /// More than a clinic has walls.
  static let listenersMax = 16

  /// - Parameters:
  ///   - folder: that of the chairs' locks. Whoever makes a port there holds the chair's lock, so a socket of
  ///     that name is one that a dead process left.
  /// Nil where no socket can be had; the chair is whole without one.
  public init?(folder: String, name: String) {
    guard let address = BeaconAddress(folder: folder, name: name) else { return nil }
    path = address.path
    socket = address.listening()
    if socket < 0 { return nil }
  }

  deinit { close() }

  public var hasListeners: Bool { !listeners.isEmpty }

  /// Like `hasListeners`, after accepting those who have called meanwhile.
  public var isHeard: Bool {
    answerCallers()
    return !listeners.isEmpty
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
  public func hear(atMost lineMax: Int, understood: ([UInt8]) -> Bool) {
    var kept: [Listener] = []
    for var listener in listeners {
      if listener.hear(atMost: lineMax, understood) {
        kept.append(listener)
      } else {
        Glibc.close(listener.descriptor)
      }
    }
    listeners = kept
  }

  /// Leaves nothing behind.
  public func close() {
    guard !isClosed else { return }
    isClosed = true
    for listener in listeners { Glibc.close(listener.descriptor) }
    listeners = []
    Glibc.close(socket)
    unlink(path)
  }

  private func answerCallers() {
    while !isClosed {
      let caller = accept(socket, nil, nil)
      guard caller >= 0 else { return }
      _ = fcntl(caller, F_SETFD, FD_CLOEXEC)
      if listeners.count < Self.listenersMax {
        listeners.append(Listener(descriptor: caller))
      } else {
        Glibc.close(caller)
      }
    }
  }
}

extension BeaconPort.Listener {
  /// Whether it may stay.
  fileprivate mutating func hear(atMost lineMax: Int, _ understood: ([UInt8]) -> Bool) -> Bool {
    var buffer = [UInt8](repeating: 0, count: lineMax)
    let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
    if count == 0 { return false }
    guard count > 0 else { return errno == EAGAIN || errno == EINTR }
    rest += buffer[..<count]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      let line = Array(rest[..<end])
      rest.removeSubrange(...end)
      guard understood(line) else { return false }
    }
    return rest.count <= lineMax
  }
}
