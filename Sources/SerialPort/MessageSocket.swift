import Glibc

/// A socket for messages (UDP) to and from one address.
enum MessageSocket {
  /// After so long without a message it is opened anew, in case this machine has another address by now.
  static let renewalMilliseconds: Int64 = 10_000

  /// Connected to the first of these addresses that can be reached from here, so that it hears no other
  /// sender.
  static func open(_ addresses: [NetworkAddress]) throws(PortLoss) -> Int32 {
    var loss = PortLoss.other("no address")
    for address in addresses {
      do throws(PortLoss) { return try open(address) } catch { loss = error }
    }
    throw loss
  }

  private static func open(_ address: NetworkAddress) throws(PortLoss) -> Int32 {
    let type = Int32(SOCK_DGRAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    let fd = socket(address.family, type, 0)
    guard fd >= 0 else { throw PortLoss(opening: errno) }
    if address.connect(fd) == 0 { return fd }
    let code = errno
    close(fd)
    throw PortLoss(opening: code)
  }

  /// How many bytes went, all or none. The kernel reports an earlier message that found nobody at the next
  /// call and then sends nothing, so a call that fails in that way is repeated once.
  static func send(_ message: UnsafeRawBufferPointer, _ fd: Int32) -> Int {
    let count = Glibc.send(fd, message.baseAddress, message.count, 0)
    guard count < 0, meansNobody(errno) else { return count }
    return Glibc.send(fd, message.baseAddress, message.count, 0)
  }

  /// Whether an error number means that an earlier message found nobody. Somebody may be there a second
  /// later.
  static func meansNobody(_ code: Int32) -> Bool {
    switch code {
    case ECONNREFUSED, EHOSTUNREACH, EHOSTDOWN: true
    default: false
    }
  }
}
