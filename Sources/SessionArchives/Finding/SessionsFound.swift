import Glibc
public import SessionJournal
import SessionRecord

/// The session folders under a path, in the order in which they began, with what could not be looked into.
public struct SessionsFound {
  public private(set) var folders: [SessionFolder] = []
  /// Sentences: a partial answer is never given as a whole one.
  public private(set) var unreadable: [String] = []

  /// Deeper than any archive: a loop of mounts must end.
  private static let deepest = 12

  public init(under path: String) {
    walk(path, depth: 0)
    folders = folders.inOrderOfBeginning
  }

  /// A folder that holds a journal is a session; nothing is looked for below it. One that holds only what is
  /// made from a journal is a session, too: its journal is gone.
  private mutating func walk(_ path: String, depth: Int) {
    guard let names = Disk.names(in: path) else {
      unreadable.append("\(path): \(String(cString: strerror(errno)))")
      return
    }
    if names.contains(where: SessionFolder.isOfSession) {
      folders.append(SessionFolder(path: path))
      return
    }
    guard depth < Self.deepest else { return }
    for name in names.sorted() where !name.hasPrefix(".") {
      let inner = path.hasSuffix("/") ? path + name : "\(path)/\(name)"
      if Self.isOwnFolder(inner) { walk(inner, depth: depth + 1) }
    }
  }

  /// A folder, not a link to one: what is linked is found where it is.
  private static func isOwnFolder(_ path: String) -> Bool {
    var information = stat()
    return lstat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFDIR
  }
}

extension SessionFolder {
  /// A name that stands in sessions' folders only.
  fileprivate static func isOfSession(_ name: String) -> Bool {
    name.hasPrefix("journal") && name.hasSuffix(".jsonl")
      || [summary, vitals, observation, torn].contains(name)
  }

  /// Its segments; none where the journal is gone and only what was made from it is left.
  func segments() throws(SystemError) -> [SegmentBytes] { segmentNumbers.isEmpty ? [] : try read() }
}
