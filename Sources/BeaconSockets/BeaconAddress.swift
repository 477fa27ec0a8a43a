import Glibc

/// A Unix socket in a folder, under a name of any length: a socket's address holds only 108 bytes, so the
/// folder is opened and the socket is addressed below its descriptor.
struct BeaconAddress: ~Copyable {
  private let folder: Int32
  let path: String
  private(set) var bytes = sockaddr_un()

  /// Nil if there is no such folder, or the name alone is too long.
  init?(folder path: String, name: String) {
    folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    self.path = "\(path)/\(name)"
    guard folder >= 0 else { return nil }
    let text = Array("/proc/self/fd/\(folder)/\(name)".utf8)
    bytes.sun_family = sa_family_t(AF_UNIX)
    let fits = withUnsafeMutableBytes(of: &bytes.sun_path) { place -> Bool in
      guard text.count < place.count else { return false }
      place.copyBytes(from: text)
      return true
    }
    guard fits else { return nil }
  }

  deinit { if folder >= 0 { close(folder) } }

  /// Calls one of `bind` and `connect` with the address.
  func with(_ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
    withUnsafePointer(to: bytes) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        call($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }

  /// A socket that listens at this address, in place of one that a dead process left; -1 where none can be
  /// had.
  func listening() -> Int32 {
    unlink(path)
    let socket = Self.newSocket()
    guard socket >= 0 else { return -1 }
    // Nobody can connect before it listens, so setting the mode now is early enough. A umask would apply to
    // the other threads too, and to the folders that they make meanwhile.
    guard with({ bind(socket, $0, $1) }) == 0, chmod(path, 0o600) == 0, listen(socket, 8) == 0 else {
      Glibc.close(socket)
      return -1
    }
    return socket
  }

  static func newSocket() -> Int32 {
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
    return socket(AF_UNIX, kind, 0)
  }
}
