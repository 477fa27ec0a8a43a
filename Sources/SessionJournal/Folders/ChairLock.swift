import Glibc
public import SystemParts

/// The right to write a chair's sessions, held by one process at a time.
///
/// The kernel gives it back when the holder ends, however it ends: a lock file that is left over means
/// nothing. The file holds what the holder says of itself, `812 2026-03-09T081500Z_2_0a1b2c`: its process id,
/// so that another program on this chair can ask it to hand over, and the session it writes, so that nobody
/// says of another session that somebody watches it, and behind that `no-screen` where it shows it to nobody.
public final class ChairLock: Sendable {
  private let descriptor: Int32

  /// Whose the chair is after the attempt.
  public enum Outcome {
    case acquired(ChairLock)
    case taken(by: ChairHolder)
  }

  /// Tries to take the lock. Waits no longer than somebody else needs to look at it.
  public static func acquire(chair: String, in archive: SessionArchive) throws(SystemError) -> Outcome {
    try Disk.makeFolders(archive.chairsFolder)
    let path = path(chair, archive)
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw SystemError("open", path, code: errno) }
    for attempt in 0..<looks {
      if attempt > 0 { usleep(lookMicroseconds) }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 {
        let lock = ChairLock(descriptor)
        lock.say(.nothing)
        return .acquired(lock)
      }
      guard errno == EWOULDBLOCK else {
        defer { close(descriptor) }
        throw SystemError("flock", path, code: errno)
      }
    }
    defer { close(descriptor) }
    return .taken(by: ChairHolder(descriptor))
  }

  /// Who holds a chair now, without taking it; nil when nobody does.
  public static func holder(chair: String, in archive: SessionArchive) -> ChairHolder? {
    let descriptor = open(path(chair, archive), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    if flock(descriptor, LOCK_SH | LOCK_NB) == 0 { return nil }
    return errno == EWOULDBLOCK ? ChairHolder(descriptor) : nil
  }

  /// Tells whoever looks at the chair what this process writes, and whether a screen shows it.
  public func say(_ writes: ChairHolder.Writes, hasScreen: Bool = true) {
    let screen = hasScreen || writes == .nothing ? "" : " \(ChairHolder.noScreen)"
    let line = "\(getpid())\(writes.word)\(screen)\n"
    guard pwrite(descriptor, line, line.utf8.count, 0) == line.utf8.count else { return }
    _ = ftruncate(descriptor, off_t(line.utf8.count))
  }

  /// Whether some process holds a chair's lock. Only looks: taking it, if only for a moment, could keep a
  /// monitor from beginning.
  public static func isHeld(
    chair: String, in archive: SessionArchive, by locks: KernelLocks = .now
  ) -> Bool {
    var facts = stat()
    guard stat(path(chair, archive), &facts) == 0 else { return false }
    return locks.hasLocked(inode: UInt64(facts.st_ino))
  }

  /// The chairs whose locks a process has open, in whatever archive. One that it does not hold it has open
  /// for a moment only.
  public static func chairs(of process: Int32) -> [String] {
    let folder = "/proc/\(process)/fd"
    return (Disk.names(in: folder) ?? []).compactMap { name in
      let parts = Disk.linkTarget("\(folder)/\(name)")?.split(separator: "/").suffix(2) ?? []
      guard parts.first == ".chairs", let file = parts.last, file.hasSuffix(".lock") else { return nil }
      return ChairFileName.decoded(String(file.dropLast(".lock".count)))
    }
  }

  private init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// `holder` has the lock for some microseconds, and so has a child of its last owner between its fork and
  /// its exec, which on a busy machine takes longer: an attempt that falls between tries again.
  private static let looks = 20
  private static let lookMicroseconds: UInt32 = 2000

  private static func path(_ chair: String, _ archive: SessionArchive) -> String {
    "\(archive.chairsFolder)/\(ChairFileName.encoded(chair)).lock"
  }
}

/// The process that holds a chair, as far as it says who it is.
public struct ChairHolder: Hashable, Sendable {
  /// Nil if it did not say.
  public var process: Int32?
  public var writes: Writes
  /// Whether a screen shows what it writes: one whose terminal was closed goes on without.
  public var hasScreen: Bool

  /// What the holder of a chair writes.
  public enum Writes: Hashable, Sendable {
    /// No session: a question stands on its screen, or its session is closed.
    case nothing
    /// The session's id.
    case session(String)
    /// A session that no disk takes.
    case unrecorded
  }

  public init(process: Int32?, writes: Writes, hasScreen: Bool = true) {
    self.process = process
    self.writes = writes
    self.hasScreen = hasScreen
  }

  /// Longer than a process id, the longest name of a folder, and the word behind it.
  private static let bytesMax = 320
  fileprivate static let noScreen = "no-screen"

  fileprivate init(_ descriptor: Int32) {
    var bytes = [UInt8](repeating: 0, count: Self.bytesMax)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    let line = bytes.prefix(max(0, count)).prefix { $0 != 0x0A }
    let words = line.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
    process = words.first.flatMap { Int32($0) }
    switch words.dropFirst().first {
    case nil: writes = .nothing
    case Writes.noFolder?: writes = .unrecorded
    case let name?: writes = .session(name)
    }
    hasScreen = words.dropFirst(2).first != Self.noScreen
  }
}

extension ChairHolder.Writes {
  fileprivate static let noFolder = "-"

  fileprivate var word: String {
    switch self {
    case .nothing: ""
    case .session(let name): " \(name)"
    case .unrecorded: " \(Self.noFolder)"
    }
  }
}
