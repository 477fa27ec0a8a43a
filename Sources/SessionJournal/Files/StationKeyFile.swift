import Glibc
public import SessionRecord

/// A station's key on its disk: 64 hex digits and a line end, for its owner alone. It is made when it is
/// wanted for the first time, and never again.
public struct StationKeyFile: Hashable, Sendable {
  public let path: String

  public init(path: String) { self.path = path }

  /// The key that is there; nil where there is none.
  ///
  /// - Throws: `EINVAL` for a file that holds something else.
  public func read() throws(SystemError) -> StationKey? {
    let bytes: [UInt8]
    do throws(SystemError) { bytes = try Disk.read(path) } catch {
      if error.code == ENOENT { return nil }
      throw error
    }
    guard let key = StationKey(text: String(decoding: bytes, as: UTF8.self)) else {
      throw SystemError("read a key from", path, code: EINVAL)
    }
    return key
  }

  /// The key that is there, or a new one. Of two stations that make it at the same time both take the one
  /// that came first.
  public func readOrMake() throws(SystemError) -> StationKey {
    if let key = try read() { return key }
    try Disk.makeFolders(String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex)))
    let draft = "\(path).\(getpid())"
    defer { _ = unlink(draft) }
    var chance = SystemRandomNumberGenerator()
    let seed = (0..<StationKey.seedBytes).map { _ in UInt8.random(in: .min ... .max, using: &chance) }
    guard let key = StationKey(seed: seed) else { throw SystemError("make a key for", path, code: EINVAL) }
    try write(key, to: draft)
    if link(draft, path) == 0 { return key }
    guard errno == EEXIST, let other = try read() else { throw SystemError("link", path, code: errno) }
    return other
  }

  private func write(_ key: StationKey, to draft: String) throws(SystemError) {
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw SystemError("open", draft, code: errno) }
    defer { close(descriptor) }
    let failure = Disk.writeAll(Array("\(key.text)\n".utf8), to: descriptor)
    guard failure == 0 else { throw SystemError("write", draft, code: failure) }
    guard fdatasync(descriptor) == 0 else { throw SystemError("fdatasync", draft, code: errno) }
  }
}
