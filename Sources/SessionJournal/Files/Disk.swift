import Glibc

/// Whole-file and folder calls, each retried when a signal interrupts it.
public enum Disk {
  public static func read(_ path: String) throws(SystemError) -> [UInt8] {
    let (descriptor, size) = try openFile(path)
    defer { close(descriptor) }
    return try read(descriptor, path, expecting: size)
  }

  /// The first bytes of an ordinary file, at most `count`.
  static func readHead(_ path: String, count: Int) throws(SystemError) -> [UInt8] {
    // O_NONBLOCK, so that a pipe somebody left there is not waited for.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw SystemError("open", path, code: errno) }
    defer { close(descriptor) }
    return try read(descriptor, path, expecting: count)
  }

  /// A file up to and with its first line feed; all of it where it has none.
  static func readFirstLine(_ path: String) throws(SystemError) -> [UInt8] {
    let (descriptor, size) = try openFile(path)
    defer { close(descriptor) }
    var line: [UInt8] = []
    while line.count < size {
      let piece = try read(descriptor, path, expecting: min(firstPieceBytes, size - line.count))
      guard let end = piece.firstIndex(of: 0x0A) else {
        if piece.isEmpty { return line }
        line += piece
        continue
      }
      return line + piece[...end]
    }
    return line
  }

  public static func size(of path: String) -> Int {
    var facts = stat()
    return stat(path, &facts) == 0 ? Int(facts.st_size) : 0
  }

  /// The last bytes of a file, at most `count`.
  public static func readTail(_ path: String, count: Int) throws(SystemError) -> [UInt8] {
    let (descriptor, size) = try openFile(path)
    defer { close(descriptor) }
    _ = lseek(descriptor, off_t(max(0, size - count)), SEEK_SET)
    return try read(descriptor, path, expecting: min(size, count))
  }

  /// Gives a file's bytes in pieces, in one buffer that serves for all of them. Returns what the
  /// kernel tells of it after the last.
  public static func readPieces(
    _ path: String, _ give: (UnsafeRawBufferPointer) -> Void
  ) throws(SystemError) -> FileFacts {
    try OpenFile(path).readPieces(give)
  }

  /// What the kernel tells of a file; nil where there is none to be asked.
  public static func facts(of path: String) -> FileFacts? {
    var facts = stat()
    return stat(path, &facts) == 0 ? FileFacts(facts) : nil
  }

  /// Most headers are shorter.
  private static let firstPieceBytes = 1 << 14

  /// Only an ordinary file: opening a FIFO waits for a writer, and the monitoring would wait with it.
  static func openFile(_ path: String) throws(SystemError) -> (descriptor: Int32, size: Int) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw SystemError("open", path, code: errno) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw SystemError("open", path, code: EINVAL)
    }
    return (descriptor, Int(facts.st_size))
  }

  private static func read(
    _ descriptor: Int32, _ path: String, expecting count: Int
  ) throws(SystemError) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: max(0, count)) { buffer, filled in
      while filled < count {
        let got = Glibc.read(descriptor, buffer.baseAddress?.advanced(by: filled), count - filled)
        if got > 0 { filled += got }
        if got == 0 { return }
        if got < 0 && errno != EINTR {
          failure = errno
          return
        }
      }
    }
    guard failure == 0 else { throw SystemError("read", path, code: failure) }
    return bytes
  }

  /// Writes all of the bytes; the `errno`, or 0.
  public static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno != EINTR { return errno }
      if count > 0 { done += count }
    }
    return 0
  }

  /// Puts a whole file in place, or leaves what was there.
  public static func write(_ bytes: [UInt8], asWhole path: String) throws(SystemError) {
    let temporary = "\(path).new"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw SystemError("open", temporary, code: errno) }
    var code = writeAll(bytes, to: descriptor)
    if code == 0 && fdatasync(descriptor) != 0 { code = errno }
    close(descriptor)
    if code == 0 && rename(temporary, path) != 0 { code = errno }
    if code != 0 {
      _ = unlink(temporary)
      throw SystemError("write", path, code: code)
    }
    synchronizeFolder(above(path))
  }

  /// Makes a folder and those above it that are missing, mode 0700; what is there already is left as it is.
  public static func makeFolders(_ path: String) throws(SystemError) {
    if mkdir(path, 0o700) == 0 { return synchronizeFolder(above(path)) }
    if errno == ENOENT, above(path) != path {
      try makeFolders(above(path))
      if mkdir(path, 0o700) == 0 { return synchronizeFolder(above(path)) }
    }
    guard errno == EEXIST else { throw SystemError("mkdir", path, code: errno) }
  }

  static func above(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Makes the names in a folder durable. Ignores the error of file systems that cannot do this.
  public static func synchronizeFolder(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = fsync(descriptor)
    close(descriptor)
  }

  /// Where a link points, unresolved; nil if it is not a link, or may not be read.
  static func linkTarget(_ path: String) -> String? {
    var bytes = [CChar](repeating: 0, count: 4096)
    let count = readlink(path, &bytes, bytes.count)
    guard count > 0 else { return nil }
    return String(decoding: bytes.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The names in a folder, unsorted; nil if it cannot be read, and `errno` says why.
  public static func names(in path: String) -> [String]? {
    guard let folder = opendir(path) else { return nil }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }
}
