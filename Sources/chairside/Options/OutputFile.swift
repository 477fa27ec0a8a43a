import Glibc

/// Writes a command's result to a file or to standard output.
enum OutputFile {
  /// - Parameter path: nil or `-` means standard output.
  static func write(_ bytes: [UInt8], to path: String?) throws(Failure) {
    guard let path, path != "-" else {
      guard put(bytes, STDOUT_FILENO) else { throw Failure(.inputOutput, "standard output: \(reason)") }
      return
    }
    let fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard fd >= 0 else { throw Failure(.cannotCreate, "\(path): \(reason)") }
    try fill(fd, path, with: bytes)
  }

  /// Makes a file that others may read, and its folder if that is missing.
  static func create(_ bytes: [UInt8], at path: String, overwriting: Bool) throws(Failure) {
    makeFolder(of: path)
    let flags = O_WRONLY | O_CREAT | O_CLOEXEC | (overwriting ? O_TRUNC : O_EXCL)
    let fd = open(path, flags, 0o644)
    guard fd >= 0 || errno != EEXIST else {
      throw Failure(.cannotCreate, "\(path): it is there already; --force overwrites it")
    }
    guard fd >= 0 else { throw Failure(.cannotCreate, "\(path): \(reason)") }
    try fill(fd, path, with: bytes)
  }

  /// Reports no failure here: it shows when the file is opened.
  private static func makeFolder(of path: String) {
    var folder = ""
    for name in path.split(separator: "/").dropLast() {
      folder += folder.isEmpty && !path.hasPrefix("/") ? String(name) : "/\(name)"
      mkdir(folder, 0o755)
    }
  }

  /// Fills the file. Removes a result that was cut short, unless the path is not a file's.
  private static func fill(_ fd: Int32, _ path: String, with bytes: [UInt8]) throws(Failure) {
    let isWritten = put(bytes, fd)
    let cut = Failure(.cannotCreate, "\(path): \(reason)")
    var facts = stat()
    let isFile = fstat(fd, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG
    let isClosed = close(fd) == 0
    if isWritten && isClosed { return }
    let failure = isWritten ? Failure(.cannotCreate, "\(path): \(reason)") : cut
    if isFile { unlink(path) }
    throw failure
  }

  fileprivate static var reason: String { String(cString: strerror(errno)) }

  fileprivate static func put(_ bytes: [UInt8], _ fd: Int32) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { Glibc.write(fd, $0.baseAddress, $0.count) }
      if count < 0 && errno != EINTR { return false }
      if count > 0 { done += count }
    }
    return true
  }
}

/// A file that is written under another name and gets its own once it is whole.
struct GrowingFile {
  private let path: String
  private let fd: Int32
  private var unfinished: String { path + ".part" }

  init(_ path: String) throws(Failure) {
    self.path = path
    fd = open(path + ".part", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard fd >= 0 else { throw Failure(.cannotCreate, "\(path): \(OutputFile.reason)") }
  }

  func write(_ bytes: [UInt8]) throws(Failure) {
    guard OutputFile.put(bytes, fd) else { throw Failure(.cannotCreate, "\(path): \(OutputFile.reason)") }
  }

  func finish() throws(Failure) {
    guard close(fd) == 0, rename(unfinished, path) == 0 else {
      throw Failure(.cannotCreate, "\(path): \(OutputFile.reason)")
    }
  }
}
