import Glibc
import SessionJournal
import SessionRecord

/// The session folders under a path, in the order of their paths, with what could not be looked into.
struct SessionsFound {
  private(set) var folders: [SessionFolder] = []
  /// Sentences: a partial answer is never given as a whole one.
  private(set) var unreadable: [String] = []

  /// Deeper than any archive: a loop of mounts must end.
  private static let deepest = 12

  init() {}
  init(under path: String) {
    walk(path, depth: 0)
    folders = folders.inOrderOfBeginning
  }

  /// A folder that holds a journal is a session; nothing is looked for below it.
  private mutating func walk(_ path: String, depth: Int) {
    guard let names = Disk.names(in: path) else {
      unreadable.append("\(path): \(String(cString: strerror(errno)))")
      return
    }
    if names.contains(where: { $0.hasPrefix("journal") && $0.hasSuffix(".jsonl") }) {
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
  /// Its segments, or why they cannot be read.
  func segments() -> Result<[SegmentBytes], SystemError> {
    do throws(SystemError) { return .success(try read()) } catch { return .failure(error) }
  }
}
