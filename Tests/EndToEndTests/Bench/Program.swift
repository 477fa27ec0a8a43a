import Glibc
import TestBench

/// The program itself, as it was built beside these tests.
enum Program {
  static let path: String = {
    var bytes = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &bytes, bytes.count)
    let own = String(decoding: bytes.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return own.prefix { _ in true }.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/") + "/chairside"
  }()

  /// Starts it in a session of its own. The first descriptor that is a terminal becomes its controlling one.
  ///
  /// - Parameters:
  ///   - standard: what are its descriptors 0, 1 and 2.
  ///   - program: what to start; a shell that starts ours if something has to be prepared.
  static func start(
    _ arguments: [String], standard: [OpenedAs], environment: [String: String] = [:], program: String = path
  ) -> RunningProgram? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (number, how) in standard.enumerated() { how.add(to: &actions, as: Int32(number)) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF) | ownSession)
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    var variables = plain.merging(environment) { $1 }.map { strdup("\($0)=\($1)") } + [nil]
    defer { for word in words + variables { free(word) } }
    var process = pid_t()
    let code = posix_spawn(&process, program, &actions, &attributes, &words, &variables)
    return code == 0 ? RunningProgram(process) : nil
  }

  /// POSIX_SPAWN_SETSID, which the C library shows to GNU programs only.
  private static let ownSession: Int16 = 0x80

  private static let plain = [
    "HOME": "/nonexistent", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "TERM": "xterm-256color",
    "SWIFT_BACKTRACE": "enable=no",
    // Whatever this machine is configured for is not what is tested.
    "CHAIRSIDE_MACHINE_CONFIG": "/nonexistent",
    // No key is made but where a test wants one.
    "CHAIRSIDE_KEY": "none",
  ]
}

/// Where a descriptor of the program comes from.
enum OpenedAs {
  case path(String, flags: Int32)
  case descriptor(Int32)

  fileprivate func add(to actions: inout posix_spawn_file_actions_t, as number: Int32) {
    switch self {
    case .path(let path, let flags): posix_spawn_file_actions_addopen(&actions, number, path, flags, 0o600)
    case .descriptor(let fd): posix_spawn_file_actions_adddup2(&actions, fd, number)
    }
  }
}

/// A started program. It is killed when nobody holds this any more.
final class RunningProgram {
  let process: pid_t
  private var status: Int32?

  init(_ process: pid_t) { self.process = process }

  deinit {
    guard status == nil else { return }
    let stations = children
    for one in [process] + stations { kill(one, SIGKILL) }
    waitpid(process, &status0, 0)
  }

  private var status0: Int32 = 0

  /// What it was started as: the keeper of a station, say.
  var children: [pid_t] {
    let text = TextFile.read("/proc/\(process)/task/\(process)/children") ?? ""
    return text.split(separator: " ").compactMap { pid_t($0) }
  }

  /// The exit status as a shell has it, 128 + signal for a killed one; nil while it runs.
  var exitStatus: Int32? {
    if let status { return status }
    var raw: Int32 = 0
    guard waitpid(process, &raw, WNOHANG) == process else { return nil }
    status = raw & 0x7F == 0 ? (raw >> 8) & 0xFF : 128 + (raw & 0x7F)
    return status
  }

  func send(_ signal: Int32) { kill(process, signal) }
}

/// Whether something becomes true before patience ends.
///
/// The suite's thread itself sleeps meanwhile. A sleeping task is woken by the threads on which all other
/// tests compute, and by then a message of some seconds may have come and gone.
func eventually(_ condition: () throws -> Bool) async rethrows -> Bool {
  let limit = ContinuousClock.now + .milliseconds(Patience.milliseconds)
  while try !condition() {
    guard ContinuousClock.now < limit else { return false }
    usleep(10_000)
  }
  return true
}

/// Small files, whole.
enum TextFile {
  static func read(_ path: String) -> String? {
    let fd = open(path, O_RDONLY | O_CLOEXEC)
    guard fd >= 0 else { return nil }
    defer { close(fd) }
    var all: [UInt8] = []
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(fd, &bytes, bytes.count)
      guard count > 0 else { return String(decoding: all, as: UTF8.self) }
      all += bytes[..<count]
    }
  }

  static func write(_ text: String, to path: String) { put(text, path, O_TRUNC) }

  static func append(_ text: String, to path: String) { put(text, path, O_APPEND) }

  private static func put(_ text: String, _ path: String, _ how: Int32) {
    let fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | how, 0o600)
    guard fd >= 0 else { return }
    defer { close(fd) }
    _ = Glibc.write(fd, text, text.utf8.count)
  }
}
