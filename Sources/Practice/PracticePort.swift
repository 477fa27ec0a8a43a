import CLinux
import Glibc
import SystemClocks

/// A serial cable: a pseudo-terminal that a host may open, close and open again.
///
/// Unplugging hangs up on the host, as a USB adapter does when it is pulled out. Plugged in again, the port
/// has another number, and the link, if there is one, leads to it.
final class PracticePort: PracticeCable {
  let name: String
  /// Where a host finds it: the link; without one the pseudo-terminal itself.
  private(set) var path = ""
  private let link: String?
  private var master: Int32 = -1

  init(name: String, linkFolder: String?) {
    self.name = name
    link = linkFolder.map { "\($0)/\(name)" }
  }

  deinit { unplug() }

  func plugIn() throws(PracticeFailure) {
    guard master < 0 else { return }
    master = cl_pty_master()
    guard master >= 0, let slave = cl_ptsname(master).map({ String(cString: $0) }) else {
      throw .noTerminal(String(cString: strerror(errno)))
    }
    makeRaw(slave)
    path = slave
    guard let link else { return }
    try point(link, to: slave)
    path = link
  }

  func unplug() {
    guard master >= 0 else { return }
    // The link goes first, so that a host that looks for the port does not find another one by its number.
    if let link { unlink(link) }
    close(master)
    master = -1
  }

  /// The descriptor to poll if a host has the port open; else -1, because a hang-up would wake poll for ever.
  var fd: Int32 { isOpenAtHost ? master : -1 }

  private var isOpenAtHost: Bool {
    guard master >= 0 else { return false }
    var polled = pollfd(fd: master, events: 0, revents: 0)
    _ = KernelWait.ofThisMachine.wait(for: &polled, milliseconds: 0)
    return polled.revents & Int16(POLLHUP) == 0
  }

  func read() -> [UInt8] {
    guard master >= 0 else { return [] }
    var chunk = [UInt8](repeating: 0, count: 4096)
    let count = Glibc.read(master, &chunk, chunk.count)
    return Array(chunk.prefix(max(0, count)))
  }

  func write(_ bytes: [UInt8]) {
    guard isOpenAtHost else { return }
    _ = bytes.withUnsafeBytes { Glibc.write(master, $0.baseAddress, $0.count) }
  }
}

extension PracticePort {
  /// Turns echo and translation off, as on a serial line. Opening and closing it here also makes the kernel
  /// report from now on whether a host has it open.
  private func makeRaw(_ slave: String) {
    let fd = open(slave, O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard fd >= 0 else { return }
    defer { close(fd) }
    var line = termios()
    guard tcgetattr(fd, &line) == 0 else { return }
    cfmakeraw(&line)
    tcsetattr(fd, TCSANOW, &line)
  }

  /// Puts the link there at once, replacing one of an earlier run; leaves anything else of that name alone.
  private func point(_ link: String, to slave: String) throws(PracticeFailure) {
    var there = stat()
    if lstat(link, &there) == 0, there.st_mode & S_IFMT != S_IFLNK { throw .notALink(link) }
    let new = "\(link).new"
    unlink(new)
    guard symlink(slave, new) == 0, rename(new, link) == 0 else {
      throw .noLink(link, String(cString: strerror(errno)))
    }
  }
}
