import Glibc

/// A terminal's line settings as they were found, to be put back by whoever is left alive.
public struct TerminalModes {
  private let found: termios

  /// Nil when `descriptor` is no terminal.
  public init?(of descriptor: Int32) {
    var settings = termios()
    guard tcgetattr(descriptor, &settings) == 0 else { return nil }
    found = settings
  }

  /// Puts the settings back. Never waits for output to drain (a stopped terminal never does) and is never
  /// stopped for being in the background.
  public func restore(on descriptor: Int32) { Self.apply(found, to: descriptor) }

  /// Every key at once, none echoed, Ctrl-C and Ctrl-Z as keys, and no flow control: a stray Ctrl-S must not
  /// freeze a patient's numbers.
  func makeRaw(on descriptor: Int32) {
    var raw = found
    raw.c_iflag &= ~tcflag_t(BRKINT | ICRNL | INLCR | IGNCR | INPCK | ISTRIP | IXON | PARMRK)
    raw.c_oflag |= tcflag_t(OPOST | ONLCR)
    raw.c_lflag &= ~tcflag_t(ECHO | ECHONL | ICANON | ISIG | IEXTEN)
    raw.c_cflag |= tcflag_t(CS8)
    withUnsafeMutableBytes(of: &raw.c_cc) { bytes in
      bytes[Int(VMIN)] = 1
      bytes[Int(VTIME)] = 0
    }
    Self.apply(raw, to: descriptor)
  }

  private static func apply(_ settings: termios, to descriptor: Int32) {
    var wanted = settings
    var stop = sigset_t()
    var before = sigset_t()
    sigemptyset(&stop)
    sigaddset(&stop, SIGTTOU)
    pthread_sigmask(SIG_BLOCK, &stop, &before)
    tcsetattr(descriptor, TCSANOW, &wanted)
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }
}
