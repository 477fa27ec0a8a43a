import Glibc

/// Reads single keys from standard input while that is this process's terminal; restores it at the end.
final class KeyTerminal {
  private var before = termios()

  /// Nil if standard input is no terminal, or belongs to another job: reading keys in the background would
  /// stop this process.
  init?() {
    guard isatty(STDIN_FILENO) == 1, tcgetpgrp(STDIN_FILENO) == getpgrp(),
      tcgetattr(STDIN_FILENO, &before) == 0
    else { return nil }
    var keys = before
    // Ctrl-C remains a signal.
    keys.c_lflag &= ~tcflag_t(ICANON | ECHO)
    guard tcsetattr(STDIN_FILENO, TCSANOW, &keys) == 0 else { return nil }
  }

  deinit { tcsetattr(STDIN_FILENO, TCSANOW, &before) }

  var fd: Int32 { STDIN_FILENO }

  /// The keys typed so far; nil once the terminal is gone.
  func read() -> [Character]? {
    var chunk = [UInt8](repeating: 0, count: 64)
    let count = Glibc.read(STDIN_FILENO, &chunk, chunk.count)
    guard count > 0 else { return count < 0 && errno == EINTR ? [] : nil }
    return chunk.prefix(count).map { Character(Unicode.Scalar($0)) }
  }
}
