import Glibc
import SessionJournal

/// Where a session lies in an archive: `<root>/YYYY/MM/<name>`.
///
/// A session that lies in any other way (on a stick, beside others in a folder of somebody's own) belongs to
/// no archive: nobody keeps a ledger there.
struct ArchivePlace: Hashable {
  var root: String
  var name: String

  /// - Parameter path: a session's, without links and dots.
  init?(of path: String) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count > 3, Self.isNumber(parts[parts.count - 3], digits: 4),
      Self.isNumber(parts[parts.count - 2], digits: 2)
    else { return nil }
    root = parts.dropLast(3).joined(separator: "/")
    name = String(parts[parts.count - 1])
    if root.isEmpty { root = "/" }
  }

  private static func isNumber(_ text: Substring, digits: Int) -> Bool {
    text.utf8.count == digits && text.utf8.allSatisfy { $0 &- 0x30 < 10 }
  }

  /// Where the session of this id belongs in an archive; nil for what is no id.
  static func path(of id: String, in root: String) -> String? {
    guard SessionArchive.isID(id) else { return nil }
    return "\(root)/\(id.prefix(4))/\(id.dropFirst(5).prefix(2))/\(id)"
  }
}

/// A path without links and dots.
enum RealPath {
  static func of(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}
