import Glibc

/// Finds out that the other end of a connection is gone though it never said so.
enum KeepAlive {
  /// A peer whose cable was pulled stays silent for ever. The kernel asks after 5 s of silence and then every
  /// 2 s, so the loss is found within 11 s, about when the device's own silence is an alarm, and the
  /// connection can be made anew.
  static func begin(on fd: Int32) {
    let options: [(Int32, Int32, Int32)] = [
      (SOL_SOCKET, SO_KEEPALIVE, 1),
      (Int32(IPPROTO_TCP), TCP_KEEPIDLE, 5), (Int32(IPPROTO_TCP), TCP_KEEPINTVL, 2),
      (Int32(IPPROTO_TCP), TCP_KEEPCNT, 3), (Int32(IPPROTO_TCP), TCP_NODELAY, 1),
    ]
    for (level, name, value) in options {
      var value = value
      setsockopt(fd, level, name, &value, socklen_t(MemoryLayout<Int32>.size))
    }
  }
}
