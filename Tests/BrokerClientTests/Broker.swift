import Foundation
import Glibc
import Testing

/// A real Mosquitto on a port of this machine, with a folder for what it needs; gone when this is.
final class Broker {
  let port: Int
  let folder: String
  private var process: Process?

  static let program: String? = ["/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto", "/usr/bin/mosquitto"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }
  static let isInstalled = program != nil
  /// Beside all other tests a broker is now and then not reached for minutes, and then everybody waits.
  static let isAskedFor = getenv("CHAIRSIDE_BROKER") != nil

  /// - Parameter settings: lines of `mosquitto.conf` behind the listener; `FOLDER` is the broker's.
  init(_ settings: String = "allow_anonymous true", files: [String: String] = [:]) throws {
    folder = FileManager.default.temporaryDirectory.path + "/chairside-broker-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let free = try #require(Loopback.bound())
    close(free.descriptor)
    port = free.port
    for (name, text) in files { try write(text, to: name) }
    // As root it would become another user, who cannot read this folder.
    let user = getuid() == 0 ? "user root\n" : ""
    try write(
      "\(user)listener \(port) 127.0.0.1\n" + settings.replacing("FOLDER", with: folder) + "\n",
      to: "mosquitto.conf")
  }

  deinit {
    stop()
    try? FileManager.default.removeItem(atPath: folder)
  }

  func write(_ text: String, to name: String) throws {
    try text.write(toFile: "\(folder)/\(name)", atomically: false, encoding: .utf8)
    chmod("\(folder)/\(name)", 0o600)
  }

  /// Starts it, and waits until it listens.
  func start() throws {
    let process = Process()
    process.executableURL = URL(filePath: Self.program ?? "")
    process.arguments = ["-c", "\(folder)/mosquitto.conf"]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    self.process = process
    for _ in 0..<500 {
      if Self.isListening(port) { return }
      usleep(10_000)
    }
  }

  /// Kills it: it says goodbye to nobody.
  func stop() {
    guard let process, process.isRunning else { return }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// Runs a program that prepares what the broker needs, such as its certificates.
  func run(_ program: String, _ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments.map { $0.replacing("FOLDER", with: folder) }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
  }

  // MARK: Ports

  private static func isListening(_ port: Int) -> Bool {
    guard let socket = Loopback.call(port) else { return false }
    close(socket)
    return true
  }
}

enum Loopback {
  static func address(port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }

  static func with(_ address: inout sockaddr_in, _ call: (UnsafePointer<sockaddr>) -> Int32) -> Int32 {
    withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { call($0) }
    }
  }

  /// A socket at a port of this machine that nobody else has.
  static func bound() -> (descriptor: Int32, port: Int)? {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = address(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    guard with(&address, { bind(socket, $0, length) }) == 0 else { return nil }
    _ = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(socket, $0, &length) }
    }
    return (socket, Int(UInt16(bigEndian: address.sin_port)))
  }

  /// A connection to a port of this machine; nil where nobody listens.
  static func call(_ port: Int) -> Int32? {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = address(port: port)
    let code = with(&address) { connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
    if code == 0 { return socket }
    close(socket)
    return nil
  }
}
