import Foundation
import Glibc
import TestBench

/// A message bus of this test alone (`dbus-daemon`), gone when this is.
final class PrivateBus {
  /// As a client is told it.
  var address: String { "unix:path=\(scratch.file("bus"))" }
  private let scratch = ScratchFolder()
  private var process: pid_t?

  static let program: String? = ["/usr/bin/dbus-daemon", "/bin/dbus-daemon"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }
  static let isInstalled = program != nil

  enum Trouble: Error {
    case notStarted(code: Int32)
    case neverListened(said: String)
  }

  /// Starts it, and waits until it tells its address, however busy the machine is. That its socket has a name
  /// is not enough: for a moment nobody listens there yet.
  init() throws {
    // Everybody may do everything: what a system's bus forbids is not what is tried here.
    let settings = """
      <busconfig><type>custom</type><listen>\(address)</listen><auth>EXTERNAL</auth>
      <policy context="default">
      <allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/>
      </policy>
      </busconfig>
      """
    let file = scratch.write(settings, to: "bus.conf")
    process = try spawn(
      Self.program ?? "", ["--nofork", "--nopidfile", "--print-address=1", "--config-file=\(file)"])
    for _ in 0..<3000 {
      if scratch.text("said").hasPrefix("unix:") { return }
      usleep(10_000)
    }
    throw Trouble.neverListened(said: scratch.text("said"))
  }

  deinit { stop() }

  /// Kills it: it says goodbye to nobody.
  func stop() {
    guard let process else { return }
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
    self.process = nil
  }

  private func spawn(_ program: String, _ arguments: [String]) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, scratch.file("said"), O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process = pid_t()
    var variables: [UnsafeMutablePointer<CChar>?] = [nil]
    let code = posix_spawn(&process, program, &actions, nil, &words, &variables)
    guard code == 0 else { throw Trouble.notStarted(code: code) }
    return process
  }
}
