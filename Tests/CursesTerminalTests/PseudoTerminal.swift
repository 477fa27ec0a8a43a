import CLinux
import Glibc
import TextScreen

/// A pseudo-terminal: the program's end, and the end a test reads and types at.
final class PseudoTerminal {
  private(set) var master: Int32
  let slave: Int32

  init?(columns: Int = 80, rows: Int = 24) {
    let master = cl_pty_master()
    guard master >= 0, let name = cl_ptsname(master) else { return nil }
    let slave = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard slave >= 0 else { return nil }
    self.master = master
    self.slave = slave
    resize(columns: columns, rows: rows)
  }

  deinit {
    if master >= 0 { close(master) }
    close(slave)
  }

  func resize(columns: Int, rows: Int) {
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(slave, UInt(TIOCSWINSZ), &size)
  }

  /// The cable is pulled.
  func hangUp() {
    close(master)
    master = -1
  }

  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(master, bytes, bytes.count)
  }

  /// What the program has written so far.
  func output() -> String {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(master, &buffer, buffer.count)
      guard count > 0 else { break }
      all += buffer.prefix(count)
    }
    return String(decoding: all, as: UTF8.self)
  }

  var settings: termios {
    var found = termios()
    tcgetattr(slave, &found)
    return found
  }
}
