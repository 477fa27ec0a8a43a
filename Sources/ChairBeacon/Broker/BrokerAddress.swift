/// Where a broker listens: `mqtts://HOST[:PORT]`, or `mqtt://` in plain text.
public struct BrokerAddress: Hashable, Sendable, CustomStringConvertible {
  public let host: String
  public let port: Int
  public let isEncrypted: Bool

  /// The ports that are registered for MQTT with TLS and without.
  private static let ports = (encrypted: 8883, plain: 1883)

  public init(_ text: String) throws(BrokerAddressError) {
    let secure = "mqtts://"
    let plain = "mqtt://"
    isEncrypted = text.hasPrefix(secure)
    guard isEncrypted || text.hasPrefix(plain) else { throw .scheme(text) }
    let rest = text.dropFirst(isEncrypted ? secure.count : plain.count)
    guard !rest.contains("@") else { throw .loginInAddress }
    // An address of IPv6 stands in brackets, since it has colons of its own.
    let end = rest.first == "[" ? rest.firstIndex(of: "]").map(rest.index(after:)) : rest.firstIndex(of: ":")
    let name = rest[..<(end ?? rest.endIndex)]
    host = name.hasPrefix("[") ? String(name.dropFirst().dropLast()) : String(name)
    guard !host.isEmpty, host.unicodeScalars.allSatisfy(Self.mayStandInHost) else { throw .host(text) }
    let colonAndPort = rest[(end ?? rest.endIndex)...]
    guard !colonAndPort.isEmpty else {
      port = isEncrypted ? Self.ports.encrypted : Self.ports.plain
      return
    }
    guard colonAndPort.first == ":", let number = Int(colonAndPort.dropFirst()), (1...65_535).contains(number)
    else { throw .port(text) }
    port = number
  }

  private static func mayStandInHost(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII
      && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        || ".-:%_".unicodeScalars.contains(scalar))
  }

  /// Whether messages to it stay on this machine.
  public var isLoopback: Bool {
    host == "localhost" || host == "::1"
      || host.hasPrefix("127.")
        && host.utf8.allSatisfy { $0 == UInt8(ascii: ".") || (0x30...0x39).contains($0) }
  }

  public var description: String {
    "\(isEncrypted ? "mqtts" : "mqtt")://\(host.contains(":") ? "[\(host)]" : host):\(port)"
  }
}

/// What is wrong with a broker's address.
public enum BrokerAddressError: Error, Hashable, Sendable {
  case scheme(String)
  case host(String)
  case port(String)
  /// A password on a command line can be read by everybody on the machine.
  case loginInAddress

  public var sentence: String {
    switch self {
    case .scheme(let text): "a broker is mqtts://HOST, or mqtt://HOST in plain text, not '\(text)'"
    case .host(let text): "'\(text)' names no host"
    case .port(let text): "the port in '\(text)' is none from 1 to 65535"
    case .loginInAddress: "user and password do not belong into the address: name their file with --login"
    }
  }
}
