import Glibc
import SessionRecord

/// A session's folder as the writer needs it.
final class DiskFolder: JournalFolder {
  private let folder: SessionFolder

  init(_ folder: SessionFolder) { self.folder = folder }

  func createSegment(_ number: Int) throws(SystemError) -> any JournalFile {
    let path = folder.file(SessionFolder.segmentName(number))
    // If the journal was removed, its folder may have been removed with it.
    try Disk.makeFolders(folder.path)
    let file = try DiskFile(creating: path)
    Disk.synchronizeFolder(folder.path)
    return file
  }

  func removeSegment(_ number: Int) { _ = unlink(folder.file(SessionFolder.segmentName(number))) }

  func openSegment(_ number: Int) throws(SystemError) -> any JournalFile {
    try DiskFile(appendingTo: folder.file(SessionFolder.segmentName(number)))
  }

  func freeBytes() -> Int? {
    var facts = statvfs()
    guard statvfs(folder.path, &facts) == 0 else { return nil }
    return Int(clamping: UInt64(facts.f_bavail) * UInt64(facts.f_frsize))
  }

  func readSegments() throws(SystemError) -> [SegmentBytes] { try folder.read() }

  func keep(_ bytes: [UInt8], in name: String) -> Int32 {
    let descriptor = open(folder.file(name), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { return errno }
    defer { close(descriptor) }
    let failure = Disk.writeAll(bytes, to: descriptor)
    guard failure == 0 else { return failure }
    guard fdatasync(descriptor) == 0 else { return errno }
    Disk.synchronizeFolder(folder.path)
    return 0
  }

  func append(_ bytes: [UInt8], to name: String, at size: Int) -> Int32 {
    let anew = size == 0 ? O_CREAT | O_TRUNC : 0
    let descriptor = open(folder.file(name), O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW | anew, 0o600)
    guard descriptor >= 0 else { return errno }
    defer { close(descriptor) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { return errno }
    guard Int(facts.st_size) == size, facts.st_mode & S_IFMT == S_IFREG else { return ESTALE }
    return Disk.writeAll(bytes, to: descriptor)
  }

  func holds(_ bytes: [UInt8], as name: String) -> Bool {
    guard (try? Disk.read(folder.file(name))) == bytes else { return false }
    let descriptor = open(folder.file(name), O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    guard fdatasync(descriptor) == 0 else { return false }
    Disk.synchronizeFolder(folder.path)
    return true
  }

  func write(_ bytes: [UInt8], asWhole name: String) -> Int32 {
    let temporary = folder.file(".\(name).new")
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { return errno }
    var failure = Disk.writeAll(bytes, to: descriptor)
    if failure == 0 && fdatasync(descriptor) != 0 { failure = errno }
    close(descriptor)
    if failure == 0 && rename(temporary, folder.file(name)) != 0 { failure = errno }
    if failure != 0 { _ = unlink(temporary) } else { Disk.synchronizeFolder(folder.path) }
    return failure
  }
}
