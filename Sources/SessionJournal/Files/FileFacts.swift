import Glibc

/// How the kernel shows whether a file was written to: its size, its inode, and when it last changed in any
/// way, a time that no program can set.
public struct FileFacts: Hashable, Sendable {
  public var size: Int
  public var inode: UInt64
  /// Nanoseconds since 1970.
  public var changedAt: Int64

  init(_ facts: stat) {
    size = Int(facts.st_size)
    inode = UInt64(facts.st_ino)
    changedAt = Int64(facts.st_ctim.tv_sec) * 1_000_000_000 + Int64(facts.st_ctim.tv_nsec)
  }

  /// A change from now on is stamped with this time or a later one. It comes from the clock that file systems
  /// stamp with, which goes in steps of some milliseconds.
  public static var stampNow: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME_COARSE, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
