import Glibc

/// A segment on disk.
final class DiskFile: JournalFile {
  private let path: String
  private var descriptor: Int32

  /// Creates the file; it must not exist.
  init(creating path: String) throws(SystemError) {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw SystemError("open", path, code: errno) }
  }

  /// Opens a file to go on with it.
  init(appendingTo path: String) throws(SystemError) {
    self.path = path
    descriptor = open(path, O_RDWR | O_APPEND | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw SystemError("open", path, code: errno) }
  }

  deinit { close() }

  func append(_ bytes: ArraySlice<UInt8>) -> AppendOutcome {
    while true {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 { return .wrote(count) }
      if errno != EINTR { return .failed(errno) }
    }
  }

  func synchronize() -> Int32 { fdatasync(descriptor) == 0 ? 0 : errno }

  func truncate(to size: Int) -> Int32 { ftruncate(descriptor, off_t(size)) == 0 ? 0 : errno }

  func look() -> FileLook {
    var own = stat()
    guard fstat(descriptor, &own) == 0 else { return .unknown(errno) }
    guard own.st_nlink > 0 else { return .removed }
    var named = stat()
    guard lstat(path, &named) == 0 else { return errno == ENOENT ? .removed : .unknown(errno) }
    guard named.st_ino == own.st_ino, named.st_dev == own.st_dev else { return .replaced }
    return .itself(size: Int(own.st_size))
  }

  func read(_ count: Int, at place: Int) -> [UInt8]? {
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = pread(
          descriptor, buffer.baseAddress?.advanced(by: filled), count - filled, off_t(place + filled))
        if got == 0 { return }
        if got > 0 { filled += got }
        if got < 0 && errno != EINTR {
          failed = true
          return
        }
      }
    }
    return failed ? nil : bytes
  }

  func close() {
    guard descriptor >= 0 else { return }
    _ = Glibc.close(descriptor)
    descriptor = -1
  }
}
