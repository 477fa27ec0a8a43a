import Glibc
import SerialSettings

/// Opens terminal devices as byte channels.
enum SerialLine {
  /// A descriptor on the device, locked for this process, raw, with the given settings; or why not.
  /// - Parameter settings: nil for a pseudo-terminal, which has no line.
  static func open(_ path: String, _ settings: LineSettings?) throws(PortLoss) -> Int32 {
    let fd = Glibc.open(path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
    guard fd >= 0 else { throw PortLoss(opening: errno).naming(holderOf: path) }
    if let loss = claim(fd) ?? configure(fd, settings) {
      Glibc.close(fd)
      throw loss.naming(holderOf: path)
    }
    return fd
  }

  /// Gives the device back.
  static func close(_ fd: Int32) {
    // Closing waits up to 30 s for bytes that a stopped line still holds, unless they are thrown away.
    tcflush(fd, TCIOFLUSH)
    _ = ioctl(fd, UInt(TIOCNXCL))
    Glibc.close(fd)
  }

  /// Two programs on one device each get half of its bytes. Both locks are needed: TIOCEXCL keeps everybody
  /// out but root, flock keeps out those who ask for it, root too.
  private static func claim(_ fd: Int32) -> PortLoss? {
    guard isatty(fd) == 1 else { return .other("not a serial port") }
    guard flock(fd, LOCK_EX | LOCK_NB) == 0 else { return PortLoss(opening: errno) }
    // TIOCEXCL on a pseudo-terminal would outlive a crash of ours for as long as the other end is open.
    if isPseudoTerminal(fd) { return nil }
    return ioctl(fd, UInt(TIOCEXCL)) == 0 ? nil : PortLoss(opening: errno)
  }

  /// The major device numbers 136 to 143 are the slaves of pseudo-terminals (the kernel's list of devices).
  private static func isPseudoTerminal(_ fd: Int32) -> Bool {
    var status = stat()
    guard fstat(fd, &status) == 0 else { return false }
    return (136...143).contains(status.st_rdev >> 8 & 0xFFF)
  }

  private static func configure(_ fd: Int32, _ settings: LineSettings?) -> PortLoss? {
    var line = termios()
    guard tcgetattr(fd, &line) == 0 else { return PortLoss(opening: errno) }
    cfmakeraw(&line)
    line.c_cflag |= tcflag_t(CLOCAL | CREAD)
    if let settings { apply(settings, to: &line) }
    guard tcsetattr(fd, TCSANOW, &line) == 0 else { return PortLoss(opening: errno) }
    // The buffers hold what was said to another program, at another speed.
    tcflush(fd, TCIOFLUSH)
    return nil
  }

  private static func apply(_ settings: LineSettings, to line: inout termios) {
    cfsetspeed(&line, settings.baud.speed)
    line.c_cflag &= ~tcflag_t(CSIZE | PARENB | PARODD | CSTOPB) & ~tcflag_t(CRTSCTS)
    line.c_cflag |= tcflag_t(settings.dataBits == .seven ? CS7 : CS8)
    if settings.stopBits == .two { line.c_cflag |= tcflag_t(CSTOPB) }
    switch settings.parity {
    case .none: break
    case .even: line.c_cflag |= tcflag_t(PARENB)
    case .odd: line.c_cflag |= tcflag_t(PARENB | PARODD)
    }
    switch settings.flow {
    case .none: break
    case .xonxoff: line.c_iflag |= tcflag_t(IXON | IXOFF)
    case .rtscts: line.c_cflag |= tcflag_t(CRTSCTS)
    }
    // Damaged bytes come marked (`DamageFilter`) instead of passing as good ones: framing errors without
    // parity too.
    line.c_iflag &= ~tcflag_t(IGNPAR)
    line.c_iflag |= tcflag_t(INPCK | PARMRK)
  }
}

extension LineSettings.Baud {
  fileprivate var speed: speed_t {
    switch self {
    case .b4800: speed_t(B4800)
    case .b9600: speed_t(B9600)
    case .b19200: speed_t(B19200)
    case .b38400: speed_t(B38400)
    case .b57600: speed_t(B57600)
    case .b115200: speed_t(B115200)
    }
  }
}
