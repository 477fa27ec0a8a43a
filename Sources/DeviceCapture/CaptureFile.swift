import Devices
import Glibc

/// One capture on disk. After the first failure nothing more is written to it.
final class CaptureFile {
  private let path: String
  private var descriptor: Int32 = -1
  private var pending: [UInt8]
  private var trouble: String?
  private var untilLook = 0

  /// Captures end before the record runs short of room: it warns at 100 MB.
  private static let roomBytes: UInt64 = 200_000_000
  private static let lookEveryBytes = 1 << 18
  /// Longer than any line of a capture.
  private static let tailBytes = 4096

  init(_ path: String, _ header: CaptureHeader) {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
    pending = []
    if descriptor < 0 {
      fail(errno)
    } else if cutUnfinishedLine() == 0 {
      // A resumed session continues its captures; this file is new.
      pending = CaptureText.header(header)
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  func append(_ text: [UInt8]) { if trouble == nil { pending += text } }

  /// Writes what waits; why nothing more is written, once.
  func write() -> String? {
    while trouble == nil, descriptor >= 0, !pending.isEmpty {
      if untilLook <= 0 { lookForRoom() }
      guard descriptor >= 0 else { break }
      let count = pending.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        pending.removeFirst(count)
        untilLook -= count
      } else if errno != EINTR {
        fail(errno)
      }
    }
    pending.removeAll(keepingCapacity: true)
    defer { trouble = trouble.map { _ in "" } }
    return trouble.flatMap {
      $0.isEmpty ? nil : "\(path): \($0); the bytes of this device are no longer captured"
    }
  }

  private func lookForRoom() {
    untilLook = Self.lookEveryBytes
    var facts = statvfs()
    guard fstatvfs(descriptor, &facts) == 0 else { return }
    if UInt64(facts.f_bavail) * UInt64(facts.f_frsize) < Self.roomBytes { stop("less than 200 MB of room") }
  }

  private func fail(_ code: Int32) { stop(String(cString: strerror(code))) }

  private func stop(_ why: String) {
    trouble = why
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
  }

  /// The file's size, without a last line that a power cut left unfinished.
  private func cutUnfinishedLine() -> off_t {
    let size = lseek(descriptor, 0, SEEK_END)
    guard size > 0 else { return 0 }
    let start = max(0, size - off_t(Self.tailBytes))
    var tail = [UInt8](repeating: 0, count: Int(size - start))
    let count = pread(descriptor, &tail, tail.count, start)
    guard count == tail.count else { return size }
    let whole = start + off_t(tail.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0)
    if whole < size { _ = ftruncate(descriptor, whole) }
    return whole
  }
}
