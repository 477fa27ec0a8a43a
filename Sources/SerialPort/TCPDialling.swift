import Glibc

/// A call to a device server: its addresses one after the other, none of them waited for.
struct TCPDialling {
  /// How long one address may take to answer. A server on the same floor answers in a millisecond.
  static let patienceMilliseconds: Int64 = 3000

  /// The socket that is connecting.
  private(set) var fd: Int32
  private var others: ArraySlice<NetworkAddress>

  /// Begins with the first address that does not refuse at once.
  init(_ addresses: ArraySlice<NetworkAddress>) throws(PortLoss) {
    var rest = addresses
    var loss = PortLoss.other("no address")
    while let address = rest.popFirst() {
      do throws(PortLoss) {
        fd = try Self.dial(address)
        others = rest
        return
      } catch {
        loss = error
      }
    }
    throw loss
  }

  /// The call was answered, or has failed: the connected descriptor, or the call to the next address.
  consuming func answered() throws(PortLoss) -> Answer {
    var code: Int32 = 0
    var length = socklen_t(MemoryLayout<Int32>.size)
    if getsockopt(fd, SOL_SOCKET, SO_ERROR, &code, &length) != 0 { code = errno }
    if code == 0 { return .connected(fd) }
    close(fd)
    if others.isEmpty { throw PortLoss(opening: code) }
    return .next(try TCPDialling(others))
  }

  /// Nobody answered in time.
  consuming func givenUp() throws(PortLoss) -> TCPDialling {
    close(fd)
    if others.isEmpty { throw PortLoss(opening: ETIMEDOUT) }
    return try TCPDialling(others)
  }

  enum Answer {
    case connected(Int32)
    case next(TCPDialling)
  }

  private static func dial(_ address: NetworkAddress) throws(PortLoss) -> Int32 {
    let type = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    let fd = socket(address.family, type, 0)
    guard fd >= 0 else { throw PortLoss(opening: errno) }
    KeepAlive.begin(on: fd)
    if address.connect(fd) == 0 || errno == EINPROGRESS { return fd }
    let code = errno
    close(fd)
    throw PortLoss(opening: code)
  }
}
