public import SerialSettings

/// Where a device's bytes come from: the WHERE of `--device KIND@WHERE`.
public enum Endpoint: Hashable, Sendable {
  /// A serial port by its path, which is looked up anew at each opening, so that a name below
  /// `/dev/serial/by-id` finds its device wherever it was plugged in again.
  case serial(path: String, LineSettings.Overrides)
  case standardInput
  /// A file or a named pipe, read once to its end.
  case file(path: String)
  /// A pseudo-terminal: like a serial port, without line settings.
  case pseudoTerminal(path: String)
  /// A serial device server.
  case tcp(host: String, port: UInt16)
  /// A device on a network that takes and sends messages, each by itself.
  case udp(host: String, port: UInt16)
  /// A port of this machine, where a monitor or a gateway calls: a `Listener` waits there.
  case listen(address: String, port: UInt16)

  /// A Bluetooth device that BlueZ knows, by its address in capitals.
  case bluetooth(address: String)

  /// Reads a WHERE: `/dev/ttyUSB0?baud=9600&parity=none`, `-`, `file:PATH`, `pty:PATH`, `tcp:HOST:PORT`,
  /// `udp:HOST:PORT`, `listen:[ADDRESS:]PORT`, `ble:C0:FF:EE:00:12:34`.
  public init(_ text: String) throws(EndpointError) {
    if text.isEmpty { throw .empty }
    if text == "-" {
      self = .standardInput
      return
    }
    // A path may hold colons (`/dev/serial/by-path/pci-0000:00:14.0-usb-0:1:1.0`); a scheme never holds a
    // slash.
    guard let colon = text.firstIndex(of: ":"), !text[..<colon].contains("/") else {
      self = try Self.serial(text)
      return
    }
    let scheme = String(text[..<colon])
    let rest = String(text[text.index(after: colon)...])
    switch scheme {
    case "file": self = .file(path: try Self.path(rest, scheme))
    case "pty": self = .pseudoTerminal(path: try Self.path(rest, scheme))
    case "tcp":
      let (host, port) = try Self.address(rest)
      self = .tcp(host: host, port: port)
    case "udp":
      let (host, port) = try Self.address(rest)
      self = .udp(host: host, port: port)
    case "listen": self = try Self.listen(rest)
    case "ble": self = try Self.bluetooth(rest)
    default: throw .unknownScheme(scheme)
    }
  }

  /// Whether the end of its data is its proper end and not a fault, since the device will not come back.
  public var isFinite: Bool {
    switch self {
    case .standardInput, .file: true
    case .serial, .pseudoTerminal, .tcp, .udp, .listen, .bluetooth: false
    }
  }

  public var acceptsWrites: Bool { !isFinite }

  private static func path(_ text: String, _ scheme: String) throws(EndpointError) -> String {
    if text.isEmpty { throw .missingPath(scheme: scheme) }
    return text
  }

  private static func address(_ text: String) throws(EndpointError) -> (host: String, port: UInt16) {
    guard let address = hostAndPort(text) else { throw .badAddress(text) }
    return address
  }

  private static func bluetooth(_ text: String) throws(EndpointError) -> Endpoint {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let areBytes = parts.allSatisfy { $0.utf8.count == 2 && $0.allSatisfy { $0.isASCII && $0.isHexDigit } }
    guard parts.count == 6, areBytes else { throw .badBluetoothAddress(text) }
    return .bluetooth(address: text.uppercased())
  }

  /// Without an address only this machine itself can call.
  private static func listen(_ text: String) throws(EndpointError) -> Endpoint {
    if let port = UInt16(text), port > 0 { return .listen(address: loopback, port: port) }
    guard let (host, port) = hostAndPort(text) else { throw .badListeningAddress(text) }
    let address = host == "localhost" ? loopback : host
    // Only an address in figures: a name would have to be looked up, and may be another machine's tomorrow.
    guard (try? NetworkAddress.resolve(address, port, onlyNumeric: true))?.first != nil else {
      throw .badListeningAddress(text)
    }
    return .listen(address: address, port: port)
  }

  private static let loopback = "127.0.0.1"

  private static func hostAndPort(_ text: String) -> (String, UInt16)? {
    guard let colon = text.lastIndex(of: ":") else { return nil }
    var host = text[..<colon]
    if host.hasPrefix("[") && host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
    } else if host.contains(":") {
      return nil  // An IPv6 address without brackets: which colon ends it is anybody's guess.
    }
    guard !host.isEmpty, let port = UInt16(text[text.index(after: colon)...]), port > 0 else { return nil }
    return (String(host), port)
  }
}

extension Endpoint: CustomStringConvertible {
  /// The WHERE again, without the line settings.
  public var description: String {
    switch self {
    case .serial(let path, _): path
    case .standardInput: "-"
    case .file(let path): "file:\(path)"
    case .pseudoTerminal(let path): "pty:\(path)"
    case .tcp(let host, let port): "tcp:\(Self.bracketed(host)):\(port)"
    case .udp(let host, let port): "udp:\(Self.bracketed(host)):\(port)"
    case .listen(let address, let port): "listen:\(Self.bracketed(address)):\(port)"
    case .bluetooth(let address): "ble:\(address)"
    }
  }

  private static func bracketed(_ host: String) -> String { host.contains(":") ? "[\(host)]" : host }
}

/// Why a WHERE cannot be read, with the part that is wrong.
public enum EndpointError: Error, Hashable, Sendable {
  case empty
  /// Neither `file`, `pty`, `tcp`, `udp`, `listen` nor `ble`, and not a path either.
  case unknownScheme(String)
  case missingPath(scheme: String)
  /// Not `HOST:PORT`.
  case badAddress(String)
  /// Neither `PORT` nor `ADDRESS:PORT`, with the address in figures.
  case badListeningAddress(String)
  /// Not six pairs of hexadecimal digits.
  case badBluetoothAddress(String)
  /// Not a line setting.
  case unknownSetting(String)
  case repeatedSetting(String)
  /// The setting is known, its value is not among `allowed`.
  case badValue(setting: String, value: String, allowed: [String])
}
