import Glibc

/// One end of a connection, in a test's hands. A closed one has nothing to say.
struct Wire {
  private(set) var fd: Int32

  init(_ fd: Int32) { self.fd = fd }

  /// Says as much of this as the line takes; how much that was.
  func say(_ bytes: [UInt8]) -> Int { max(0, write(fd, bytes, bytes.count)) }

  /// What comes next; empty at the end, or when nothing comes.
  func heard() -> [UInt8] {
    guard isReadable(fd) else { return [] }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = read(fd, &buffer, buffer.count)
    return Array(buffer.prefix(max(0, count)))
  }

  /// Waits for so many bytes; fewer at the end, or once nothing more comes.
  func heard(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count, isReadable(fd) {
      var chunk = [UInt8](repeating: 0, count: count - bytes.count)
      let got = read(fd, &chunk, chunk.count)
      guard got > 0 else { break }
      bytes += chunk[..<got]
    }
    return bytes
  }

  mutating func hangUp() {
    if fd >= 0 { close(fd) }
    fd = -1
  }
}

/// Whether there is something to read, now or before patience ends.
public func isReadable(_ fd: Int32, within milliseconds: Int64 = Patience.milliseconds) -> Bool {
  var polled = pollfd(fd: fd, events: Int16(POLLIN), revents: 0)
  return poll(&polled, 1, Int32(milliseconds)) > 0
}
