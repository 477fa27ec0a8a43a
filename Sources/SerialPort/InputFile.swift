import Glibc

/// Opens what is read once, to its end.
enum InputFile {
  /// A file or named pipe. Opening a pipe that nobody writes to yet does not wait.
  static func open(_ path: String) throws(PortLoss) -> Int32 {
    let fd = Glibc.open(path, O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
    if fd < 0 { throw PortLoss(opening: errno) }
    return fd
  }

  /// Standard input. O_NONBLOCK would be set on the shell's own open file, and would stay when we are gone;
  /// so a terminal, which others read too, is opened again, and everything else is read only when poll says
  /// that it can be.
  static func standardInput(_ shared: Int32 = STDIN_FILENO) throws(PortLoss) -> Int32 {
    if isatty(shared) == 1 { return try open("/proc/self/fd/\(shared)") }
    let fd = fcntl(shared, F_DUPFD_CLOEXEC, 3)
    if fd < 0 { throw PortLoss(opening: errno) }
    return fd
  }
}
