import Glibc
import SystemClocks

/// The terminal as it was before the station touched it.
struct KeptTerminal {
  private let fd: Int32
  private let modes: termios
  private let leaving: String

  /// nil where this descriptor is no terminal.
  init?(_ fd: Int32, type: String?) {
    var modes = termios()
    guard fd >= 0, tcgetattr(fd, &modes) == 0 else { return nil }
    self.fd = fd
    self.modes = modes
    leaving = Self.leaving(type ?? "")
  }

  /// The terminal of this process: the first of standard output, input and error that is one, else /dev/tty.
  static func ofThisProcess() -> KeptTerminal? {
    let type = getenv("TERM").map { String(cString: $0) }
    for fd in [STDOUT_FILENO, STDIN_FILENO, STDERR_FILENO] {
      if let terminal = KeptTerminal(fd, type: type) { return terminal }
    }
    return KeptTerminal(open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC), type: type)
  }

  /// Restores the line modes: echo, whole lines, Ctrl-C. Returns whether they had been changed.
  @discardableResult func restoreModes() -> Bool {
    var now = termios()
    guard tcgetattr(fd, &now) == 0 else { return false }
    var before = modes
    guard now.c_lflag != before.c_lflag || now.c_iflag != before.c_iflag || now.c_oflag != before.c_oflag
    else {
      return false
    }
    tcsetattr(fd, TCSANOW, &before)
    return true
  }

  /// Leaves the screen that a dead station has left standing. Does not wait for a terminal that accepts
  /// nothing (Ctrl-S, a pulled cable).
  func leaveScreen() {
    tcflush(fd, TCOFLUSH)
    var polled = pollfd(fd: fd, events: Int16(POLLOUT), revents: 0)
    guard KernelWait.ofThisMachine.wait(for: &polled, milliseconds: 100) == .ready,
      polled.revents & Int16(POLLOUT) != 0
    else { return }
    _ = write(fd, leaving, leaving.utf8.count)
  }

  /// In this order: mouse and paste reports off, keys normal, scrolling region whole, cursor on, colours off,
  /// and last the ordinary screen with the cursor where it was. These are the plain sequences of xterm and of
  /// all that call themselves like it; asking terminfo would bring the curses library into a process that has
  /// to stay small.
  private static func leaving(_ type: String) -> String {
    let reports = "\u{1B}[?1000l\u{1B}[?1002l\u{1B}[?1006l\u{1B}[?2004l"
    let plain = "\u{1B}[?1l\u{1B}>\u{1B}[r\u{1B}[?25h\u{1B}[0m"
    switch type.split(separator: "-").first ?? "" {
    case "", "dumb", "unknown", "cons25", "wyse50", "wyse60", "tvi920": return "\n"
    case "linux", "vt100", "vt102", "vt220", "vt320", "ansi": return plain + "\u{1B}[999;1H\n"
    default: return reports + plain + "\u{1B}[?1049l"
    }
  }
}
