import CLinux
import Glibc
import SystemClocks

@testable import StationKeeper

/// A place to keep stations in: shell scripts instead of monitors, a terminal of our own, signals through a
/// pipe.
final class Ward {
  let folder: String
  private let master: Int32
  private let slave: Int32
  private let signals: Int32

  init?() {
    var template = Array("/tmp/chairside-keeper-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { return nil }
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    master = cl_pty_master()
    guard master >= 0, let name = cl_ptsname(master) else { return nil }
    slave = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard slave >= 0, mkfifo("\(folder)/signals", 0o600) == 0 else { return nil }
    signals = open("\(folder)/signals", O_RDWR | O_NONBLOCK | O_CLOEXEC)
  }

  deinit {
    for fd in [master, slave, signals] { close(fd) }
    for name in ["signals", "log"] { unlink("\(folder)/\(name)") }
    rmdir(folder)
  }

  /// What the stations wrote with `log`, a line each.
  var log: [String] {
    let fd = open("\(folder)/log", O_RDONLY | O_CLOEXEC)
    defer { close(fd) }
    return Self.text(fd).split(separator: "\n").map(String.init)
  }

  /// What was written to the terminal: up to this text, unless nothing comes for two seconds.
  func written(until end: String) -> String {
    var text = Self.text(master)
    var polled = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    while !text.hasSuffix(end), poll(&polled, 1, 2000) > 0 { text += Self.text(master) }
    return text
  }

  /// Whether the terminal echoes and takes whole lines.
  var terminalIsSane: Bool {
    var modes = termios()
    tcgetattr(slave, &modes)
    return modes.c_lflag & tcflag_t(ICANON | ECHO) == tcflag_t(ICANON | ECHO)
  }

  /// Keeps stations that run this script, until they are done. The script has: `say i`, a word to the keeper;
  /// `hold`, what it has in hand; `tell`, how many entries it told; `log`; `signal 15`, as if the keeper got
  /// one; `raw`, what curses does to a terminal; `$CHAIRSIDE_STATION`.
  func keep(
    _ script: String, type: String = "xterm-256color", kernel: KernelWait = .ofThisMachine
  ) -> (status: Int32, complaints: String) {
    var complaints = ""
    let source = Keeper.Signals(
      descriptor: signals,
      read: { [signals] in
        var byte: UInt8 = 0
        return read(signals, &byte, 1) == 1 ? Int32(byte) : 0
      })
    let terminal = KeptTerminal(slave, type: type)
    let command = StationCommand(executable: "/bin/sh", arguments: ["sh", "-c", vocabulary + script])
    var keeper = Keeper(
      command, terminal: terminal, signals: source, complain: { complaints += $0 },
      kernel: kernel)
    return (keeper.run(), complaints)
  }

  private var vocabulary: String {
    """
    words=${CHAIRSIDE_STATION#*words=}; words=${words%% *}; terminal=$(readlink /proc/\(getpid())/fd/\(slave))
    note=${CHAIRSIDE_STATION#*note=}; note=${note%% *}
    hold() { echo "$1" | dd of=/proc/$$/fd/$note conv=notrunc 2> /dev/null; }
    tell() { echo "$1" | dd of=/proc/$$/fd/$note bs=1 seek=1024 conv=notrunc 2> /dev/null; }
    say() { printf "$1" > /proc/$$/fd/$words; }
    log() { echo "$1" >> \(folder)/log; }
    signal() { printf "\\\\$(printf %o $1)" > \(folder)/signals; }
    raw() { stty raw -echo < $terminal; }

    """
  }

  private static func text(_ fd: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(fd, &bytes, bytes.count)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }
}
