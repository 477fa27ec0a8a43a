import Glibc
import InfusionCore
public import SessionRecord

/// The folder of all sessions: `<root>/YYYY/MM/YYYY-MM-DDTHHMMSSZ_<chair>_<6 hex>/`.
public struct SessionArchive: Hashable, Sendable {
  public let root: String
  /// The key by which this station seals what it writes here; nil where nothing is signed: by a reader, and
  /// for sessions that never were.
  public let key: StationKey?

  public init(root: String, key: StationKey? = nil) {
    self.root = root
    self.key = key
  }

  /// Where each chair has its lock, and speaks to a wall.
  public var chairsFolder: String { "\(root)/.chairs" }

  /// Makes a folder that was never there.
  ///
  /// - Parameter suffix: six hex digits, for a simulation whose names must repeat; random if nil.
  public func createFolder(
    chair: String, begins: WallTime, suffix: String? = nil
  ) throws(SystemError) -> SessionFolder {
    let month = month(of: begins)
    try Disk.makeFolders(month)
    for _ in 0..<16 {
      let path = path(chair: chair, begins: begins, suffix: suffix ?? Self.randomSuffix())
      if mkdir(path, 0o700) == 0 {
        Disk.synchronizeFolder(month)
        return SessionFolder(path: path)
      }
      guard errno == EEXIST, suffix == nil else { throw SystemError("mkdir", path, code: errno) }
    }
    throw SystemError("mkdir", month, code: EEXIST)
  }

  /// The session of that name, where there is one.
  public func session(chair: String, begins: WallTime, suffix: String) -> SessionFolder? {
    let path = path(chair: chair, begins: begins, suffix: suffix)
    return access(path, F_OK) == 0 ? SessionFolder(path: path) : nil
  }

  private func path(chair: String, begins: WallTime, suffix: String) -> String {
    "\(month(of: begins))/\(Self.name(begins.inUTC.civil, chair: chair, suffix: suffix))"
  }

  private func month(of begins: WallTime) -> String {
    let stamp = begins.inUTC.civil
    return "\(root)/\(stamp.year)/\(Self.two(stamp.month))"
  }

  /// All session folders, oldest first. Nothing but names is read.
  public func folders() -> [SessionFolder] {
    if Self.isSession(SessionFolder(path: root)) { return [SessionFolder(path: root)] }
    return months().flatMap(folders(in:))
  }

  /// The sessions of a chair that were begun and not sealed, newest first.
  ///
  /// - Parameter since: the oldest beginning that is still looked at; nil looks at all.
  public func unsealed(chair: String, since: WallTime? = nil) -> [SessionFolder] {
    let part = Self.sanitized(chair)
    let oldest = since.map { Self.stamp($0.inUTC.civil) } ?? ""
    var found: [SessionFolder] = []
    for month in months().reversed() {
      for folder in folders(in: month).reversed() {
        if folder.name < oldest { return found }
        guard Self.chairPart(folder.name) == part, !folder.isSealed, folder.header?.plan.chair == chair else {
          continue
        }
        found.append(folder)
      }
    }
    return found
  }
}

// MARK: - Names

extension SessionArchive {
  /// Whether a name has the form of a session's id: `2026-10-17T080203Z_2_4fa1c0`.
  public static func isID(_ name: String) -> Bool {
    let form = "0000-00-00T000000Z"
    let parts = name.utf8.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == form.utf8.count, parts[2].count == 6 else { return false }
    return zip(parts[0], form.utf8).allSatisfy { $1 == 0x30 ? $0 &- 0x30 < 10 : $0 == $1 }
  }

  /// A chair's name as it stands in the name of a session's folder.
  public static func sanitized(_ chair: String) -> String {
    String(chair.unicodeScalars.map { isPlain($0) ? Character($0) : "-" })
  }

  static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "A"..."Z", "a"..."z", "0"..."9", ".", "-": true
    default: false
    }
  }

  private static func name(_ stamp: CivilTime, chair: String, suffix: String) -> String {
    "\(self.stamp(stamp))_\(sanitized(chair))_\(suffix)"
  }

  private static func stamp(_ time: CivilTime) -> String {
    let clock = two(time.hour) + two(time.minute) + two(time.second)
    return "\(time.year)-\(two(time.month))-\(two(time.day))T\(clock)Z"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func randomSuffix() -> String {
    let digits = String(UInt32.random(in: 0..<0x100_0000), radix: 16)
    return String(repeating: "0", count: 6 - digits.count) + digits
  }

  private static func chairPart(_ name: String) -> String? {
    let parts = name.split(separator: "_", omittingEmptySubsequences: false)
    return parts.count == 3 ? String(parts[1]) : nil
  }

  private func months() -> [String] {
    numbered(in: root, digits: 4).flatMap { numbered(in: $0, digits: 2) }
  }

  private func numbered(in path: String, digits: Int) -> [String] {
    let names = (Disk.names(in: path) ?? []).filter { $0.utf8.count == digits && Int($0) != nil }
    return names.sorted().map { "\(path)/\($0)" }
  }

  private func folders(in month: String) -> [SessionFolder] {
    let names = (Disk.names(in: month) ?? []).filter { Self.chairPart($0) != nil }
    return names.sorted().map { SessionFolder(path: "\(month)/\($0)") }.inOrderOfBeginning
  }

  private static func isSession(_ folder: SessionFolder) -> Bool { !folder.segmentNumbers.isEmpty }
}
