import Glibc

/// The right to write a chair's sessions, held by one process at a time.
///
/// The kernel gives it back when the holder ends, however it ends: a lock file that is left over means
/// nothing. The file holds the holder's process id, so that another program on this chair can ask it to hand
/// over.
public final class ChairLock: Sendable {
  private let descriptor: Int32

  public enum Outcome {
    case held(ChairLock)
    /// By this process; nil if it did not say.
    case taken(by: Int32?)
  }

  /// Tries to take the lock; never waits.
  public static func take(chair: String, in archive: SessionArchive) throws(SystemError) -> Outcome {
    let folder = "\(archive.root)/.chairs"
    try Disk.makeFolders(folder)
    let path = "\(folder)/\(SessionArchive.sanitized(chair)).lock"
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw SystemError("open", path, code: errno) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      defer { close(descriptor) }
      guard errno == EWOULDBLOCK else { throw SystemError("flock", path, code: errno) }
      return .taken(by: holder(descriptor))
    }
    _ = ftruncate(descriptor, 0)
    _ = Disk.writeAll(Array("\(getpid())\n".utf8), to: descriptor)
    return .held(ChairLock(descriptor))
  }

  /// Whether some process holds a chair's lock. Only looks: taking it, if only for a moment, could keep a
  /// monitor from beginning.
  public static func isHeld(
    chair: String, in archive: SessionArchive, by locks: KernelLocks = .now
  ) -> Bool {
    var facts = stat()
    let path = "\(archive.root)/.chairs/\(SessionArchive.sanitized(chair)).lock"
    guard stat(path, &facts) == 0 else { return false }
    return locks.contains(inode: UInt64(facts.st_ino))
  }

  private init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  private static func holder(_ descriptor: Int32) -> Int32? {
    var bytes = [UInt8](repeating: 0, count: 32)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    guard count > 0 else { return nil }
    return Int32(String(decoding: bytes[..<count].prefix { $0 &- 0x30 < 10 }, as: UTF8.self))
  }
}

/// The kernel's list of locks, `/proc/locks` (proc(5)): `1: FLOCK ADVISORY WRITE 812 fd:01:131085 0 EOF`.
public struct KernelLocks: Sendable {
  private let inodes: Set<UInt64>

  public static var now: KernelLocks {
    KernelLocks((try? Disk.readHead("/proc/locks", count: 1 << 20)) ?? [])
  }

  init(_ bytes: [UInt8]) {
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    inodes = Set(
      lines.compactMap { line in
        let words = line.split(separator: " ")
        // A line with an arrow is of one who waits.
        guard words.count > 5, words[1] == "FLOCK", words[3] == "WRITE" else { return nil }
        return words[5].split(separator: ":").last.flatMap { UInt64($0) }
      })
  }

  func contains(inode: UInt64) -> Bool { inodes.contains(inode) }
}
