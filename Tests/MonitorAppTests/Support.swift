import CLinux
import Glibc
import InfusionCore
import MonitorApp
import Quantities
import SessionJournal

func ms(_ count: Int64) -> SessionTime { SessionTime(milliseconds: count) }

func ascii(_ text: String) -> [UInt8] { Array(text.utf8) }

/// A folder that is gone after the test, with whatever is in it.
final class Scratch {
  let path: String

  init?() {
    var template = Array("/tmp/chairside-app-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { return nil }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    for name in names { unlink("\(path)/\(name)") }
    rmdir(path)
  }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  var names: [String] { Disk.names(in: path)?.sorted() ?? [] }

  func text(_ name: String) -> String {
    let fd = open(file(name), O_RDONLY | O_CLOEXEC)
    defer { close(fd) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = read(fd, &bytes, bytes.count)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }

  @discardableResult func write(_ text: String, to name: String) -> String {
    let fd = open(file(name), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    _ = Glibc.write(fd, text, text.utf8.count)
    close(fd)
    return file(name)
  }

  func link(_ name: String, to target: String) { symlink(target, file(name)) }
}

/// The other end of a serial cable.
final class FakeDevice {
  let path: String
  private var master: Int32

  init?() {
    master = cl_pty_master()
    guard master >= 0, let name = cl_ptsname(master) else { return nil }
    path = String(cString: name)
  }

  deinit { unplug() }

  func unplug() {
    if master >= 0 { close(master) }
    master = -1
  }

  func say(_ bytes: [UInt8]) { _ = write(master, bytes, bytes.count) }

  /// What was said to it within two seconds.
  func hears() -> [UInt8] {
    var polled = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&polled, 1, 2000) > 0 else { return [] }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = read(master, &buffer, buffer.count)
    return Array(buffer.prefix(max(0, count)))
  }
}
