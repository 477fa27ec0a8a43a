import Glibc

/// A program that this test has started, and that is killed with it.
final class StartedProgram {
  private let process: pid_t
  private var hasEnded = false

  enum Trouble: Error { case notStarted(code: Int32) }

  /// - Parameters:
  ///   - file: what it says on both of its outputs is written there.
  ///   - environment: all that it has.
  init(_ program: String, _ arguments: [String], saying file: String, environment: [String] = []) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, file, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    var variables = environment.map { strdup($0) } + [nil]
    defer { for word in words + variables { free(word) } }
    var started = pid_t()
    let code = posix_spawn(&started, program, &actions, nil, &words, &variables)
    guard code == 0 else { throw Trouble.notStarted(code: code) }
    process = started
  }

  deinit {
    guard !hasEnded else { return }
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
  }

  /// Waits for its end: its exit status, or nil for one that a signal ended.
  func end(by signal: Int32? = nil) -> Int32? {
    if let signal { kill(process, signal) }
    var status: Int32 = 0
    waitpid(process, &status, 0)
    hasEnded = true
    return status & 0x7F == 0 ? status >> 8 & 0xFF : nil
  }
}

extension StartedProgram {
  /// `chairside` itself, as it was built beside these tests.
  static let chairside: String = {
    var bytes = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &bytes, bytes.count)
    let own = String(decoding: bytes.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return own.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
      + "/chairside"
  }()
}
