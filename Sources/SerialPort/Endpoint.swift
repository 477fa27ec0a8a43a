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

  /// Reads a WHERE: `/dev/ttyUSB0?baud=9600&parity=none`, `-`, `file:PATH`, `pty:PATH`, `tcp:HOST:PORT`.
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
    case "tcp": self = try Self.tcp(rest)
    default: throw .unknownScheme(scheme)
    }
  }

  /// Its end is the end of the data, not a fault: the device will not come back.
  public var isFinite: Bool {
    switch self {
    case .standardInput, .file: true
    case .serial, .pseudoTerminal, .tcp: false
    }
  }

  public var acceptsWrites: Bool { !isFinite }

  private static func path(_ text: String, _ scheme: String) throws(EndpointError) -> String {
    if text.isEmpty { throw .missingPath(scheme: scheme) }
    return text
  }

  private static func tcp(_ text: String) throws(EndpointError) -> Endpoint {
    guard let colon = text.lastIndex(of: ":") else { throw .badAddress(text) }
    var host = text[..<colon]
    if host.hasPrefix("[") && host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
    } else if host.contains(":") {
      throw .badAddress(text)  // An IPv6 address without brackets: which colon ends it is anybody's guess.
    }
    guard !host.isEmpty, let port = UInt16(text[text.index(after: colon)...]), port > 0 else {
      throw .badAddress(text)
    }
    return .tcp(host: String(host), port: port)
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
    case .tcp(let host, let port): host.contains(":") ? "tcp:[\(host)]:\(port)" : "tcp:\(host):\(port)"
    }
  }
}

/// Why a WHERE cannot be read, with the part that is wrong.
public enum EndpointError: Error, Hashable, Sendable {
  case empty
  /// Neither `file`, `pty` nor `tcp`, and not a path either.
  case unknownScheme(String)
  case missingPath(scheme: String)
  /// Not `HOST:PORT`.
  case badAddress(String)
  /// Not a line setting.
  case unknownSetting(String)
  case repeatedSetting(String)
  /// The setting is known, its value is not among `allowed`.
  case badValue(setting: String, value: String, allowed: [String])
}
