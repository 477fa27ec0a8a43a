import CLinux
import Glibc

/// A process of ours, with a terminal or without.
struct Child {
  let pid: pid_t

  /// Starts a program with files as its input and output.
  static func start(_ path: String, _ arguments: [String], input: String, output: String) -> Child? {
    spawn(path, arguments, [(0, input, O_RDONLY), (1, output, O_WRONLY), (2, "/dev/null", O_WRONLY)])
  }

  /// Starts a program on a terminal, which becomes its controlling one.
  static func start(_ path: String, _ arguments: [String], on terminal: Pseudoterminal) -> Child? {
    spawn(path, arguments, (0...2).map { ($0, terminal.name, O_RDWR) })
  }

  func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    return status
  }

  /// Asks it to end, and after two seconds makes it.
  func end() {
    kill(pid, SIGTERM)
    var status: Int32 = 0
    for _ in 0..<200 {
      if waitpid(pid, &status, WNOHANG) != 0 { return }
      usleep(10_000)
    }
    kill(pid, SIGKILL)
    _ = wait()
  }

  private static func spawn(
    _ path: String, _ arguments: [String], _ files: [(fd: Int32, path: String, flags: Int32)]
  ) -> Child? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for file in files { posix_spawn_file_actions_addopen(&actions, file.fd, file.path, file.flags, 0) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, newSession)

    var words = ([path] + arguments).map { strdup($0) } + [nil]
    var environment = environment.map { strdup($0) } + [nil]
    defer { for text in words + environment { free(text) } }
    var pid = pid_t()
    return posix_spawn(&pid, path, &actions, &attributes, &words, &environment) == 0 ? Child(pid: pid) : nil
  }

  /// The same on every machine.
  private static let environment = ["TERM=xterm-256color", "LANG=C.UTF-8", "PATH=/usr/bin:/bin"]

  /// POSIX_SPAWN_SETSID, which Swift does not import.
  private static let newSession: Int16 = 0x80
}

/// Both ends of a pseudo-terminal; the program that is measured has the other.
final class Pseudoterminal {
  let master: Int32
  let name: String
  /// Held open, so that the line does not hang up before somebody opens it.
  private let slave: Int32

  init?(columns: UInt16 = 80, rows: UInt16 = 24, isRaw: Bool = false) {
    master = cl_pty_master()
    guard master >= 0, let name = cl_ptsname(master) else { return nil }
    self.name = String(cString: name)
    slave = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    guard slave >= 0, ioctl(master, UInt(TIOCSWINSZ), &size) == 0 else { return nil }
    if isRaw {
      var modes = termios()
      tcgetattr(slave, &modes)
      cfmakeraw(&modes)
      tcsetattr(slave, TCSANOW, &modes)
    }
  }

  deinit {
    close(slave)
    close(master)
  }

  /// What has been written to it; waits at most so long for the first byte.
  func read(withinMilliseconds patience: Int32) -> [UInt8] {
    var polled = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&polled, 1, patience) > 0 else { return [] }
    return [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, filled in
      filled = max(0, Glibc.read(master, buffer.baseAddress, 65_536))
    }
  }

  func write(_ bytes: [UInt8]) { _ = Glibc.write(master, bytes, bytes.count) }
}
