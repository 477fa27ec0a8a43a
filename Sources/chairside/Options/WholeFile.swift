import Glibc
import SystemClocks

/// Reads all bytes of a file.
enum WholeFile {
  /// The limit for a file written by hand, in bytes: a configuration, a script, a scenario.
  static let handwritten = 1 << 22
  /// The limit for a table of vitals, in bytes: months with a row a second.
  static let table = 1 << 30
  /// How long to wait for a pipe that gives nothing.
  private static let patienceMilliseconds: Int64 = 10_000

  /// - Parameter most: refuses a file with more bytes, because some files never end.
  static func read(_ path: String, atMost most: Int = handwritten) throws(Failure) -> [UInt8] {
    // Without `O_NONBLOCK`, opening a pipe that nobody writes to would wait for ever.
    let fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard fd >= 0 else { throw Failure(.noInput, "\(path): \(reason())") }
    defer { close(fd) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    var limit = SystemClock.bootMilliseconds + patienceMilliseconds
    while true {
      try wait(for: fd, path, until: limit)
      let count = chunk.withUnsafeMutableBytes { Glibc.read(fd, $0.baseAddress, $0.count) }
      if count > 0 {
        limit = SystemClock.bootMilliseconds + patienceMilliseconds
        bytes += chunk[..<count]
      } else if count == 0 {
        return bytes
      } else if errno != EINTR && errno != EAGAIN {
        throw Failure(errno == EISDIR ? .noInput : .inputOutput, "\(path): \(reason())")
      }
      guard bytes.count <= most else {
        throw Failure(.badInput, "\(path): more than \(most) bytes: that is no such file")
      }
    }
  }

  /// Waits until there is something to read; an ordinary file never waits.
  private static func wait(for fd: Int32, _ path: String, until limit: Int64) throws(Failure) {
    var polled = pollfd(fd: fd, events: Int16(POLLIN), revents: 0)
    let left = limit - SystemClock.bootMilliseconds
    if left > 0 {
      let end = KernelWait.ofThisMachine.wait(for: &polled, milliseconds: Int32(clamping: left))
      if end != .nothing { return }
    }
    guard SystemClock.bootMilliseconds >= limit else { return }
    throw Failure(.inputOutput, "\(path): nothing comes from it")
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether the path exists. One in a folder that may not be read counts as existing.
  static func isThere(_ path: String) -> Bool { exists(path) || (errno != ENOENT && errno != ENOTDIR) }

  static func isFolder(_ path: String) -> Bool {
    var information = stat()
    return stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFDIR
  }

  private static func reason() -> String { String(cString: strerror(errno)) }
}
