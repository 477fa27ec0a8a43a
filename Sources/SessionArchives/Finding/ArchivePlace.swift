import Glibc
import SessionJournal

/// Where a session lies in an archive: `<root>/YYYY/MM/<name>`.
///
/// A session that lies anywhere else (on a stick, in a folder of somebody's own) belongs to no archive and
/// has no ledger.
struct ArchivePlace: Hashable {
  var root: String
  var name: String

  /// - Parameter path: a session's, without links and dots.
  init?(of path: String) {
    var rest = path.utf8[...]
    guard let name = Self.cutLast(&rest), let month = Self.cutLast(&rest), let year = Self.cutLast(&rest),
      Self.isNumber(year, digits: 4), Self.isNumber(month, digits: 2)
    else { return nil }
    root = rest.isEmpty ? "/" : String(Substring(rest))
    self.name = String(Substring(name))
  }

  /// Cuts off the part after the last slash, and the slash with it; nil if there is no slash.
  private static func cutLast(_ path: inout Substring.UTF8View) -> Substring.UTF8View? {
    guard let slash = path.lastIndex(of: UInt8(ascii: "/")) else { return nil }
    defer { path = path[..<slash] }
    return path[path.index(after: slash)...]
  }

  private static func isNumber(_ text: Substring.UTF8View, digits: Int) -> Bool {
    text.count == digits && text.allSatisfy { $0 &- 0x30 < 10 }
  }

  /// Where the session of this id belongs in an archive; nil unless it is an id.
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
