import Foundation
import Glibc
import Testing

/// A real Mosquitto on a port of this machine, with a folder for what it needs; gone when this is.
final class Broker {
  let port: Int
  let folder: String
  /// Holds the port while no broker listens there, since another test may ask for any port meanwhile.
  private let reserved: Int32
  private var process: pid_t?

  static let program: String? = ["/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto", "/usr/bin/mosquitto"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }
  static let isInstalled = program != nil

  /// Why there is no broker, with what it said itself.
  enum Trouble: Error {
    case notStarted(code: Int32)
    case ended(said: String)
    case neverListened(said: String)
  }

  /// - Parameter settings: lines of `mosquitto.conf` behind the listener; `FOLDER` is the broker's.
  init(_ settings: String = "allow_anonymous true", files: [String: String] = [:]) throws {
    folder = FileManager.default.temporaryDirectory.path + "/chairside-broker-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let free = try #require(Loopback.bound())
    reserved = free.descriptor
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
    close(reserved)
    try? FileManager.default.removeItem(atPath: folder)
  }

  func write(_ text: String, to name: String) throws {
    try text.write(toFile: "\(folder)/\(name)", atomically: false, encoding: .utf8)
    chmod("\(folder)/\(name)", 0o600)
  }

  /// Starts it, and waits until it listens, however busy the machine is.
  func start() throws {
    let process = try spawn(Self.program ?? "", ["-c", "\(folder)/mosquitto.conf"])
    self.process = process
    for _ in 0..<3000 {
      if waitpid(process, nil, WNOHANG) != 0 {
        self.process = nil
        throw Trouble.ended(said: said)
      }
      if Self.isListening(port) { return }
      usleep(10_000)
    }
    throw Trouble.neverListened(said: said)
  }

  /// Kills it without a goodbye to anybody.
  func stop() {
    guard let process else { return }
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
    self.process = nil
  }

  /// Runs a program that prepares what the broker needs, such as its certificates.
  func run(_ program: String, _ arguments: [String]) throws {
    waitpid(try spawn(program, arguments.map { $0.replacing("FOLDER", with: folder) }), nil, 0)
  }

  /// With what it says in a file.
  private func spawn(_ program: String, _ arguments: [String]) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, said(in: folder), O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process = pid_t()
    var variables: [UnsafeMutablePointer<CChar>?] = [nil]
    let code = posix_spawn(&process, program, &actions, nil, &words, &variables)
    guard code == 0 else { throw Trouble.notStarted(code: code) }
    return process
  }

  private func said(in folder: String) -> String { "\(folder)/said" }
  private var said: String { (try? String(contentsOfFile: said(in: folder), encoding: .utf8)) ?? "" }

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
    // Another socket with the same option may listen there while this one is only bound: a broker does.
    var yes: Int32 = 1
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
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
