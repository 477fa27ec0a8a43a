import Glibc

/// Who has locked which file, by the kernel's list `/proc/locks` (proc(5)):
/// `1: FLOCK  ADVISORY  WRITE 812 fd:01:131085 0 EOF`. To read it takes no lock.
///
///     let holder = KernelLocks.now.process(holding: "/dev/ttyUSB0")
public struct KernelLocks: Sendable {
  private let locks: [Lock]

  /// A lock of a whole file (flock(2)) that a process holds.
  fileprivate struct Lock {
    let process: Int32?
    let major: UInt64
    let minor: UInt64
    let inode: UInt64
  }

  /// The locks at this moment; none if the kernel shows no list.
  public static var now: KernelLocks { KernelLocks(wholeList()) }

  init(_ list: String) { locks = list.split(separator: "\n").compactMap { Lock($0) } }

  /// The process that has locked a file; nil if none has, or none that says so.
  public func process(holding path: String) -> Int32? {
    var facts = stat()
    guard stat(path, &facts) == 0 else { return nil }
    return process(device: UInt64(facts.st_dev), inode: UInt64(facts.st_ino))
  }

  func process(device: UInt64, inode: UInt64) -> Int32? {
    // How a device number is packed: sysmacros.h of glibc, makedev(3).
    let major = device >> 8 & 0xFFF | device >> 32 & 0xFFFF_F000
    let minor = device & 0xFF | device >> 12 & 0xFFFF_FF00
    return locks.first { $0.inode == inode && $0.major == major && $0.minor == minor }?.process
  }

  /// Whether somebody has locked a file with this inode, on whatever device: some file systems (btrfs) tell
  /// stat(2) another device than this list has.
  public func hasLocked(inode: UInt64) -> Bool { locks.contains { $0.inode == inode } }

  /// A file of the kernel has no length before it is read.
  private static func wholeList() -> String {
    let descriptor = open("/proc/locks", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 4096)
    while bytes.count < 1 << 20 {
      let count = read(descriptor, &block, block.count)
      if count <= 0 { break }
      bytes += block[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension KernelLocks.Lock {
  /// Nil for a line of another kind. One with an arrow is that of a process that waits for a lock.
  fileprivate init?(_ line: Substring) {
    let words = line.split(separator: " ")
    guard words.count > 5, words[1] == "FLOCK", words[3] == "WRITE" else { return nil }
    let file = words[5].split(separator: ":")
    guard file.count == 3, let major = UInt64(file[0], radix: 16), let minor = UInt64(file[1], radix: 16),
      let inode = UInt64(file[2])
    else { return nil }
    self.init(process: Int32(words[4]), major: major, minor: minor, inode: inode)
  }
}
