import CLinux
import Glibc

/// A few bytes that a station and its keeper both have: what the station has in hand. A station that dies
/// over it leaves it there, and the keeper reads what it was.
///
/// A line of text, empty for nothing: `source:nonin-df2` while its bytes are read, `script:12` while that
/// line of a script is done.
public struct StationNote: Sendable {
  let descriptor: Int32

  private static let most = 128
  /// Where the name of the session stands, after what the station has in hand.
  private static let place = 512
  /// Where the number of told entries stands, after that name.
  private static let toldPlace = 1024

  /// A new one; nil if the kernel has no memory for it.
  static func new() -> StationNote? {
    let descriptor = cl_memory_file("chairside")
    return descriptor < 0 ? nil : StationNote(descriptor: descriptor)
  }

  /// Writes to memory, so it cannot fail for want of a disk.
  public func hold(_ what: String) {
    let line = Array(what.utf8.prefix(Self.most)) + [0x0A]
    _ = pwrite(descriptor, line, line.count, 0)
  }

  public func letGo() { hold("") }

  /// Names the session that the station writes, so that the next one goes on with it and no other; nil while
  /// no disk has one.
  public func name(session: String?) {
    let line = Array((session ?? "").utf8.prefix(Self.most)) + [0x0A]
    _ = pwrite(descriptor, line, line.count, off_t(Self.place))
  }

  /// How many entries of that session the station has handed to its record. Those that no disk has when it
  /// dies are lost, and the next one must say so. Nil while the disk takes what it is given.
  public func tell(entries: Int?) {
    let line = Array("\(entries.map { "\($0)" } ?? "")\n".utf8)
    _ = pwrite(descriptor, line, line.count, off_t(Self.toldPlace))
  }

  /// What was in hand; nil for nothing.
  func read() -> String? { word(at: 0) }

  /// The session that the station wrote, or one before it.
  func session() -> String? { word(at: Self.place) }

  /// How many entries were told; nil where the disk had them.
  func told() -> Int? { word(at: Self.toldPlace).flatMap { Int($0) } }

  private func word(at place: Int) -> String? {
    var bytes = [UInt8](repeating: 0, count: Self.most + 1)
    let count = pread(descriptor, &bytes, bytes.count, off_t(place))
    let line = bytes.prefix(max(0, count)).prefix { $0 > 0x20 && $0 < 0x7F }
    return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
  }
}
