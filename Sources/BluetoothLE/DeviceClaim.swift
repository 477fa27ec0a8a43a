import Glibc

/// The right to listen to one Bluetooth device, held by one port of this machine at a time: BlueZ itself
/// shares a device's link among all who ask, so two chairs could show one patient.
///
/// It is a socket with a name among the kernel's own ("abstract", unix(7)). So it needs no folder that the
/// users of all chairs may write to, and it is given back when its holder ends, however it ends. A kiosk's
/// sandbox has such names, too.
final class DeviceClaim {
  private let socket: Int32

  enum Outcome {
    case held(DeviceClaim)
    /// By another port; nil where the kernel does not say of which process.
    case taken(by: Int32?)
    /// The error number of the system.
    case failed(Int32)
  }

  /// - Parameter name: of what is claimed; only the end of a long name counts.
  static func make(_ name: String) -> Outcome {
    guard let socket = newSocket() else { return .failed(errno) }
    // Connecting to the socket tells which process listens; connections are never accepted.
    if withAddress(name, { bind(socket, $0, $1) }) == 0, listen(socket, waiting) == 0 {
      return .held(DeviceClaim(socket))
    }
    let code = errno
    close(socket)
    return code == EADDRINUSE ? .taken(by: holder(of: name)) : .failed(code)
  }

  private init(_ socket: Int32) { self.socket = socket }

  deinit { close(socket) }

  /// How many can ask who holds it; those beyond that do not learn it, since an asker never waits.
  private static let waiting: Int32 = 128
  private static let prefix = "chairside/ble/"

  private static func newSocket() -> Int32? {
    let stream = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    let socket = Glibc.socket(AF_UNIX, stream, 0)
    return socket >= 0 ? socket : nil
  }

  private static func holder(of name: String) -> Int32? {
    guard let socket = newSocket() else { return nil }
    defer { close(socket) }
    guard withAddress(name, { connect(socket, $0, $1) }) == 0 else { return nil }
    // Process, user and group: `struct ucred`.
    var credentials: [Int32] = [0, 0, 0]
    var size = socklen_t(MemoryLayout<Int32>.size * credentials.count)
    guard getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &credentials, &size) == 0 else { return nil }
    return credentials[0] > 0 ? credentials[0] : nil
  }

  /// An abstract name stands behind a zero, and has no zero at its end.
  private static func withAddress(_ name: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32)
    -> Int32
  {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let room = MemoryLayout.size(ofValue: address.sun_path) - 1 - prefix.utf8.count
    let text = Array(prefix.utf8) + name.utf8.suffix(room)
    withUnsafeMutableBytes(of: &address.sun_path) { place in
      for (index, byte) in text.enumerated() { place[index + 1] = byte }
    }
    let size = socklen_t(MemoryLayout<sa_family_t>.size + 1 + text.count)
    return withUnsafePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, size) }
    }
  }
}
