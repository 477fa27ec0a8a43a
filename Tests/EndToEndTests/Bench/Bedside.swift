import CLinux
import Glibc

/// The chair's terminal, with somebody at it who reads the screen and types.
final class ChairTerminal {
  private var master: Int32
  private let slave: Int32
  private let name: String
  private var screen: ScreenText

  init?(columns: Int = 100, rows: Int = 30) {
    master = cl_pty_master()
    guard master >= 0, let found = cl_ptsname(master) else { return nil }
    name = String(cString: found)
    slave = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    guard slave >= 0, ioctl(slave, UInt(TIOCSWINSZ), &size) == 0 else { return nil }
    screen = ScreenText(columns: columns, rows: rows)
  }

  deinit {
    hangUp()
    close(slave)
  }

  /// Starts the program here.
  func start(_ arguments: [String], environment: [String: String] = [:]) -> RunningProgram? {
    let here = OpenedAs.path(name, flags: O_RDWR)
    return Program.start(arguments, standard: [here, here, here], environment: environment)
  }

  /// What is on the screen now.
  var text: String {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    while master >= 0 {
      let count = read(master, &bytes, bytes.count)
      guard count > 0 else { break }
      screen.feed(bytes[..<count])
    }
    return screen.text
  }

  func type(_ keys: String) { _ = write(master, keys, keys.utf8.count) }

  /// Whether all of these stand on the screen before long.
  func shows(_ texts: String...) async -> Bool {
    await eventually {
      let text = self.text
      return texts.allSatisfy { text.contains($0) }
    }
  }

  /// Waits for a question and answers it.
  func answer(_ question: String, _ keys: String) async -> Bool {
    guard await shows(question) else { return false }
    type(keys)
    return true
  }

  /// Whether lines are edited and echoed, as a shell wants it.
  var isSane: Bool {
    var modes = termios()
    tcgetattr(slave, &modes)
    return modes.c_lflag & tcflag_t(ICANON | ECHO) == tcflag_t(ICANON | ECHO)
  }

  /// The cable is pulled.
  func hangUp() {
    if master >= 0 { close(master) }
    master = -1
  }
}

/// A serial device's end of a pseudo-terminal; the program finds it by a link, as udev gives one.
final class PluggedDevice {
  private let master: Int32
  private let slave: Int32
  private let link: String

  /// Plugs it in at `link`.
  init?(at link: String) {
    master = cl_pty_master()
    guard master >= 0, let found = cl_ptsname(master) else { return nil }
    let name = String(cString: found)
    slave = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
    self.link = link
    guard slave >= 0, symlink(name, link) == 0 else { return nil }
  }

  deinit { close(slave); close(master) }

  func say(_ line: String) { _ = write(master, line + "\n", line.utf8.count + 1) }

  /// Takes the name away; the line hangs up when this is let go.
  func unplug() { unlink(link) }
}
