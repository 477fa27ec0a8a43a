import Glibc

/// One address a host can be reached at.
struct NetworkAddress: Sendable {
  private let storage: sockaddr_storage
  private let length: socklen_t
  let family: Int32

  init?(_ info: addrinfo) {
    guard let address = info.ai_addr, info.ai_addrlen <= socklen_t(MemoryLayout<sockaddr_storage>.size) else {
      return nil
    }
    var storage = sockaddr_storage()
    withUnsafeMutableBytes(of: &storage) {
      $0.copyMemory(from: UnsafeRawBufferPointer(start: address, count: Int(info.ai_addrlen)))
    }
    self.storage = storage
    length = info.ai_addrlen
    family = info.ai_family
  }

  /// Begins to connect; the result of `connect`.
  func connect(_ fd: Int32) -> Int32 {
    withUnsafePointer(to: storage) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.connect(fd, $0, length) }
    }
  }

  /// Takes an address of this machine for a socket; the result of `bind`.
  func bind(_ fd: Int32) -> Int32 {
    withUnsafePointer(to: storage) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.bind(fd, $0, length) }
    }
  }

  /// Who is at the other end of a socket that was called: `192.168.1.7`; empty where the system does not say.
  static func caller(_ fd: Int32) -> String {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    let code = withUnsafeMutablePointer(to: &storage) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        getpeername(fd, address, &length) == 0
          ? getnameinfo(address, length, &name, socklen_t(name.count), nil, 0, NI_NUMERICHOST) : -1
      }
    }
    return code == 0
      ? String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self) : ""
  }

  /// The addresses of a host. Blocks on the network unless `onlyNumeric`, which finds nothing for a name.
  static func resolve(_ host: String, _ port: UInt16, onlyNumeric: Bool) throws(LookupFailure)
    -> [NetworkAddress]
  {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = AI_NUMERICSERV | (onlyNumeric ? AI_NUMERICHOST : AI_ADDRCONFIG)
    var list: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, "\(port)", &hints, &list)
    guard code == 0 else { throw LookupFailure(reason: String(cString: gai_strerror(code))) }
    defer { freeaddrinfo(list) }
    var addresses: [NetworkAddress] = []
    var next = list
    while let info = next {
      if let address = NetworkAddress(info.pointee) { addresses.append(address) }
      next = info.pointee.ai_next
    }
    return addresses
  }
}

/// A host has no address, in the resolver's words.
struct LookupFailure: Error {
  let reason: String
}
