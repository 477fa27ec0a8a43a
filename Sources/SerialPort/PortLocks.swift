import Glibc

/// Who has a port, by the kernel's list of locks, `/proc/locks` (proc(5)):
/// `1: FLOCK  ADVISORY  WRITE 812 00:05:409 0 EOF`.
public struct PortLocks {
  private let lines: [Substring]

  /// The name of a process's program; nil for one that is gone.
  public static func program(_ process: Int32) -> String? { firstLine("/proc/\(process)/comm") }

  init() { self.init(wholeText("/proc/locks") ?? "") }

  init(_ text: String) { lines = text.split(separator: "\n") }

  /// The process that has locked a file; nil if none has, or none that says so.
  func process(holding path: String) -> Int32? {
    var facts = stat()
    guard stat(path, &facts) == 0 else { return nil }
    return process(device: UInt64(facts.st_dev), inode: UInt64(facts.st_ino))
  }

  func process(device: UInt64, inode: UInt64) -> Int32? {
    // How a device number is packed: sysmacros.h of glibc, makedev(3).
    let major = device >> 8 & 0xFFF | device >> 32 & 0xFFFF_F000
    let minor = device & 0xFF | device >> 12 & 0xFFFF_FF00
    for line in lines {
      let words = line.split(separator: " ")
      // A line with an arrow is that of a process that waits for a lock.
      guard words.count > 5, words[1] == "FLOCK", words[3] == "WRITE" else { continue }
      let file = words[5].split(separator: ":")
      guard file.count == 3, UInt64(file[0], radix: 16) == major, UInt64(file[1], radix: 16) == minor,
        UInt64(file[2]) == inode
      else { continue }
      return Int32(words[4])
    }
    return nil
  }
}

extension PortLoss {
  /// The same, with the process that has the port.
  func naming(holderOf path: String) -> PortLoss {
    guard self == .busy(process: nil) else { return self }
    return .busy(process: PortLocks().process(holding: path))
  }
}
